package dev.jetharness.inmemory.jetstream.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a run of consecutive sequences, each in the slot that the sequence's low bits
 * name. Parallel arrays hold what was entered, in the order of the slots; so an entry's index is
 * how many slots before its own have one, and a gap costs nothing once what was removed there is
 * {@linkplain #compact compacted} away.
 */
final class Segment {
  private static final int SHIFT = 11;
  static final int SIZE = 1 << SHIFT;
  private static final int SMALLEST = 8;
  private static final byte[] NO_BYTES = new byte[0];

  /** How much of a segment that is added to may be waste, whatever else it holds. */
  private static final int FREE_WASTE = 16;

  private final long number;

  /** The slots that have an entry; the same as those that hold a message until one is removed. */
  private Slots entered = new Slots();

  private Slots present = entered;

  /** The slot of the first entry. */
  private int firstSlot;

  /** Whether the slots of the entries follow each other without a gap. */
  private boolean dense = true;

  private @Nullable SubjectSequences[] subjects;
  private long[] timestamps;
  private PackedBytes payloads;

  /** Null as long as no message has headers. */
  private @Nullable PackedBytes headers;

  /** How many bytes of headers to expect. */
  private final int headersExpected;

  private boolean complete;

  /**
   * An empty segment.
   *
   * @param before the segment before it, which it may be expected to be like
   */
  Segment(long number, @Nullable Segment before) {
    int capacity = before == null ? SMALLEST : Math.max(SMALLEST, before.entered.size());
    this.number = number;
    this.subjects = new SubjectSequences[capacity];
    this.timestamps = new long[capacity];
    this.payloads = new PackedBytes(capacity, expected(before == null ? null : before.payloads));
    this.headersExpected = expected(before == null ? null : before.headers);
  }

  /** The number of the segment that a sequence belongs to. */
  static long number(long sequence) {
    return sequence >>> SHIFT;
  }

  static int slot(long sequence) {
    return (int) (sequence & (SIZE - 1));
  }

  /** The capacity that follows one that is used up. */
  static int grown(int capacity) {
    return capacity + (capacity >> 1) + SMALLEST;
  }

  long number() {
    return number;
  }

  long sequence(int slot) {
    return (number << SHIFT) + slot;
  }

  /** How many messages it holds. */
  int size() {
    return present.size();
  }

  boolean holds(int slot) {
    return present.contains(slot);
  }

  /** The next slot at or after one that holds a message, or -1. */
  int next(int slot) {
    return present.next(slot);
  }

  /** The last slot at or before one that holds a message, or -1. */
  int previous(int slot) {
    return present.previous(slot);
  }

  /** How many slots before one hold a message. */
  int countBelow(int slot) {
    return present.below(slot);
  }

  // What follows is asked about slots that hold a message.

  long timestamp(int slot) {
    return timestamps[index(slot)];
  }

  SubjectSequences subject(int slot) {
    int index = index(slot);
    SubjectSequences subject = subjects[index];
    if (subject == null) {
      throw new IllegalStateException("no message at " + sequence(slot));
    }
    return subject;
  }

  StoredMessage message(int slot) {
    int index = index(slot);
    return new StoredMessage(
        sequence(slot),
        timestamps[index],
        subject(slot).subject(),
        headers == null ? Slice.EMPTY : headers.get(index),
        payloads.get(index));
  }

  /** Adds a message after all others. */
  void add(int slot, SubjectSequences subject, byte[] header, byte[] payload, long timestamp) {
    int index = entered.size();
    if (index == timestamps.length) {
      subjects = Arrays.copyOf(subjects, grown(index));
      timestamps = Arrays.copyOf(timestamps, grown(index));
    }
    if (index == 0) {
      firstSlot = slot;
    }
    dense &= slot == firstSlot + index;
    subjects[index] = subject;
    timestamps[index] = timestamp;
    payloads.add(payload);
    addHeaders(header, index);
    entered.add(slot);
    if (present != entered) {
      present.add(slot);
    }
  }

  void remove(int slot) {
    int index = index(slot);
    subjects[index] = null;
    payloads.release(index);
    if (headers != null) {
      headers.release(index);
    }
    if (present == entered) {
      present = entered.copy();
    }
    present.remove(slot);
    int waste = entered.size() - present.size();
    if (complete ? waste > entered.size() / 3 : waste > present.size() + FREE_WASTE) {
      compact();
    }
  }

  /** Nothing will be added any more: the segment no longer needs room for it. */
  void complete() {
    complete = true;
    boolean roomy = payloads.isRoomy() || (headers != null && headers.isRoomy());
    if (timestamps.length > present.size() || roomy) {
      compact();
    }
  }

  private void compact() {
    int[] kept = new int[present.size()];
    int count = 0;
    int index = 0;
    for (int slot = entered.next(0); slot >= 0; slot = entered.next(slot + 1)) {
      if (present.contains(slot)) {
        kept[count++] = index;
      }
      index++;
    }
    @Nullable SubjectSequences[] keptSubjects = new SubjectSequences[count];
    long[] keptTimestamps = new long[count];
    for (int i = 0; i < count; i++) {
      keptSubjects[i] = subjects[kept[i]];
      keptTimestamps[i] = timestamps[kept[i]];
    }
    subjects = keptSubjects;
    timestamps = keptTimestamps;
    payloads = payloads.select(kept);
    headers = headers == null ? null : headers.select(kept);
    entered = present;
    firstSlot = Math.max(0, present.next(0));
    dense = count == 0 || present.previous(SIZE - 1) == firstSlot + count - 1;
  }

  private void addHeaders(byte[] header, int index) {
    if (headers == null && header.length > 0) {
      headers = new PackedBytes(timestamps.length, headersExpected);
      for (int i = 0; i < index; i++) {
        headers.add(NO_BYTES);
      }
    }
    if (headers != null) {
      headers.add(header);
    }
  }

  /** A little more than there was before, as the next ones may be a little longer. */
  private static int expected(@Nullable PackedBytes before) {
    return before == null ? 0 : before.packedLength() + before.packedLength() / 32;
  }

  private int index(int slot) {
    return dense ? slot - firstSlot : entered.below(slot);
  }
}
