package dev.jetharness.inmemory.time;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Time that stands still until a test advances it; timers of both kinds run on it, in the order in
 * which they are due, inside {@link #advance} and never inside {@link #schedule}.
 */
public final class ManualTime implements Timers {
  /** Where it starts: 2026-01-01T00:00:00Z. */
  public static final long START = 1_767_225_600L * 1_000_000_000L;

  private final Sequencer sequencer;
  private final BrokerClock clock = new BrokerClock(() -> this.now);
  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::due).thenComparingLong(Task::number));
  private long now = START;
  private long scheduled;

  public ManualTime(Sequencer sequencer) {
    this.sequencer = sequencer;
  }

  /** The clock that shows this time. */
  public BrokerClock clock() {
    return clock;
  }

  /** How many timers wait. */
  public int waiting() {
    return tasks.size();
  }

  @Override
  public Timer schedule(TimerKind kind, long delayNanos, Runnable task) {
    Task scheduledTask = new Task(now + Math.max(0, delayNanos), scheduled++, task);
    tasks.add(scheduledTask);
    return () -> tasks.remove(scheduledTask);
  }

  @Override
  public long now(TimerKind kind) {
    return now;
  }

  /** Lets time pass, and runs what becomes due, each at its own time. */
  public void advance(Duration duration) {
    long end = now + duration.toNanos();
    for (Task next = tasks.peek(); next != null && next.due() <= end; next = tasks.peek()) {
      tasks.remove(next);
      now = Math.max(now, next.due());
      sequencer.run(next.action());
    }
    now = end;
  }

  private record Task(long due, long number, Runnable action) {}
}
