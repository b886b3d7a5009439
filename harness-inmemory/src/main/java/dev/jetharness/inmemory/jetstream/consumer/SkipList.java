package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.jetstream.stream.ConsumedStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The messages with which deliver policy last-per-subject begins: the newest of each subject when
 * the consumer was created, and no others up to the stream's last message of that moment.
 */
final class SkipList {
  private final long[] sequences;
  private final long resume;
  private int index;

  /**
   * Keeps a list.
   *
   * @param sequences what to deliver, ascending
   * @param resume the stream's last sequence
   */
  SkipList(long[] sequences, long resume) {
    this.sequences = sequences;
    this.resume = resume;
  }

  /** A list for policies that have none. */
  static SkipList none() {
    return new SkipList(new long[0], 0);
  }

  boolean isEmpty() {
    return index == sequences.length;
  }

  /** Where to go on after the list. */
  long resumeAfter() {
    return resume;
  }

  /** The next message of the list that still exists, or null once there is none. */
  @Nullable StoredMessage peek(ConsumedStream stream) {
    while (!isEmpty()) {
      StoredMessage message = stream.get(sequences[index]);
      if (message != null) {
        return message;
      }
      index++;
    }
    return null;
  }

  void advance() {
    index++;
  }

  /** How many messages are to come that still exist. */
  long remaining(ConsumedStream stream) {
    return Arrays.stream(sequences, index, sequences.length)
        .filter(each -> stream.get(each) != null)
        .count();
  }

  /** Whether a message is one of those to come. */
  boolean contains(long sequence) {
    return Arrays.binarySearch(sequences, index, sequences.length, sequence) >= 0;
  }
}
