package dev.jetharness.inmemory.jetstream.store;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a run of consecutive sequences, in parallel arrays indexed by the sequence's low
 * bits; a message costs its two array references, its timestamp and the reference to its subject.
 */
final class Segment {
  static final int SHIFT = 10;
  static final int SIZE = 1 << SHIFT;
  private static final int SMALLEST = 16;

  private final long base;
  private final BitSet present = new BitSet(SMALLEST);
  private @Nullable SubjectSequences[] subjects = new SubjectSequences[SMALLEST];
  private byte[] @Nullable [] headers = new byte[SMALLEST][];
  private byte[] @Nullable [] payloads = new byte[SMALLEST][];
  private long[] timestamps = new long[SMALLEST];
  private int live;

  /** A segment that holds the given sequence and its neighbours. */
  Segment(long sequence) {
    base = sequence & -SIZE;
  }

  static int slot(long sequence) {
    return (int) (sequence & (SIZE - 1));
  }

  int live() {
    return live;
  }

  boolean holds(int slot) {
    return present.get(slot);
  }

  /** The next slot at or after one that holds a message, or -1. */
  int nextHeld(int slot) {
    return present.nextSetBit(slot);
  }

  /** The last slot at or before one that holds a message, or -1. */
  int previousHeld(int slot) {
    return present.previousSetBit(slot);
  }

  /** How many slots at or after one hold a message. */
  int countFrom(int slot) {
    return slot == 0 ? live : present.get(slot, SIZE).cardinality();
  }

  long timestamp(int slot) {
    return timestamps[slot];
  }

  SubjectSequences subject(int slot) {
    SubjectSequences subject = subjects[slot];
    if (subject == null) {
      throw new IllegalStateException("no message at " + (base + slot));
    }
    return subject;
  }

  StoredMessage message(int slot) {
    byte[] header = headers[slot];
    byte[] payload = payloads[slot];
    if (header == null || payload == null) {
      throw new IllegalStateException("no message at " + (base + slot));
    }
    return new StoredMessage(
        base + slot, timestamps[slot], subject(slot).subject(), header, payload);
  }

  void put(int slot, SubjectSequences subject, byte[] header, byte[] payload, long timestamp) {
    if (slot >= timestamps.length) {
      grow(slot);
    }
    subjects[slot] = subject;
    headers[slot] = header;
    payloads[slot] = payload;
    timestamps[slot] = timestamp;
    present.set(slot);
    live++;
  }

  void clear(int slot) {
    subjects[slot] = null;
    headers[slot] = null;
    payloads[slot] = null;
    present.clear(slot);
    live--;
  }

  private void grow(int slot) {
    int capacity = timestamps.length;
    while (capacity <= slot) {
      capacity *= 2;
    }
    subjects = Arrays.copyOf(subjects, capacity);
    headers = Arrays.copyOf(headers, capacity);
    payloads = Arrays.copyOf(payloads, capacity);
    timestamps = Arrays.copyOf(timestamps, capacity);
  }
}
