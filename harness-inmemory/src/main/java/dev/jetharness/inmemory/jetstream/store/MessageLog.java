package dev.jetharness.inmemory.jetstream.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Messages by sequence, in segments. A segment that becomes empty is let go unless it is the last,
 * so a stream whose middle or front was deleted costs what it still holds, and gaps are passed a
 * segment at a time.
 */
final class MessageLog {
  private @Nullable Segment[] segments = new Segment[4];
  private int head;
  private int count;
  private long firstNumber;
  private long messages;
  private long first;
  private long last;

  long messages() {
    return messages;
  }

  /** The lowest sequence that holds a message; last + 1 if none does, 0 if none ever did. */
  long first() {
    return first;
  }

  /** The last sequence given out. */
  long last() {
    return last;
  }

  /** Puts a message under the next sequence. */
  StoredMessage append(SubjectSequences subject, byte[] headers, byte[] payload, long timestamp) {
    long sequence = ++last;
    if (messages++ == 0) {
      first = sequence;
    }
    int slot = Segment.slot(sequence);
    Segment segment = segmentFor(sequence);
    segment.put(slot, subject, headers, payload, timestamp);
    return segment.message(slot);
  }

  /** Gives out the next sequence for nothing. */
  long skip() {
    skipTo(last + 1);
    return last;
  }

  /** Gives out the next sequences, up to and including one, for nothing. */
  void skipTo(long sequence) {
    if (messages == 0) {
      restartAt(sequence + 1);
    } else {
      last = Math.max(last, sequence);
    }
  }

  /** Forgets all messages; the next one gets this sequence, or a higher one that is due. */
  void restartAt(long sequence) {
    last = Math.max(last, sequence - 1);
    first = last + 1;
    messages = 0;
    segments = new Segment[4];
    head = 0;
    count = 0;
  }

  /** The segment that holds a message under this sequence, or null if there is no such message. */
  @Nullable Segment holding(long sequence) {
    Segment segment = segment(sequence);
    return segment != null && segment.holds(Segment.slot(sequence)) ? segment : null;
  }

  /** Removes a message that is there. */
  void remove(long sequence) {
    Segment segment = segment(sequence);
    if (segment == null) {
      throw new IllegalArgumentException("no message at " + sequence);
    }
    segment.clear(Segment.slot(sequence));
    messages--;
    int position = position(sequence);
    if (segment.live() == 0 && position < head + count - 1) {
      segments[position] = null;
    }
    if (sequence == first) {
      first = messages == 0 ? last + 1 : next(sequence + 1);
      dropLeading();
    }
  }

  /** The lowest sequence at or above a bound that holds a message, or 0. */
  long next(long from) {
    long sequence = Math.max(from, first);
    if (messages == 0 || sequence > last) {
      return 0;
    }
    int slot = Segment.slot(sequence);
    for (int i = position(sequence); i < head + count; i++) {
      Segment segment = segments[i];
      int held = segment == null ? -1 : segment.nextHeld(slot);
      if (held >= 0) {
        return sequenceAt(i, held);
      }
      slot = 0;
    }
    return 0;
  }

  /** The highest sequence at or below a bound that holds a message, or 0. */
  long previous(long to) {
    if (messages == 0 || to < first) {
      return 0;
    }
    int slot = Segment.slot(to);
    int i = position(to);
    if (i >= head + count) {
      i = head + count - 1;
      slot = Segment.SIZE - 1;
    }
    for (; i >= head; i--) {
      Segment segment = segments[i];
      int held = segment == null ? -1 : segment.previousHeld(slot);
      if (held >= 0) {
        return sequenceAt(i, held);
      }
      slot = Segment.SIZE - 1;
    }
    return 0;
  }

  /** How many messages there are at or above a bound. */
  long countFrom(long from) {
    if (from <= first) {
      return messages;
    }
    if (from > last) {
      return 0;
    }
    long total = 0;
    int slot = Segment.slot(from);
    for (int i = position(from); i < head + count; i++) {
      Segment segment = segments[i];
      total += segment == null ? 0 : segment.countFrom(slot);
      slot = 0;
    }
    return total;
  }

  private @Nullable Segment segment(long sequence) {
    if (sequence < first || sequence > last) {
      return null;
    }
    int position = position(sequence);
    return position < head + count ? segments[position] : null;
  }

  /** Where the segment of a sequence is kept; past the end if nothing that high was stored yet. */
  private int position(long sequence) {
    long position = head + (sequence >>> Segment.SHIFT) - firstNumber;
    return (int) Math.min(position, head + count);
  }

  private long sequenceAt(int position, int slot) {
    return ((firstNumber + position - head) << Segment.SHIFT) + slot;
  }

  private Segment segmentFor(long sequence) {
    long number = sequence >>> Segment.SHIFT;
    if (count == 0) {
      firstNumber = number;
    }
    int index = (int) (number - firstNumber);
    if (index >= count) {
      if (head + index >= segments.length) {
        makeRoom(index + 1);
      }
      count = index + 1;
    }
    Segment segment = segments[head + index];
    if (segment == null) {
      segment = new Segment(sequence);
      segments[head + index] = segment;
    }
    return segment;
  }

  private void makeRoom(int needed) {
    if (needed <= segments.length / 2) {
      System.arraycopy(segments, head, segments, 0, count);
      Arrays.fill(segments, count, segments.length, null);
    } else {
      @Nullable Segment[] larger = new Segment[needed + needed / 2 + 1];
      System.arraycopy(segments, head, larger, 0, count);
      segments = larger;
    }
    head = 0;
  }

  /** Moves up over the segments before the first message, which are let go; the last one stays. */
  private void dropLeading() {
    while (count > 1 && segments[head] == null) {
      head++;
      count--;
      firstNumber++;
    }
  }
}
