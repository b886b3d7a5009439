package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.jetstream.config.ConsumerConfig;
import dev.jetharness.inmemory.jetstream.config.RetentionPolicy;
import dev.jetharness.inmemory.jetstream.stream.ConsumedStream;
import dev.jetharness.inmemory.jetstream.stream.EngineContext;
import dev.jetharness.inmemory.subject.SubjectFilter;

/** What the parts of one consumer share: its configuration, its stream, and its books. */
final class ConsumerState {
  private final EngineContext engine;
  private final ConsumedStream stream;
  private final String name;
  private final long created;
  private final Advisories advisories;
  private final SkipList skipList;
  private final DeliveryBooks books;
  private final NumPending numPending = new NumPending();
  private final Hold hold;
  private ConsumerConfig config;
  private SubjectFilter filter;

  ConsumerState(
      EngineContext engine,
      ConsumedStream stream,
      String name,
      ConsumerConfig config,
      Runnable onAckWaitOver) {
    this.engine = engine;
    this.stream = stream;
    this.config = config;
    this.filter = config.filter();
    this.name = name;
    this.hold = new Hold(engine.timers());
    this.created = engine.clock().now();
    this.advisories = new Advisories(engine, stream.name(), name);
    StartPosition start = StartPosition.of(config, stream);
    this.skipList = start.skipList();
    Recording recording = Recording.of(config, stream.config());
    this.books =
        new DeliveryBooks(
            config, recording, start.sequence(), engine.timers(), engine.clock(), onAckWaitOver);
    recount();
  }

  EngineContext engine() {
    return engine;
  }

  ConsumedStream stream() {
    return stream;
  }

  String name() {
    return name;
  }

  long created() {
    return created;
  }

  Advisories advisories() {
    return advisories;
  }

  SkipList skipList() {
    return skipList;
  }

  DeliveryBooks books() {
    return books;
  }

  NumPending numPending() {
    return numPending;
  }

  /** What keeps a message back that is ready to go out. */
  Hold hold() {
    return hold;
  }

  ConsumerConfig config() {
    return config;
  }

  SubjectFilter filter() {
    return filter;
  }

  /** Takes over an updated configuration; whether the filters are others now. */
  boolean update(ConsumerConfig updated) {
    boolean sameFilters =
        updated.filterSubject().equals(config.filterSubject())
            && updated.filterSubjects().equals(config.filterSubjects());
    config = updated;
    filter = updated.filter();
    return !sameFilters;
  }

  /** Counts anew what is still to be delivered. */
  void recount() {
    numPending.recount(stream, filter, books.nextSequence(), config.deliverPolicy());
  }

  boolean isAtMaxAckPending() {
    return config.maxAckPending() > 0 && books.pending().size() >= config.maxAckPending();
  }

  /** Tells the stream that this consumer is done with a message, where that lets it go. */
  void release(long sequence) {
    if (stream.config().retention() != RetentionPolicy.LIMITS) {
      stream.released(sequence);
    }
  }
}
