package dev.jetharness.inmemory.jetstream.store;

/** A set of the slots of a {@link Segment}. */
final class Slots {
  private static final int WORD = 6;

  private final long[] words;
  private int size;

  Slots() {
    this(new long[Segment.SIZE >>> WORD], 0);
  }

  private Slots(long[] words, int size) {
    this.words = words;
    this.size = size;
  }

  int size() {
    return size;
  }

  boolean contains(int slot) {
    return (words[slot >>> WORD] & bit(slot)) != 0;
  }

  /** Adds a slot that is not in the set. */
  void add(int slot) {
    words[slot >>> WORD] |= bit(slot);
    size++;
  }

  /** Removes a slot that is in the set. */
  void remove(int slot) {
    words[slot >>> WORD] &= ~bit(slot);
    size--;
  }

  Slots copy() {
    return new Slots(words.clone(), size);
  }

  /** How many slots below one are in the set. */
  int below(int slot) {
    int word = slot >>> WORD;
    int count = Long.bitCount(words[word] & (bit(slot) - 1));
    while (--word >= 0) {
      count += Long.bitCount(words[word]);
    }
    return count;
  }

  /** The first slot at or after one, which may be past the end, that is in the set; or -1. */
  int next(int slot) {
    if (slot == Segment.SIZE) {
      return -1;
    }
    int word = slot >>> WORD;
    long left = words[word] & -bit(slot);
    while (left == 0) {
      if (++word == words.length) {
        return -1;
      }
      left = words[word];
    }
    return (word << WORD) + Long.numberOfTrailingZeros(left);
  }

  /** The last slot at or before one that is in the set, or -1. */
  int previous(int slot) {
    int word = slot >>> WORD;
    long left = words[word] & (bit(slot) | (bit(slot) - 1));
    while (left == 0) {
      if (--word < 0) {
        return -1;
      }
      left = words[word];
    }
    return (word << WORD) + Long.SIZE - 1 - Long.numberOfLeadingZeros(left);
  }

  private static long bit(int slot) {
    return 1L << slot;
  }
}
