package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.jetstream.config.ConsumerConfig;
import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.jetstream.stream.ConsumedStream;
import dev.jetharness.inmemory.json.WrittenTime;
import dev.jetharness.inmemory.subject.SubjectFilter;
import dev.jetharness.inmemory.time.BrokerClock;

/**
 * Where in its stream a new consumer begins.
 *
 * @param sequence the first sequence that it looks at
 * @param skipList what it delivers first; empty but for deliver policy last-per-subject
 */
record StartPosition(long sequence, SkipList skipList) {

  static StartPosition of(ConsumerConfig config, ConsumedStream stream) {
    SubjectFilter filter = config.filter();
    long first = stream.firstSequence();
    long last = stream.lastSequence();
    return switch (config.deliverPolicy()) {
      case ALL -> at(first);
      case NEW -> at(last + 1);
      case LAST -> at(clamp(filter.isAll() ? last : stream.lastMatching(filter), first, last));
      // A sequence that is yet to come is kept; the other policies never start beyond last + 1.
      case BY_START_SEQUENCE -> at(Math.max(config.optStartSequence(), first));
      case BY_START_TIME -> at(clamp(atTime(config, stream, filter), first, last));
      case LAST_PER_SUBJECT -> lastPerSubject(stream, filter, first, last);
    };
  }

  private static StartPosition at(long sequence) {
    return new StartPosition(sequence, SkipList.none());
  }

  /** With a filter, starts at its first message of the whole stream where that is later. */
  private static long atTime(ConsumerConfig config, ConsumedStream stream, SubjectFilter filter) {
    WrittenTime time = config.optStartTime();
    long sequence = stream.sequenceAt(time == null ? 0 : BrokerClock.toEpochNanos(time.instant()));
    if (!filter.isAll()) {
      StoredMessage matching = stream.next(stream.firstSequence(), filter);
      if (matching != null
          && matching.sequence() > sequence
          && matching.sequence() < stream.lastSequence()) {
        return matching.sequence();
      }
    }
    return sequence;
  }

  private static StartPosition lastPerSubject(
      ConsumedStream stream, SubjectFilter filter, long first, long last) {
    if (stream.config().maxMessagesPerSubject() == 1) {
      return at(first);
    }
    long[] sequences = stream.lastPerSubject(filter);
    if (sequences.length == 0) {
      return at(clamp(last, first, last));
    }
    return sequences[0] >= last
        ? at(sequences[0])
        : new StartPosition(sequences[0], new SkipList(sequences, last));
  }

  private static long clamp(long sequence, long first, long last) {
    return sequence > last ? last + 1 : Math.max(sequence, first);
  }
}
