package dev.jetharness.inmemory.jetstream.consumer;

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

  /** The next sequence of the list, which is not empty. */
  long peek() {
    return sequences[index];
  }

  /** Goes on in the list; returns from where to look for the next message. */
  long advance() {
    long sequence = sequences[index++];
    return (isEmpty() ? resume : sequence) + 1;
  }
}
