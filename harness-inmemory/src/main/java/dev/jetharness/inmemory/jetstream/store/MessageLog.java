package dev.jetharness.inmemory.jetstream.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Messages by sequence, in {@linkplain Segment segments}: those that hold a message, ascending, and
 * the last one. So a stream whose front or middle was deleted costs what it still holds, and a gap
 * is passed in one step however wide it is.
 */
final class MessageLog {
  private static final int SMALLEST = 4;

  private @Nullable Segment[] segments = new Segment[SMALLEST];

  /** The segments are those from head to end. */
  private int head;

  private int end;
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

  /** Puts a message under the next sequence, which is returned. */
  long append(SubjectSequences subject, byte[] headers, byte[] payload, long timestamp) {
    long sequence = ++last;
    if (messages++ == 0) {
      first = sequence;
    }
    open(Segment.number(sequence))
        .add(Segment.slot(sequence), subject, headers, payload, timestamp);
    return sequence;
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
    segments = new Segment[SMALLEST];
    head = 0;
    end = 0;
  }

  /** The segment that holds a message under this sequence, or null if there is no such message. */
  @Nullable Segment holding(long sequence) {
    if (sequence < first || sequence > last) {
      return null;
    }
    long number = Segment.number(sequence);
    int position = position(number);
    if (position == end) {
      return null;
    }
    Segment segment = segment(position);
    return segment.number() == number && segment.holds(Segment.slot(sequence)) ? segment : null;
  }

  /** Removes a message that is there. */
  void remove(long sequence) {
    int position = position(Segment.number(sequence));
    Segment segment = segment(position);
    segment.remove(Segment.slot(sequence));
    messages--;
    if (segment.size() == 0 && position < end - 1) {
      drop(position);
    }
    if (sequence == first) {
      first = messages == 0 ? last + 1 : next(sequence + 1);
    }
  }

  /** The lowest sequence at or above a bound that holds a message, or 0. */
  long next(long from) {
    long sequence = Math.max(from, first);
    if (messages == 0 || sequence > last) {
      return 0;
    }
    long number = Segment.number(sequence);
    for (int i = position(number); i < end; i++) {
      Segment segment = segment(i);
      int held = segment.next(segment.number() == number ? Segment.slot(sequence) : 0);
      if (held >= 0) {
        return segment.sequence(held);
      }
    }
    return 0;
  }

  /** The highest sequence at or below a bound that holds a message, or 0. */
  long previous(long to) {
    long sequence = Math.min(to, last);
    if (messages == 0 || sequence < first) {
      return 0;
    }
    long number = Segment.number(sequence);
    int position = position(number);
    for (int i = Math.min(position, end - 1); i >= head; i--) {
      Segment segment = segment(i);
      if (segment.number() <= number) {
        int from = segment.number() == number ? Segment.slot(sequence) : Segment.SIZE - 1;
        int held = segment.previous(from);
        if (held >= 0) {
          return segment.sequence(held);
        }
      }
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
    long number = Segment.number(from);
    int position = position(number);
    boolean within = position < end && segment(position).number() == number;
    long below = within ? segment(position).countBelow(Segment.slot(from)) : 0;
    // The shorter way is taken: what is below the bound, or what is not.
    if (position - head <= end - position) {
      return messages - sizeOf(head, position) - below;
    }
    return sizeOf(position, end) - below;
  }

  /** The sequences between first and last that hold no message, ascending; there are so many. */
  long[] gaps(int count) {
    long[] gaps = new long[count];
    long expected = first;
    int found = 0;
    for (int i = head; i < end; i++) {
      Segment segment = segment(i);
      for (int slot = segment.next(0); slot >= 0; slot = segment.next(slot + 1)) {
        for (; expected < segment.sequence(slot); expected++) {
          gaps[found++] = expected;
        }
        expected++;
      }
    }
    while (found < count) {
      gaps[found++] = expected++;
    }
    return gaps;
  }

  private long sizeOf(int from, int to) {
    long total = 0;
    for (int i = from; i < to; i++) {
      total += segment(i).size();
    }
    return total;
  }

  /** Where the first segment is whose number is not below this one. */
  private int position(long number) {
    if (head == end) {
      return end;
    }
    // As numbers ascend, it is no further from the head than its number is from the head's.
    long distance = number - segment(head).number();
    if (distance <= 0) {
      return head;
    }
    int low = head;
    int high = (int) Math.min(end, head + distance);
    if (high < end && segment(high).number() == number) {
      return high;
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (segment(middle).number() < number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private Segment segment(int position) {
    Segment segment = segments[position];
    if (segment == null) {
      throw new IllegalStateException("no segment at " + position);
    }
    return segment;
  }

  /** The last segment, which is a new one if that is not the one wanted. */
  private Segment open(long number) {
    Segment lastOne = head == end ? null : segment(end - 1);
    if (lastOne != null && lastOne.number() == number) {
      return lastOne;
    }
    if (lastOne != null && lastOne.size() == 0) {
      drop(end - 1);
    } else if (lastOne != null) {
      lastOne.complete();
    }
    if (end == segments.length) {
      makeRoom();
    }
    Segment added = new Segment(number, lastOne);
    segments[end++] = added;
    return added;
  }

  private void drop(int position) {
    if (position == head) {
      segments[head++] = null;
    } else {
      System.arraycopy(segments, position + 1, segments, position, end - position - 1);
      segments[--end] = null;
    }
  }

  private void makeRoom() {
    int count = end - head;
    @Nullable Segment[] target =
        count < segments.length / 2 ? segments : new Segment[Segment.grown(count)];
    System.arraycopy(segments, head, target, 0, count);
    Arrays.fill(target, count, target.length, null);
    segments = target;
    head = 0;
    end = count;
  }
}
