package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.subject.SubjectFilter;

/** What a stream tells its consumers, under the broker's lock, after it has changed. */
public interface StreamListener {

  /** A message was stored. */
  void stored(StoredMessage message);

  /** One message is gone: deleted, out of a limit, expired, or no longer needed. */
  void removed(StoredMessage message);

  /**
   * Many messages are gone by a purge.
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
