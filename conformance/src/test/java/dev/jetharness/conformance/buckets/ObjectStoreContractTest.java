package dev.jetharness.conformance.buckets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.JetStreamApiException;
import io.nats.client.ObjectStore;
import io.nats.client.api.ObjectInfo;
import io.nats.client.api.ObjectMeta;
import io.nats.client.api.ObjectStoreConfiguration;
import io.nats.client.api.ObjectStoreWatcher;
import io.nats.client.impl.NatsObjectStoreWatchSubscription;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Object Store buckets as jnats offers them. */
class ObjectStoreContractTest {

  @Contract
  void anObjectOfOneChunkIsReadBack(TestServer server) throws Exception {
    ObjectStore store = store(server);
    ObjectInfo info = store.put("note", "hello".getBytes(UTF_8));
    assertThat(info.getSize()).isEqualTo(5);
    assertThat(info.getChunks()).isEqualTo(1);
    assertThat(read(store, "note")).asString().isEqualTo("hello");
  }

  @Contract
  void anObjectOfManyChunksIsReadBack(TestServer server) throws Exception {
    ObjectStore store = store(server);
    byte[] content = new byte[300_000];
    new Random(7).nextBytes(content);
    ObjectInfo info =
        store.put(
            ObjectMeta.builder("large").chunkSize(10_000).build(),
            new ByteArrayInputStream(content));
    assertThat(info.getChunks()).isEqualTo(30);
    assertThat(read(store, "large")).isEqualTo(content);
  }

  @Contract
  void anEmptyObjectIsReadBack(TestServer server) throws Exception {
    ObjectStore store = store(server);
    store.put("empty", new byte[0]);
    assertThat(read(store, "empty")).isEmpty();
  }

  @Contract
  void aNewVersionReplacesTheOldOneAndItsChunks(TestServer server) throws Exception {
    ObjectStore store = store(server);
    store.put("doc", "one".getBytes(UTF_8));
    store.put("doc", "two".getBytes(UTF_8));
    assertThat(read(store, "doc")).asString().isEqualTo("two");
    assertThat(server.jsm().getStreamInfo("OBJ_O").getStreamState().getMsgCount()).isEqualTo(2);
  }

  @Contract
  void aDeletedObjectIsMarkedAndItsChunksAreGone(TestServer server) throws Exception {
    ObjectStore store = store(server);
    store.put("doc", "one".getBytes(UTF_8));
    assertThat(store.delete("doc").isDeleted()).isTrue();
    assertThat(store.getInfo("doc")).isNull();
    assertThat(server.jsm().getStreamInfo("OBJ_O").getStreamState().getMsgCount()).isEqualTo(1);
  }

  @Contract
  void objectsAreListed(TestServer server) throws Exception {
    ObjectStore store = store(server);
    store.put("a", "1".getBytes(UTF_8));
    store.put("b", "22".getBytes(UTF_8));
    store.put("gone", "333".getBytes(UTF_8));
    store.delete("gone");
    assertThat(store.getList())
        .extracting(ObjectInfo::getObjectName)
        .containsExactlyInAnyOrder("a", "b");
  }

  @Contract
  void metadataCanBeChangedAndObjectsRenamed(TestServer server) throws Exception {
    ObjectStore store = store(server);
    store.put("a", "1".getBytes(UTF_8));
    store.updateMeta("a", ObjectMeta.builder("b").description("renamed").build());
    assertThat(store.getInfo("a")).isNull();
    assertThat(store.getInfo("b").getDescription()).isEqualTo("renamed");
    assertThat(read(store, "b")).asString().isEqualTo("1");
  }

  @Contract
  void aLinkLeadsToItsObject(TestServer server) throws Exception {
    ObjectStore store = store(server);
    ObjectInfo target = store.put("target", "here".getBytes(UTF_8));
    store.addLink("link", target);
    assertThat(read(store, "link")).asString().isEqualTo("here");
  }

  @Contract
  void aSealedStoreTakesNothingMore(TestServer server) throws Exception {
    ObjectStore store = store(server);
    store.put("a", "1".getBytes(UTF_8));
    assertThat(store.seal().isSealed()).isTrue();
    assertThatThrownBy(() -> store.put("b", "2".getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            JetStreamApiException.class, e -> assertThat(e.getApiErrorCode()).isEqualTo(10109));
    assertThat(read(store, "a")).asString().isEqualTo("1");
  }

  @Contract
  void aWatcherHearsOfObjects(TestServer server) throws Exception {
    ObjectStore store = store(server);
    store.put("a", "1".getBytes(UTF_8));
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    ObjectStoreWatcher watcher =
        new ObjectStoreWatcher() {
          @Override
          public void watch(ObjectInfo info) {
            heard.add(info.getObjectName());
          }

          @Override
          public void endOfData() {
            heard.add("end");
          }
        };
    try (NatsObjectStoreWatchSubscription ignored = store.watch(watcher)) {
      assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("a");
      assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("end");
      store.put("b", "2".getBytes(UTF_8));
      assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("b");
    }
  }

  @Contract
  void storesAreListedAndDeleted(TestServer server) throws Exception {
    store(server);
    assertThat(server.connection().objectStoreManagement().getBucketNames()).containsExactly("O");
    server.connection().objectStoreManagement().delete("O");
    assertThat(server.connection().objectStoreManagement().getBucketNames()).isEmpty();
  }

  private static ObjectStore store(TestServer server) throws Exception {
    server
        .connection()
        .objectStoreManagement()
        .create(ObjectStoreConfiguration.builder("O").build());
    return server.connection().objectStore("O");
  }

  private static byte[] read(ObjectStore store, String name) throws Exception {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    store.get(name, content);
    return content.toByteArray();
  }
}
