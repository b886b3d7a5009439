package dev.jetharness.inmemory.time;

import java.util.Comparator;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in the order in which they fall due on one clock; of two for the same moment the one that
 * was added first. Taking a task back removes it at once, in O(log n). Not thread-safe.
 */
final class Deadlines {
  /** What {@link #remaining} says when nothing is planned. */
  static final long NEVER = Long.MAX_VALUE;

  /** Some 73 years: far enough for "never", near enough for differences to fit a long. */
  private static final long LONGEST_DELAY = Long.MAX_VALUE / 4;

  private static final Comparator<Entry> BY_DEADLINE =
      (a, b) -> {
        // The difference, because System.nanoTime may wrap around.
        long difference = a.deadline - b.deadline;
        return difference == 0 ? Long.compare(a.number, b.number) : Long.signum(difference);
      };

  private final LongSupplier clock;
  private final TreeSet<Entry> entries = new TreeSet<>(BY_DEADLINE);
  private long added;

  /**
   * Plans on a clock.
   *
   * @param clock tells the time in nanoseconds
   */
  Deadlines(LongSupplier clock) {
    this.clock = clock;
  }

  /** A task and when it is due. */
  static final class Entry {
    final Runnable task;
    private final long deadline;
    private final long number;

    Entry(Runnable task, long deadline, long number) {
      this.task = task;
      this.deadline = deadline;
      this.number = number;
    }
  }

  Entry add(long delayNanos, Runnable task) {
    long delay = Math.max(0, Math.min(delayNanos, LONGEST_DELAY));
    Entry entry = new Entry(task, clock.getAsLong() + delay, added++);
    entries.add(entry);
    return entry;
  }

  void remove(Entry entry) {
    entries.remove(entry);
  }

  void clear() {
    entries.clear();
  }

  int size() {
    return entries.size();
  }

  /** Nanoseconds until the first task is due, not above zero if it is; {@link #NEVER} if none. */
  long remaining() {
    return remaining(clock.getAsLong());
  }

  /** As {@link #remaining()}, seen from a time of this clock. */
  long remaining(long now) {
    return entries.isEmpty() ? NEVER : entries.first().deadline - now;
  }

  /** Removes and returns the first task. */
  @Nullable Runnable poll() {
    Entry first = entries.pollFirst();
    return first == null ? null : first.task;
  }
}
