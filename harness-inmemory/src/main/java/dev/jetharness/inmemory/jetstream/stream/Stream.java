package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.bus.InternalSubscription;
import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.config.StorageType;
import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import dev.jetharness.inmemory.jetstream.error.ApiError;
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
  private final Expiration expiration;
  private final Purge purge;
  private final Schedules schedules;
  private final PublishPath publishPath;
  private final Copies copies;
  private final Map<String, InternalSubscription> subscriptions = new HashMap<>();
  private final long created;
  private boolean active;

  /** Creates the stream and subscribes to its subjects. */
  public Stream(EngineContext context, StreamConfig config) {
    this(context, config, true);
  }

  private Stream(EngineContext context, StreamConfig config, boolean active) {
    core = new StreamCore(context, new MemoryStore(config.storage()), config);
    if (config.firstSequence() > 0) {
      core.store().restartAt(config.firstSequence());
    }
    deduplication = new Deduplication(core);
    retention = new Retention(core);
    limits = new Limits(core);
    expiration = new Expiration(core, this::publishOwn);
    purge = new Purge(core);
    Rollup rollup = new Rollup(core, purge);
    schedules = new Schedules(core, this::publishScheduled);
    StreamWriter writer =
        new StreamWriter(core, deduplication, retention, limits, expiration, schedules, rollup);
    publishPath = new PublishPath(core, deduplication, limits, rollup, writer);
    copies = new Copies(core, publishPath);
    created = context.clock().now();
    if (active) {
      activate();
    }
  }

  /** Creates a stream that does not subscribe yet. */
  public static Stream toRestore(EngineContext context, StreamConfig config) {
    return new Stream(context, config, false);
  }

  /** Puts the messages of a snapshot into the stream, and then activates it. */
  public Restoration restoration() {
    return new Restoration(core, limits, expiration, this::restored);
  }

  /** Whether it was deleted. */
  public boolean isDeleted() {
    return core.isClosed();
  }

  /** Whether it subscribed to its subjects; then it can be read directly, too. */
  public boolean isActive() {
    return active;
  }

  /** What it takes from other streams. */
  public Copies copies() {
    return copies;
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

  /** How many bytes its messages take, as the server counts. */
  public long bytes() {
    return core.store().bytes();
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

  /**
   * The sequences between first and last that hold no message, ascending. As the server's file
   * store, one that nothing ever happened to counts sequence 0 among them.
   */
  public long[] deleted() {
    boolean untouched = core.store().firstSequence() == 0;
    return untouched && core.config().storage() == StorageType.FILE
        ? new long[] {0}
        : core.store().deleted();
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
        .filter(subject -> active && !subscriptions.containsKey(subject))
        .forEach(this::subscribe);
    if (!updated.duplicateWindow().equals(before.duplicateWindow())) {
      deduplication.windowChanged();
    }
    publishPath.configurationChanged(updated);
    core.listeners().configurationChanged();
    if (updated.retention() != before.retention()) {
      retention.retentionChanged();
    }
    limits.configurationChanged(before);
    expiration.configurationChanged(before);
    schedules.configurationChanged(before.allowSchedules());
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
    publishPath.stop();
    active = false;
    core.close();
    deduplication.stop();
    expiration.stop();
    schedules.stop();
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

  /**
   * Takes a message that no client published: one of the stream's own, or one from a source.
   *
   * @return why it was refused, or null
   */
  @Nullable ApiError publishOwn(Message message) {
    return publishPath.takeOwn(message);
  }

  private void publishScheduled(Message message) {
    publishPath.takeScheduled(message);
  }

  private void restored() {
    activate();
    retention.restored();
    schedules.restored();
  }

  private void activate() {
    active = true;
    config().subjects().forEach(this::subscribe);
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
