package dev.jetharness.conformance.buckets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.JetStreamApiException;
import io.nats.client.KeyValue;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.KeyValueEntry;
import io.nats.client.api.KeyValueOperation;
import io.nats.client.api.KeyValuePurgeOptions;
import io.nats.client.api.KeyValueStatus;
import io.nats.client.api.KeyValueWatchOption;
import io.nats.client.api.KeyValueWatcher;
import io.nats.client.api.StorageType;
import io.nats.client.impl.NatsKeyValueWatchSubscription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Key-Value buckets as jnats offers them. */
class KeyValueContractTest {

  @Contract
  void aValueIsReadBackWithItsRevision(TestServer server) throws Exception {
    KeyValue bucket = bucket(server, 1);
    long revision = bucket.put("a.key", "v1");
    KeyValueEntry entry = entry(bucket, "a.key");
    assertThat(entry.getValueAsString()).isEqualTo("v1");
    assertThat(entry.getRevision()).isEqualTo(revision).isEqualTo(1);
    assertThat(entry.getOperation()).isEqualTo(KeyValueOperation.PUT);
    assertThat(entry.getBucket()).isEqualTo("B");
  }

  @Contract
  void aMissingKeyIsNull(TestServer server) throws Exception {
    assertThat(bucket(server, 1).get("none")).isNull();
  }

  @Contract
  void aLaterValueReplacesTheEarlierOne(TestServer server) throws Exception {
    KeyValue bucket = bucket(server, 1);
    bucket.put("k", "1");
    bucket.put("k", "2");
    assertThat(entry(bucket, "k").getValueAsString()).isEqualTo("2");
    assertThat(bucket.getStatus().getEntryCount()).isEqualTo(1);
  }

  @Contract
  void historyKeepsAsManyValuesAsAskedFor(TestServer server) throws Exception {
    KeyValue bucket = bucket(server, 3);
    for (int i = 1; i <= 5; i++) {
      bucket.put("k", String.valueOf(i));
    }
    assertThat(bucket.history("k"))
        .extracting(KeyValueEntry::getValueAsString)
        .containsExactly("3", "4", "5");
  }

  @Contract
  void anOldRevisionCanBeRead(TestServer server) throws Exception {
    KeyValue bucket = bucket(server, 5);
    long first = bucket.put("k", "1");
    bucket.put("k", "2");
    KeyValueEntry old = bucket.get("k", first);
    assertThat(old).isNotNull();
    assertThat(old.getValueAsString()).isEqualTo("1");
    assertThat(bucket.get("other", first)).isNull();
  }

  @Contract
  void aDeletedKeyIsNullAndItsHistoryStays(TestServer server) throws Exception {
    KeyValue bucket = bucket(server, 5);
    bucket.put("k", "1");
    bucket.delete("k");
    assertThat(bucket.get("k")).isNull();
    assertThat(bucket.history("k"))
        .extracting(KeyValueEntry::getOperation)
        .containsExactly(KeyValueOperation.PUT, KeyValueOperation.DELETE);
  }

  @Contract
  void aPurgedKeyLosesItsHistory(TestServer server) throws Exception {
    KeyValue bucket = bucket(server, 5);
    bucket.put("k", "1");
    bucket.put("k", "2");
    bucket.purge("k");
    assertThat(bucket.history("k"))
        .extracting(KeyValueEntry::getOperation)
        .containsExactly(KeyValueOperation.PURGE);
  }

  @Contract
  void createSucceedsOnlyOnce(TestServer server) throws Exception {
    KeyValue bucket = bucket(server, 1);
    bucket.create("k", "1".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThatThrownBy(() -> bucket.create("k", new byte[0]))
        .isInstanceOfSatisfying(
            JetStreamApiException.class, e -> assertThat(e.getApiErrorCode()).isEqualTo(10071));
  }

  @Contract
  void createSucceedsAfterADelete(TestServer server) throws Exception {
    KeyValue bucket = bucket(server, 1);
    bucket.put("k", "1");
    bucket.delete("k");
    bucket.create("k", "2".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(entry(bucket, "k").getValueAsString()).isEqualTo("2");
  }

  @Contract
  void updateNeedsTheCurrentRevision(TestServer server) throws Exception {
    KeyValue bucket = bucket(server, 1);
    long revision = bucket.put("k", "1");
    long next = bucket.update("k", "2", revision);
    assertThat(next).isGreaterThan(revision);
    assertThatThrownBy(() -> bucket.update("k", "3", revision))
        .isInstanceOfSatisfying(
            JetStreamApiException.class, e -> assertThat(e.getApiErrorCode()).isEqualTo(10071));
  }

  @Contract
  void keysAreThoseWithAValue(TestServer server) throws Exception {
    KeyValue bucket = bucket(server, 3);
    bucket.put("a", "1");
    bucket.put("b.c", "2");
    bucket.put("gone", "3");
    bucket.delete("gone");
    assertThat(bucket.keys()).containsExactlyInAnyOrder("a", "b.c");
    assertThat(bucket.keys("b.*")).containsExactly("b.c");
  }

  @Contract
  void anEmptyBucketHasNoKeys(TestServer server) throws Exception {
    assertThat(bucket(server, 1).keys()).isEmpty();
  }

  @Contract
  void manyKeysAreAllFound(TestServer server) throws Exception {
    KeyValue bucket = bucket(server, 1);
    for (int i = 0; i < 300; i++) {
      bucket.put("k" + i, "v");
    }
    assertThat(bucket.keys()).hasSize(300);
  }

  @Contract
  void aWatcherSeesWhatIsThereThenTheEndThenWhatComes(TestServer server) throws Exception {
    KeyValue bucket = bucket(server, 1);
    bucket.put("a", "1");
    bucket.put("b", "2");
    Watcher watcher = new Watcher();
    try (NatsKeyValueWatchSubscription ignored = bucket.watchAll(watcher)) {
      assertThat(List.of(watcher.next(), watcher.next(), watcher.next()))
          .containsExactly("a=1", "b=2", "end");
      bucket.put("c", "3");
      assertThat(watcher.next()).isEqualTo("c=3");
      bucket.delete("a");
      assertThat(watcher.next()).isEqualTo("a DELETE");
    }
  }

  @Contract
  void aWatcherOfAnEmptyBucketIsToldTheEndAtOnce(TestServer server) throws Exception {
    Watcher watcher = new Watcher();
    try (NatsKeyValueWatchSubscription ignored = bucket(server, 1).watchAll(watcher)) {
      assertThat(watcher.next()).isEqualTo("end");
    }
  }

  @Contract
  void aWatcherOfUpdatesSeesOnlyWhatComes(TestServer server) throws Exception {
    KeyValue bucket = bucket(server, 1);
    bucket.put("a", "1");
    Watcher watcher = new Watcher();
    try (NatsKeyValueWatchSubscription ignored =
        bucket.watchAll(watcher, KeyValueWatchOption.UPDATES_ONLY)) {
      assertThat(watcher.next()).isEqualTo("end");
      bucket.put("a", "2");
      assertThat(watcher.next()).isEqualTo("a=2");
    }
  }

  @Contract
  void aWatcherMayAskForTheHistory(TestServer server) throws Exception {
    KeyValue bucket = bucket(server, 3);
    bucket.put("a", "1");
    bucket.put("a", "2");
    Watcher watcher = new Watcher();
    try (NatsKeyValueWatchSubscription ignored =
        bucket.watch("a", watcher, KeyValueWatchOption.INCLUDE_HISTORY)) {
      assertThat(List.of(watcher.next(), watcher.next(), watcher.next()))
          .containsExactly("a=1", "a=2", "end");
    }
  }

  @Contract
  void severalKeysAreWatchedAtOnce(TestServer server) throws Exception {
    KeyValue bucket = bucket(server, 1);
    bucket.put("a", "1");
    bucket.put("b", "2");
    bucket.put("c", "3");
    Watcher watcher = new Watcher();
    try (NatsKeyValueWatchSubscription ignored = bucket.watch(List.of("a", "c"), watcher)) {
      assertThat(List.of(watcher.next(), watcher.next(), watcher.next()))
          .containsExactly("a=1", "c=3", "end");
    }
  }

  @Contract
  void purgingDeletesRemovesTheMarkers(TestServer server) throws Exception {
    KeyValue bucket = bucket(server, 3);
    bucket.put("a", "1");
    bucket.put("b", "2");
    bucket.delete("a");
    bucket.purgeDeletes(KeyValuePurgeOptions.builder().deleteMarkersNoThreshold().build());
    assertThat(bucket.history("a")).isEmpty();
    assertThat(entry(bucket, "b").getValueAsString()).isEqualTo("2");
  }

  @Contract
  void theStatusTellsTheSettings(TestServer server) throws Exception {
    server
        .connection()
        .keyValueManagement()
        .create(
            KeyValueConfiguration.builder("T")
                .description("d")
                .maxHistoryPerKey(5)
                .ttl(Duration.ofHours(1))
                .maxBucketSize(100_000)
                .maximumValueSize(1_000)
                .storageType(StorageType.Memory)
                .build());
    KeyValueStatus status = server.connection().keyValueManagement().getStatus("T");
    assertThat(status.getMaxHistoryPerKey()).isEqualTo(5);
    assertThat(status.getTtl()).isEqualTo(Duration.ofHours(1));
    assertThat(status.getMaxBucketSize()).isEqualTo(100_000);
    assertThat(status.getMaximumValueSize()).isEqualTo(1_000);
    assertThat(status.getStorageType()).isEqualTo(StorageType.Memory);
    assertThat(status.getDescription()).isEqualTo("d");
  }

  @Contract
  void bucketsAreListedUpdatedAndDeleted(TestServer server) throws Exception {
    bucket(server, 1);
    assertThat(server.connection().keyValueManagement().getBucketNames()).containsExactly("B");
    server
        .connection()
        .keyValueManagement()
        .update(KeyValueConfiguration.builder("B").maxHistoryPerKey(4).build());
    assertThat(server.connection().keyValueManagement().getStatus("B").getMaxHistoryPerKey())
        .isEqualTo(4);
    server.connection().keyValueManagement().delete("B");
    assertThat(server.connection().keyValueManagement().getBucketNames()).isEmpty();
  }

  @Contract
  void aValueAboveTheLimitIsRefused(TestServer server) throws Exception {
    server
        .connection()
        .keyValueManagement()
        .create(KeyValueConfiguration.builder("L").maximumValueSize(10).build());
    KeyValue bucket = server.connection().keyValue("L");
    assertThatThrownBy(() -> bucket.put("k", "more than ten bytes"))
        .isInstanceOfSatisfying(
            JetStreamApiException.class, e -> assertThat(e.getApiErrorCode()).isEqualTo(10054));
  }

  private static KeyValue bucket(TestServer server, int history) throws Exception {
    server
        .connection()
        .keyValueManagement()
        .create(KeyValueConfiguration.builder("B").maxHistoryPerKey(history).build());
    return server.connection().keyValue("B");
  }

  private static KeyValueEntry entry(KeyValue bucket, String key) throws Exception {
    KeyValueEntry entry = bucket.get(key);
    assertThat(entry).as(key).isNotNull();
    return entry;
  }

  /** Writes down what it is told. */
  private static final class Watcher implements KeyValueWatcher {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Override
    public void watch(KeyValueEntry entry) {
      heard.add(
          entry.getOperation() == KeyValueOperation.PUT
              ? entry.getKey() + "=" + entry.getValueAsString()
              : entry.getKey() + " " + entry.getOperation());
    }

    @Override
    public void endOfData() {
      heard.add("end");
    }

    String next() throws InterruptedException {
      @Nullable String next = heard.poll(5, TimeUnit.SECONDS);
      return next == null ? "nothing" : next;
    }
  }
}
