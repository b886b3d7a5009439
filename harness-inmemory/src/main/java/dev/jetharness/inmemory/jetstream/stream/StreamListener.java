package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.subject.SubjectFilter;

/**
 * What a stream tells its consumers, under the broker's lock, at once after each change. A listener
 * keeps its books inside these calls and nothing more: what it publishes or delivers it queues with
 * {@code Sequencer.later}. The publisher's acknowledgement is queued before the call, so it goes
 * out first, as on the server.
 */
public interface StreamListener {

  /** A message that passes the listener's filter was stored. */
  void stored(StoredMessage message);

  /**
   * One message that passes the listener's filter is gone: deleted, out of a limit, expired, or no
   * longer needed. A purge with a filter that took exactly one message tells it here first.
   */
  void removed(StoredMessage message);

  /** A purge took messages that {@link #removed} was not told of: sums are to be counted anew. */
  default void removedInBulk() {}

  /**
   * A purge or a rollup happened; every listener is told, also if nothing was removed.
   *
   * @param filter what the purge was limited to; all if to nothing
   * @param before only messages below this sequence were purged; {@link Long#MAX_VALUE} if there
   *     was no such limit
   * @param whole whether the purge took everything, unfiltered
   */
  void purged(SubjectFilter filter, long before, boolean whole);

  /**
   * Whether this consumer still needs a message, on a stream with interest or work-queue retention:
   * it matches its filter and is neither acknowledged nor below the ack floor.
   */
  boolean needs(long sequence, String subject);

  /** Whether this consumer counts for retention and limits; direct ones do not. */
  boolean countsForInterest();

  /** The stream's configuration was updated. */
  void configurationChanged();

  /** The stream is being deleted; waiting requests are to be answered. */
  void streamDeleted();
}
