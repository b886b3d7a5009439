package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.jetstream.config.Compression;
import dev.jetharness.inmemory.jetstream.config.ConsumerLimits;
import dev.jetharness.inmemory.jetstream.config.DiscardPolicy;
import dev.jetharness.inmemory.jetstream.config.PersistMode;
import dev.jetharness.inmemory.jetstream.config.RetentionPolicy;
import dev.jetharness.inmemory.jetstream.config.StorageType;
import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.jetstream.stream.ConsumedStream;
import dev.jetharness.inmemory.jetstream.stream.StreamListener;
import dev.jetharness.inmemory.subject.SubjectFilter;
import dev.jetharness.inmemory.time.BrokerClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A stream of the simplest kind, which tells its consumers what a real one does. */
final class FakeStream implements ConsumedStream {
  private final BrokerClock clock;
  private final RetentionPolicy retention;
  private final StorageType storage;
  private final long maxPerSubject;
  private final TreeMap<Long, StoredMessage> messages = new TreeMap<>();
  private final Map<StreamListener, SubjectFilter> listeners = new LinkedHashMap<>();
  private final List<Long> released = new ArrayList<>();
  private long last;

  FakeStream(
      BrokerClock clock, RetentionPolicy retention, StorageType storage, long maxPerSubject) {
    this.clock = clock;
    this.retention = retention;
    this.storage = storage;
    this.maxPerSubject = maxPerSubject;
  }

  void publish(String subject, String payload, byte[] headers) {
    StoredMessage message =
        new StoredMessage(
            ++last, clock.now(), subject, headers, payload.getBytes(StandardCharsets.UTF_8));
    messages.put(last, message);
    listenersOf(subject).forEach(each -> each.stored(message));
  }

  void remove(long sequence) {
    StoredMessage message = messages.remove(sequence);
    if (message != null) {
      listenersOf(message.subject()).forEach(each -> each.removed(message));
    }
  }

  void purge(SubjectFilter filter, long before) {
    messages.values().removeIf(each -> filter.matches(each.subject()) && each.sequence() < before);
    boolean whole = filter.isAll() && before == Long.MAX_VALUE;
    List.copyOf(listeners.keySet()).forEach(StreamListener::removedInBulk);
    List.copyOf(listeners.keySet()).forEach(each -> each.purged(filter, before, whole));
  }

  void delete() {
    List.copyOf(listeners.keySet()).forEach(StreamListener::streamDeleted);
  }

  /** What consumers said that they no longer need. */
  List<Long> released() {
    return released;
  }

  int listeners() {
    return listeners.size();
  }

  @Override
  public String name() {
    return "S";
  }

  @Override
  public StreamConfig config() {
    return new StreamConfig(
        "S",
        "",
        List.of(">"),
        retention,
        -1,
        -1,
        -1,
        Duration.ZERO,
        maxPerSubject,
        -1,
        DiscardPolicy.OLD,
        storage,
        1,
        false,
        Duration.ZERO,
        null,
        null,
        List.of(),
        Compression.NONE,
        0,
        null,
        null,
        false,
        false,
        false,
        false,
        false,
        false,
        false,
        new ConsumerLimits(Duration.ZERO, 0),
        false,
        Duration.ZERO,
        false,
        false,
        false,
        PersistMode.DEFAULT,
        false,
        Map.of(),
        Set.of());
  }

  @Override
  public long firstSequence() {
    return messages.isEmpty() ? last + 1 : messages.firstKey();
  }

  @Override
  public long lastSequence() {
    return last;
  }

  @Override
  public long messages() {
    return messages.size();
  }

  @Override
  public @Nullable StoredMessage get(long sequence) {
    return messages.get(sequence);
  }

  @Override
  public @Nullable StoredMessage next(long from, SubjectFilter filter) {
    return messages.tailMap(from, true).values().stream()
        .filter(each -> filter.matches(each.subject()))
        .findFirst()
        .orElse(null);
  }

  @Override
  public long count(long from, SubjectFilter filter) {
    return messages.tailMap(from, true).values().stream()
        .filter(each -> filter.matches(each.subject()))
        .count();
  }

  @Override
  public long lastMatching(SubjectFilter filter) {
    return messages.descendingMap().values().stream()
        .filter(each -> filter.matches(each.subject()))
        .mapToLong(StoredMessage::sequence)
        .findFirst()
        .orElse(0);
  }

  @Override
  public long[] lastPerSubject(SubjectFilter filter) {
    Map<String, Long> newest = new LinkedHashMap<>();
    for (StoredMessage each : messages.values()) {
      if (filter.matches(each.subject())) {
        newest.put(each.subject(), each.sequence());
      }
    }
    return newest.values().stream().mapToLong(Long::longValue).sorted().toArray();
  }

  @Override
  public long sequenceAt(long timestamp) {
    return messages.values().stream()
        .filter(each -> each.timestamp() >= timestamp)
        .mapToLong(StoredMessage::sequence)
        .findFirst()
        .orElse(last + 1);
  }

  @Override
  public void released(long sequence) {
    released.add(sequence);
    StoredMessage message = messages.get(sequence);
    if (message != null
        && listeners.keySet().stream().noneMatch(each -> each.needs(sequence, message.subject()))) {
      remove(sequence);
    }
  }

  @Override
  public void interestChanged(long from) {}

  @Override
  public void addListener(StreamListener listener, SubjectFilter filter) {
    listeners.put(listener, filter);
  }

  @Override
  public void removeListener(StreamListener listener) {
    listeners.remove(listener);
  }

  private List<StreamListener> listenersOf(String subject) {
    return listeners.entrySet().stream()
        .filter(each -> each.getValue().matches(subject))
        .map(Map.Entry::getKey)
        .toList();
  }
}
