package dev.jetharness.conformance.buckets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetharness.conformance.support.Await;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.JetStreamApiException;
import io.nats.client.KeyValue;
import io.nats.client.MessageTtl;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.KeyValueEntry;
import io.nats.client.api.KeyValueOperation;
import io.nats.client.api.KeyValueStatus;
import io.nats.client.api.KeyValueWatcher;
import io.nats.client.api.StorageType;
import io.nats.client.impl.NatsKeyValueWatchSubscription;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keys that expire, in Key-Value buckets as jnats offers them. */
class KeyValueTtlContractTest {
  private static final MessageTtl SECOND = MessageTtl.seconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static KeyValue bucket(TestServer server, Duration limitMarker) throws Exception {
    server
        .connection()
        .keyValueManagement()
        .create(
            KeyValueConfiguration.builder()
                .name("B")
                .storageType(StorageType.Memory)
                .limitMarker(limitMarker)
                .build());
    return server.connection().keyValue("B");
  }

  private static KeyValueEntry next(BlockingQueue<KeyValueEntry> entries) throws Exception {
    return Objects.requireNonNull(entries.poll(20, TimeUnit.SECONDS));
  }

  private static void is(
      KeyValueEntry entry, String key, KeyValueOperation operation, long revision) {
    assertThat(entry.getKey()).isEqualTo(key);
    assertThat(entry.getOperation()).isEqualTo(operation);
    assertThat(entry.getRevision()).isEqualTo(revision);
  }

  /** Collects what a watcher of all keys is told. */
  private static final class Entries implements KeyValueWatcher {
    final BlockingQueue<KeyValueEntry> entries = new LinkedBlockingQueue<>();

    @Override
    public void watch(KeyValueEntry entry) {
      entries.add(entry);
    }

    @Override
    public void endOfData() {}
  }

  @Contract
  void aBucketTellsTheTtlOfItsLimitMarkers(TestServer server) throws Exception {
    KeyValueStatus status = bucket(server, MINUTE).getStatus();
    assertThat(status.getConfiguration().getLimitMarkerTtl()).isEqualTo(MINUTE);
    assertThat(status.getBackingStreamInfo().getConfiguration().getSubjectDeleteMarkerTtl())
        .isEqualTo(MINUTE);
  }

  @Contract
  void aWatcherIsToldThatAKeyExpired(TestServer server) throws Exception {
    KeyValue bucket = bucket(server, MINUTE);
    Entries watched = new Entries();
    try (NatsKeyValueWatchSubscription unused = bucket.watchAll(watched)) {
      assertThat(bucket.create("k", "v".getBytes(UTF_8), SECOND)).isEqualTo(1);
      is(next(watched.entries), "k", KeyValueOperation.PUT, 1);
      is(next(watched.entries), "k", KeyValueOperation.PURGE, 2);
    }
    assertThat(bucket.get("k")).isNull();
    assertThat(bucket.getStatus().getEntryCount()).isEqualTo(1);
    assertThat(bucket.keys()).isEmpty();
  }

  @Contract
  void anExpiredKeyMayBeCreatedAgain(TestServer server) throws Exception {
    KeyValue bucket = bucket(server, MINUTE);
    bucket.create("k", "1".getBytes(UTF_8), SECOND);
    Await.until("the key expired", () -> bucket.get("k") == null);
    assertThat(bucket.create("k", "2".getBytes(UTF_8))).isEqualTo(3);
    assertThat(Objects.requireNonNull(bucket.get("k")).getValueAsString()).isEqualTo("2");
  }

  @Contract
  void aPurgeWithATtlLeavesNothing(TestServer server) throws Exception {
    KeyValue bucket = bucket(server, MINUTE);
    Entries watched = new Entries();
    try (NatsKeyValueWatchSubscription unused = bucket.watchAll(watched)) {
      bucket.put("k", "v");
      bucket.purge("k", SECOND);
      is(next(watched.entries), "k", KeyValueOperation.PUT, 1);
      is(next(watched.entries), "k", KeyValueOperation.PURGE, 2);
      Await.until("the purge expired", () -> bucket.getStatus().getEntryCount() == 0);
      bucket.put("k", "again");
      is(next(watched.entries), "k", KeyValueOperation.PUT, 3);
    }
  }

  @Contract
  void aKeyWithATtlNeedsABucketWithLimitMarkers(TestServer server) throws Exception {
    server
        .connection()
        .keyValueManagement()
        .create(KeyValueConfiguration.builder().name("B").storageType(StorageType.Memory).build());
    KeyValue bucket = server.connection().keyValue("B");
    assertThatThrownBy(() -> bucket.create("k", "v".getBytes(UTF_8), SECOND))
        .isInstanceOfSatisfying(
            JetStreamApiException.class,
            refused -> assertThat(refused.getApiErrorCode()).isEqualTo(10166));
  }
}
