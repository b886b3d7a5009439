package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.config.Compression;
import dev.jetharness.inmemory.jetstream.config.ConsumerLimits;
import dev.jetharness.inmemory.jetstream.config.DiscardPolicy;
import dev.jetharness.inmemory.jetstream.config.PersistMode;
import dev.jetharness.inmemory.jetstream.config.RetentionPolicy;
import dev.jetharness.inmemory.jetstream.config.StorageType;
import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A stream's configuration for tests: stream {@code S} on {@code s.>}, without any limit. */
final class ConfigBuilder {
  private List<String> subjects = List.of("s.>");
  private RetentionPolicy retention = RetentionPolicy.LIMITS;
  private long maxMessages = -1;
  private long maxBytes = -1;
  private Duration maxAge = Duration.ZERO;
  private long maxMessagesPerSubject = -1;
  private int maxMessageSize = -1;
  private DiscardPolicy discard = DiscardPolicy.OLD;
  private StorageType storage = StorageType.MEMORY;
  private boolean noAck;
  private Duration duplicateWindow = Duration.ofMinutes(2);
  private boolean discardNewPerSubject;
  private boolean sealed;
  private boolean denyPurge;
  private boolean allowRollup;
  private boolean allowAtomic;
  private boolean allowBatched;
  private long firstSequence;
  private boolean allowMessageTtl;
  private Duration deleteMarkerTtl = Duration.ZERO;
  private boolean allowCounter;
  private boolean allowSchedules;

  static ConfigBuilder config() {
    return new ConfigBuilder();
  }

  ConfigBuilder subjects(String... values) {
    subjects = List.of(values);
    return this;
  }

  ConfigBuilder retention(RetentionPolicy value) {
    retention = value;
    return this;
  }

  ConfigBuilder maxMessages(long value) {
    maxMessages = value;
    return this;
  }

  ConfigBuilder maxBytes(long value) {
    maxBytes = value;
    return this;
  }

  ConfigBuilder maxAge(Duration value) {
    maxAge = value;
    return this;
  }

  ConfigBuilder maxMessagesPerSubject(long value) {
    maxMessagesPerSubject = value;
    return this;
  }

  ConfigBuilder maxMessageSize(int value) {
    maxMessageSize = value;
    return this;
  }

  ConfigBuilder discardNew() {
    discard = DiscardPolicy.NEW;
    return this;
  }

  ConfigBuilder discardNewPerSubject() {
    discardNewPerSubject = true;
    return discardNew();
  }

  ConfigBuilder storage(StorageType value) {
    storage = value;
    return this;
  }

  ConfigBuilder noAck() {
    noAck = true;
    return this;
  }

  ConfigBuilder duplicateWindow(Duration value) {
    duplicateWindow = value;
    return this;
  }

  ConfigBuilder sealed() {
    sealed = true;
    return this;
  }

  ConfigBuilder denyPurge() {
    denyPurge = true;
    return this;
  }

  ConfigBuilder allowRollup() {
    allowRollup = true;
    return this;
  }

  ConfigBuilder allowAtomic() {
    allowAtomic = true;
    return this;
  }

  ConfigBuilder allowBatched() {
    allowBatched = true;
    return this;
  }

  ConfigBuilder firstSequence(long value) {
    firstSequence = value;
    return this;
  }

  ConfigBuilder allowMessageTtl() {
    allowMessageTtl = true;
    return this;
  }

  /** Leaves delete markers, with what they need. */
  ConfigBuilder deleteMarkerTtl(Duration value) {
    deleteMarkerTtl = value;
    return allowMessageTtl().allowRollup();
  }

  ConfigBuilder allowCounter() {
    allowCounter = true;
    return this;
  }

  /** Schedules need rollups, which a request for them brings along. */
  ConfigBuilder allowSchedules() {
    allowSchedules = true;
    return allowRollup();
  }

  StreamConfig build() {
    return new StreamConfig(
        "S",
        "",
        subjects,
        retention,
        -1,
        maxMessages,
        maxBytes,
        maxAge,
        maxMessagesPerSubject,
        maxMessageSize,
        discard,
        storage,
        1,
        noAck,
        duplicateWindow,
        null,
        null,
        List.of(),
        Compression.NONE,
        firstSequence,
        null,
        null,
        false,
        false,
        discardNewPerSubject,
        sealed,
        false,
        denyPurge,
        allowRollup,
        new ConsumerLimits(Duration.ZERO, 0),
        allowMessageTtl,
        deleteMarkerTtl,
        allowCounter,
        allowAtomic,
        allowSchedules,
        PersistMode.DEFAULT,
        allowBatched,
        Map.of(),
        Set.of());
  }
}
