package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.subject.SubjectFilter;
import org.jspecify.annotations.Nullable;

/** A stream as its consumers see it: what they read, and the little they may do to it. */
public interface ConsumedStream {

  String name();

  StreamConfig config();

  /** First sequence that is, or will be, in the stream: last + 1 when it is empty. */
  long firstSequence();

  /** Last sequence ever given out; 0 for a stream that never held a message. */
  long lastSequence();

  /** Number of messages in the stream. */
  long messages();

  /** The message with this sequence, or null if it is not (any more) there. */
  @Nullable StoredMessage get(long sequence);

  /** The first message at or after a sequence that passes the filter, or null. */
  @Nullable StoredMessage next(long from, SubjectFilter filter);

  /** How many messages at or after a sequence pass the filter. */
  long count(long from, SubjectFilter filter);

  /** The sequence of the newest message that passes the filter, or 0. */
  long lastMatching(SubjectFilter filter);

  /** The sequence of the newest message of each subject that passes the filter, ascending. */
  long[] lastPerSubject(SubjectFilter filter);

  /**
   * The first sequence stored at or after a time (nanoseconds since the epoch); last + 1 if there
   * is none.
   */
  long sequenceAt(long timestamp);

  /**
   * The consumer no longer needs a message; with interest or work-queue retention it may now go.
   */
  void released(long sequence);

  /**
   * What one consumer alone needed may go, on a stream with interest retention: the consumer was
   * deleted (and is no listener any more) or its filter changed.
   *
   * @param from where to look from: the consumer's ack floor
   */
  void interestChanged(long from);

  /**
   * Tells a listener of what happens to messages that pass a filter; once more for the same
   * listener replaces its filter.
   */
  void addListener(StreamListener listener, SubjectFilter filter);

  void removeListener(StreamListener listener);
}
