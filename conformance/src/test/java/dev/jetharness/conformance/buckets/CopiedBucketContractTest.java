package dev.jetharness.conformance.buckets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetharness.conformance.support.Await;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.KeyValue;
import io.nats.client.KeyValueManagement;
import io.nats.client.Message;
import io.nats.client.Subscription;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.KeyValueEntry;
import io.nats.client.api.KeyValueOperation;
import io.nats.client.api.KeyValueStatus;
import io.nats.client.api.Mirror;
import io.nats.client.api.Republish;
import io.nats.client.api.Source;
import io.nats.client.api.StorageType;
import io.nats.client.api.SubjectTransform;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Key-Value buckets that mirror others, take theirs in, and publish what is put. */
class CopiedBucketContractTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private static KeyValueConfiguration.Builder bucket(String name) {
    return KeyValueConfiguration.builder(name).storageType(StorageType.Memory);
  }

  private static KeyValue create(TestServer server, KeyValueConfiguration.Builder bucket)
      throws Exception {
    KeyValueManagement management = server.connection().keyValueManagement();
    KeyValueStatus status = management.create(bucket.build());
    return server.connection().keyValue(status.getBucketName());
  }

  private static @Nullable String value(KeyValue bucket, String key) throws Exception {
    KeyValueEntry entry = bucket.get(key);
    return entry == null ? null : entry.getValueAsString();
  }

  private static void awaitValue(KeyValue bucket, String key, String expected) throws Exception {
    Await.until(key + " is " + expected, () -> expected.equals(value(bucket, key)));
  }

  /** jnats leaves it to its user to map the keys. */
  private static SubjectTransform keys(String from, String to) {
    return SubjectTransform.builder()
        .source("$KV." + from + ".>")
        .destination("$KV." + to + ".>")
        .build();
  }

  private static Mirror mirrorOf(String origin, String bucket) {
    return Mirror.builder().name(origin).subjectTransforms(keys(origin, bucket)).build();
  }

  private static Source sourceOf(String origin, String bucket) {
    return Source.builder().name(origin).subjectTransforms(keys(origin, bucket)).build();
  }

  @Contract
  void aMirrorHasTheValuesAndRevisionsOfItsOrigin(TestServer server) throws Exception {
    KeyValue origin = create(server, bucket("A"));
    origin.put("other", "0");
    origin.put("k", "1");
    KeyValue mirror = create(server, bucket("M").mirror(mirrorOf("A", "M")));
    awaitValue(mirror, "k", "1");
    KeyValueEntry entry = mirror.get("k");
    assertThat(entry).isNotNull();
    assertThat(entry.getRevision()).isEqualTo(2);
    assertThat(entry.getOperation()).isEqualTo(KeyValueOperation.PUT);
    origin.put("k", "2");
    awaitValue(mirror, "k", "2");
    origin.delete("k");
    Await.until("it is deleted in the mirror", () -> value(mirror, "k") == null);
  }

  @Contract
  void whatIsPutIntoAMirrorGoesToTheOrigin(TestServer server) throws Exception {
    create(server, bucket("A"));
    KeyValue mirror = create(server, bucket("M").mirror(mirrorOf("A", "M")));
    assertThat(mirror.put("k", "1")).isEqualTo(1);
    awaitValue(mirror, "k", "1");
    assertThat(mirror.create("new", "2".getBytes(UTF_8))).isEqualTo(2);
    assertThat(mirror.update("k", "3", 1)).isEqualTo(3);
    awaitValue(mirror, "k", "3");
  }

  /** Without a mapping its keys are those of the origin, and nobody asks for them. */
  @Contract
  void aMirrorThatDoesNotMapItsKeysSeemsEmpty(TestServer server) throws Exception {
    KeyValue origin = create(server, bucket("A"));
    origin.put("k", "1");
    KeyValue mirror = create(server, bucket("M").mirror(Mirror.builder().name("A").build()));
    Await.until("it is copied", () -> mirror.getStatus().getEntryCount() == 1);
    assertThat(value(mirror, "k")).isNull();
    assertThat(value(origin, "k")).isEqualTo("1");
  }

  @Contract
  void aMirrorHasTheKeysAndTheHistory(TestServer server) throws Exception {
    KeyValue origin = create(server, bucket("A").maxHistoryPerKey(5));
    origin.put("a", "1");
    origin.put("b", "2");
    origin.put("a", "3");
    KeyValue mirror = create(server, bucket("M").maxHistoryPerKey(5).mirror(mirrorOf("A", "M")));
    awaitValue(mirror, "a", "3");
    assertThat(mirror.keys()).containsExactlyInAnyOrder("a", "b");
    assertThat(mirror.history("a"))
        .extracting(KeyValueEntry::getValueAsString)
        .containsExactly("1", "3");
    assertThat(mirror.history("a")).extracting(KeyValueEntry::getRevision).containsExactly(1L, 3L);
  }

  @Contract
  void aMirrorIsReadWhenTheOriginIsGone(TestServer server) throws Exception {
    KeyValue origin = create(server, bucket("A"));
    origin.put("k", "1");
    KeyValue mirror = create(server, bucket("M").mirror(mirrorOf("A", "M")));
    awaitValue(mirror, "k", "1");
    server.connection().keyValueManagement().delete("A");
    assertThat(value(mirror, "k")).isEqualTo("1");
  }

  @Contract
  void sourcesAreTakenInUnderTheKeysOfTheBucket(TestServer server) throws Exception {
    KeyValue a = create(server, bucket("A"));
    KeyValue b = create(server, bucket("B"));
    a.put("k.a", "1");
    b.put("k.b", "2");
    KeyValue all =
        create(server, bucket("ALL").sources(sourceOf("A", "ALL"), sourceOf("B", "ALL")));
    awaitValue(all, "k.a", "1");
    awaitValue(all, "k.b", "2");
    assertThat(all.keys()).containsExactlyInAnyOrder("k.a", "k.b");
    a.delete("k.a");
    Await.until("the deletion is taken in", () -> value(all, "k.a") == null);
  }

  @Contract
  void ofTwoSourcesTheLastValueCounts(TestServer server) throws Exception {
    KeyValue a = create(server, bucket("A"));
    KeyValue b = create(server, bucket("B"));
    KeyValue all =
        create(server, bucket("ALL").sources(sourceOf("A", "ALL"), sourceOf("B", "ALL")));
    a.put("k", "1");
    awaitValue(all, "k", "1");
    b.put("k", "2");
    awaitValue(all, "k", "2");
    a.put("k", "3");
    awaitValue(all, "k", "3");
    assertThat(all.getStatus().getEntryCount()).isEqualTo(1);
  }

  /** jnats gives it no subjects then. */
  @Contract
  void nothingCanBePutIntoABucketWithSources(TestServer server) throws Exception {
    create(server, bucket("A"));
    KeyValue all = create(server, bucket("ALL").sources(sourceOf("A", "ALL")));
    assertThatThrownBy(() -> all.put("k", "1")).hasMessageContaining("503");
  }

  @Contract
  void aPurgeIsTakenInAsAPurge(TestServer server) throws Exception {
    KeyValue a = create(server, bucket("A").maxHistoryPerKey(5));
    KeyValue all = create(server, bucket("ALL").maxHistoryPerKey(5).sources(sourceOf("A", "ALL")));
    a.put("k", "1");
    a.put("k", "2");
    awaitValue(all, "k", "2");
    a.purge("k");
    Await.until("it is purged", () -> all.history("k").size() == 1);
    assertThat(all.history("k").get(0).getOperation()).isEqualTo(KeyValueOperation.PURGE);
  }

  @Contract
  void whatIsPutMayBePublished(TestServer server) throws Exception {
    Subscription published = server.connection().subscribe("seen.>");
    server.connection().flush(LIMIT);
    KeyValue bucket =
        create(
            server,
            bucket("A")
                .republish(Republish.builder().source("$KV.A.>").destination("seen.>").build()));
    bucket.put("a.b", "1");
    bucket.delete("a.b");
    Message put = published.nextMessage(LIMIT);
    assertThat(put.getSubject()).isEqualTo("seen.a.b");
    assertThat(new String(put.getData(), UTF_8)).isEqualTo("1");
    assertThat(put.getHeaders().getFirst("Nats-Subject")).isEqualTo("$KV.A.a.b");
    assertThat(put.getHeaders().getFirst("Nats-Stream")).isEqualTo("KV_A");
    Message deleted = published.nextMessage(LIMIT);
    assertThat(deleted.getHeaders().getFirst("KV-Operation")).isEqualTo("DEL");
    assertThat(deleted.getHeaders().getFirst("Nats-Last-Sequence")).isEqualTo("1");
  }

  @Contract
  void theStatusTellsWhatABucketCopies(TestServer server) throws Exception {
    create(server, bucket("A"));
    create(server, bucket("M").mirror(Mirror.builder().name("A").build()));
    create(server, bucket("S").sources(sourceOf("A", "S")));
    KeyValueManagement management = server.connection().keyValueManagement();
    KeyValueConfiguration mirror = management.getStatus("M").getConfiguration();
    assertThat(mirror.getBackingConfig().getMirror().getSourceName()).isEqualTo("KV_A");
    assertThat(mirror.getBackingConfig().getMirrorDirect()).isTrue();
    KeyValueConfiguration sourced = management.getStatus("S").getConfiguration();
    assertThat(sourced.getBackingConfig().getSources())
        .singleElement()
        .satisfies(
            source -> {
              assertThat(source.getSourceName()).isEqualTo("KV_A");
              assertThat(source.getSubjectTransforms())
                  .singleElement()
                  .satisfies(
                      transform -> {
                        assertThat(transform.getSource()).isEqualTo("$KV.A.>");
                        assertThat(transform.getDestination()).isEqualTo("$KV.S.>");
                      });
            });
    assertThat(management.getBucketNames()).containsAll(List.of("A", "M", "S"));
  }
}
