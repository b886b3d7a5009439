package dev.jetharness.inmemory.jetstream.store;

import dev.jetharness.inmemory.subject.HasSubject;
import java.util.Arrays;

/**
 * The sequences of the messages on one subject, ascending. Appending, removing, and reading either
 * end take amortised constant time, seeking is a binary search: what is removed from the middle is
 * only marked (as its complement, so that the order can still be searched) until half of all is.
 */
final class SubjectSequences implements HasSubject {
  private final String subject;
  private final int subjectLength;
  private long[] sequences = new long[1];
  private int head;
  private int tail;
  private int live;

  SubjectSequences(String subject) {
    this.subject = subject;
    this.subjectLength = MessageSizes.utf8Length(subject);
  }

  @Override
  public String subject() {
    return subject;
  }

  /** How long the subject is on the wire. */
  int subjectLength() {
    return subjectLength;
  }

  int size() {
    return live;
  }

  boolean isEmpty() {
    return live == 0;
  }

  /** The lowest; 0 if there is none. */
  long first() {
    return live == 0 ? 0 : sequences[head];
  }

  /** The highest; 0 if there is none. */
  long last() {
    return live == 0 ? 0 : sequences[tail - 1];
  }

  /** Appends a sequence that is higher than all before it. */
  void add(long sequence) {
    if (tail == sequences.length) {
      makeRoom();
    }
    sequences[tail++] = sequence;
    live++;
  }

  /** Removes a sequence that is there. */
  void remove(long sequence) {
    int at = indexOf(sequence);
    sequences[at] = ~sequence;
    live--;
    while (head < tail && sequences[head] < 0) {
      head++;
    }
    while (tail > head && sequences[tail - 1] < 0) {
      tail--;
    }
    if (live < (tail - head) / 2) {
      compact();
    }
  }

  /** The lowest at or above a bound; 0 if there is none. */
  long ceiling(long from) {
    for (int i = indexOf(from); i < tail; i++) {
      if (sequences[i] >= 0) {
        return sequences[i];
      }
    }
    return 0;
  }

  /** How many are at or above a bound. */
  int countFrom(long from) {
    if (live == 0 || from <= first()) {
      return live;
    }
    int at = indexOf(from);
    if (live == tail - head) {
      return tail - at;
    }
    return at - head < tail - at ? live - liveBetween(head, at) : liveBetween(at, tail);
  }

  /**
   * Copies those below a bound to the end of an array that has room for all; returns its new end.
   */
  int copyBelow(long before, long[] target, int end) {
    int position = end;
    for (int i = head; i < tail && value(i) < before; i++) {
      if (sequences[i] >= 0) {
        target[position++] = sequences[i];
      }
    }
    return position;
  }

  private int liveBetween(int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      if (sequences[i] >= 0) {
        count++;
      }
    }
    return count;
  }

  /** The index of the first entry, removed or not, that is not below a sequence. */
  private int indexOf(long sequence) {
    int low = head;
    int high = tail;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (value(middle) < sequence) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private long value(int index) {
    long sequence = sequences[index];
    return sequence < 0 ? ~sequence : sequence;
  }

  private void makeRoom() {
    int length = tail - head;
    if (length <= sequences.length / 2) {
      System.arraycopy(sequences, head, sequences, 0, length);
    } else {
      sequences = Arrays.copyOfRange(sequences, head, head + length + length / 2 + 1);
    }
    head = 0;
    tail = length;
  }

  private void compact() {
    long[] kept = new long[live + live / 2 + 1];
    tail = copyBelow(Long.MAX_VALUE, kept, 0);
    sequences = kept;
    head = 0;
  }
}
