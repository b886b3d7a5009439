package dev.jetharness.inmemory.jetstream.store;

import dev.jetharness.inmemory.subject.SubjectFilter;
import java.util.function.LongConsumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the messages of one stream by sequence and by subject. It knows no limit and no rule: it
 * appends, removes and finds. All calls are made under the broker's lock.
 */
public interface MessageStore {

  /** How many messages there are. */
  long messages();

  /** The sum of their sizes, as {@link #sizeOf} counts. */
  long bytes();

  /** Has every change of {@link #bytes} told, by how much, from now on. */
  void onResize(LongConsumer told);

  /** The sequence of the oldest message; last + 1 if there is none, 0 if nothing ever happened. */
  long firstSequence();

  /** When the oldest message was stored; 0 if there is none. */
  long firstTimestamp();

  /** The last sequence ever given out, 0 at the very start; it never goes back. */
  long lastSequence();

  /** When the last sequence was given out; 0 at the very start. */
  long lastTimestamp();

  /** How many subjects have messages. */
  int subjects();

  /** What the server counts for a message of this kind of storage. */
  long sizeOf(String subject, byte[] headers, byte[] payload);

  /** Appends a message under the next sequence. The arrays are handed over. */
  StoredMessage append(String subject, byte[] headers, byte[] payload, long timestamp);

  /** Gives out the next sequence without storing anything under it. */
  long skip(long timestamp);

  /** Gives out all sequences up to this one without storing anything under them. */
  void skipTo(long sequence, long timestamp);

  /** Removes a message and returns it, or null if it is not there. */
  @Nullable StoredMessage remove(long sequence);

  /**
   * Removes everything; the next message gets this sequence, or the one it would have got anyway if
   * that is higher.
   */
  void restartAt(long sequence);

  /** The message with this sequence, or null. */
  @Nullable StoredMessage get(long sequence);

  /** The first message at or after a sequence that passes the filter, or null. */
  @Nullable StoredMessage next(long from, SubjectFilter filter);

  /** The last message at or before a sequence, or null. */
  @Nullable StoredMessage previous(long to);

  /** How many messages at or after a sequence pass the filter. */
  long count(long from, SubjectFilter filter);

  /** The sequence of the newest message that passes the filter, or 0. */
  long lastMatching(SubjectFilter filter);

  /** The sequence of the newest message of each subject that passes the filter, ascending. */
  long[] lastPerSubject(SubjectFilter filter);

  /** The sequences below a bound of all messages that pass the filter, ascending. */
  long[] sequences(SubjectFilter filter, long before);

  /** The first sequence stored at or after a time; last + 1 if there is none. */
  long sequenceAt(long timestamp);

  /** How many messages a literal subject has. */
  long countOf(String subject);

  /** The sequence of the oldest message on a literal subject, or 0. */
  long firstOf(String subject);

  /** The sequence of the newest message on a literal subject, or 0. */
  long lastOf(String subject);

  /** Visits each subject that passes the filter with its number of messages, in no order. */
  void forEachSubject(SubjectFilter filter, ObjLongConsumer<String> each);

  /** How many sequences between first and last hold no message. */
  long deletedCount();

  /** The sequences between first and last that hold no message, ascending. */
  long[] deleted();
}
