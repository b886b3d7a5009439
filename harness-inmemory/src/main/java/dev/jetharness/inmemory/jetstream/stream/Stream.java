package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.bus.InternalSubscription;
import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import dev.jetharness.inmemory.jetstream.store.MemoryStore;
import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.subject.SubjectFilter;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A stream: takes what is published on its subjects, keeps it within its limits and as its
 * retention policy says, and lets consumers and the API read it. Whether a request is permitted
 * (sealed, deny delete, deny purge) and a configuration valid is decided by the API before it
 * calls.
 */
public final class Stream implements ConsumedStream {
  private final StreamCore core;
  private final Deduplication deduplication;
  private final Retention retention;
  private final Limits limits;
  private final MaxAge maxAge;
  private final Purge purge;
  private final PublishPath publishPath;
  private final Map<String, InternalSubscription> subscriptions = new HashMap<>();
  private final long created;

  /** Creates the stream and subscribes to its subjects. */
  public Stream(EngineContext context, StreamConfig config) {
    core = new StreamCore(context, new MemoryStore(config.storage()), config);
    deduplication = new Deduplication(core);
    retention = new Retention(core);
    limits = new Limits(core);
    maxAge = new MaxAge(core);
    purge = new Purge(core);
    Rollup rollup = new Rollup(core, purge);
    publishPath = new PublishPath(core, deduplication, retention, limits, maxAge, rollup);
    created = context.clock().now();
    config.subjects().forEach(this::subscribe);
  }

  /** When it was created, in nanoseconds since the epoch. */
  public long created() {
    return created;
  }

  /** How full it is. */
  public StreamState state() {
    return StreamState.of(core.store(), consumerCount());
  }

  /** Has every change of the bytes that it takes up told, by how much, from now on. */
  public void onResize(LongConsumer told) {
    core.store().onResize(told);
  }

  /** How many consumers it has that count for its limits. */
  public int consumerCount() {
    return core.listeners().counting();
  }

  /** The number of messages of each subject that passes a filter, sorted by subject. */
  public NavigableMap<String, Long> subjects(SubjectFilter filter) {
    NavigableMap<String, Long> counts = new TreeMap<>();
    core.store().forEachSubject(filter, counts::put);
    return counts;
  }

  /** The sequences between first and last that hold no message, ascending. */
  public long[] deleted() {
    return core.store().deleted();
  }

  /**
   * The newest message on a subject, which may have wildcards; {@code >} means the very last
   * sequence and finds nothing when that was deleted.
   */
  public @Nullable StoredMessage last(String subject) {
    return core.last(subject);
  }

  /** Takes over a configuration that was checked against this one, and applies its limits. */
  public void update(StreamConfig updated) {
    StreamConfig before = core.config();
    core.configure(updated);
    before.subjects().stream()
        .filter(subject -> !updated.subjects().contains(subject))
        .forEach(this::unsubscribe);
    updated.subjects().stream()
        .filter(subject -> !subscriptions.containsKey(subject))
        .forEach(this::subscribe);
    if (!updated.duplicateWindow().equals(before.duplicateWindow())) {
      deduplication.windowChanged();
    }
    core.listeners().configurationChanged();
    if (updated.retention() != before.retention()) {
      retention.retentionChanged();
    }
    limits.configurationChanged(before);
    maxAge.configurationChanged();
  }

  /** Purges messages; returns how many were removed. */
  public long purge(PurgeRequest request) {
    return purge.run(request);
  }

  /** Deletes one message, whatever consumers need; returns false if it is not there. */
  public boolean deleteMessage(long sequence) {
    return core.remove(sequence);
  }

  /** Ends the stream: no subscription, timer or listener is left. */
  public void delete() {
    subscriptions.values().forEach(InternalSubscription::close);
    subscriptions.clear();
    deduplication.stop();
    maxAge.stop();
    core.listeners().streamDeleted();
  }

  @Override
  public String name() {
    return core.config().name();
  }

  @Override
  public StreamConfig config() {
    return core.config();
  }

  @Override
  public long firstSequence() {
    return Math.max(1, core.store().firstSequence());
  }

  @Override
  public long lastSequence() {
    return core.store().lastSequence();
  }

  @Override
  public long messages() {
    return core.store().messages();
  }

  @Override
  public @Nullable StoredMessage get(long sequence) {
    return core.store().get(sequence);
  }

  @Override
  public @Nullable StoredMessage next(long from, SubjectFilter filter) {
    return core.store().next(from, filter);
  }

  @Override
  public long count(long from, SubjectFilter filter) {
    return core.store().count(from, filter);
  }

  @Override
  public long lastMatching(SubjectFilter filter) {
    return core.store().lastMatching(filter);
  }

  @Override
  public long[] lastPerSubject(SubjectFilter filter) {
    return core.store().lastPerSubject(filter);
  }

  @Override
  public long sequenceAt(long timestamp) {
    return core.store().sequenceAt(timestamp);
  }

  @Override
  public void released(long sequence) {
    retention.released(sequence);
  }

  @Override
  public void interestChanged(long from) {
    retention.interestChanged(from);
  }

  @Override
  public void addListener(StreamListener listener, SubjectFilter filter) {
    core.listeners().add(listener, filter);
  }

  @Override
  public void removeListener(StreamListener listener) {
    core.listeners().remove(listener);
  }

  private void subscribe(String subject) {
    subscriptions.put(
        subject,
        core.context()
            .account()
            .subscribe(
                subject,
                (message, sender) -> {
                  publishPath.take(message);
                  return true;
                }));
  }

  private void unsubscribe(String subject) {
    InternalSubscription subscription = subscriptions.remove(subject);
    if (subscription != null) {
      subscription.close();
    }
  }
}
