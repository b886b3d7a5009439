package dev.jetharness.inmemory.time;

import org.jspecify.annotations.Nullable;

/**
 * A broker's timers: one line of them for the broker's time and one for real time. Tasks run on the
 * JVM's one timer thread, those of one line in time order, each as an event of its own.
 */
public final class TimerQueue implements Timers, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(TimerQueue.class.getName());

  private final Sequencer sequencer;
  private final BrokerClock clock;
  private final Deadlines brokerTime;
  private final Deadlines realTime = new Deadlines(System::nanoTime);
  private Deadlines.@Nullable Entry wakeUp;
  private long wakeUpAt;
  private boolean closed;

  public TimerQueue(Sequencer sequencer, BrokerClock clock) {
    this.sequencer = sequencer;
    this.clock = clock;
    this.brokerTime = new Deadlines(clock::now);
  }

  @Override
  public Timer schedule(TimerKind kind, long delayNanos, Runnable task) {
    requireEvent();
    if (closed) {
      return () -> {};
    }
    Deadlines line =
        switch (kind.time()) {
          case BROKER -> brokerTime;
          case REAL -> realTime;
        };
    Deadlines.Entry entry = line.add(delayNanos, task);
    wakeUpInTime();
    return () -> {
      requireEvent();
      line.remove(entry);
    };
  }

  @Override
  public long now(TimerKind kind) {
    return switch (kind.time()) {
      case BROKER -> clock.now();
      case REAL -> System.nanoTime();
    };
  }

  /** Drops all timers, and those that are still to come. */
  @Override
  public void close() {
    sequencer.run(
        () -> {
          closed = true;
          brokerTime.clear();
          realTime.clear();
          cancelWakeUp();
        });
  }

  /** How many timers are waiting; the caller is inside an event. */
  int size() {
    return brokerTime.size() + realTime.size();
  }

  private void requireEvent() {
    if (!sequencer.isHeld()) {
      throw new IllegalStateException("a timer belongs to an event: call Sequencer.run() first");
    }
  }

  /** Sees to it that the timer thread comes by when the first timer is due. */
  private void wakeUpInTime() {
    long remaining = Math.min(brokerTime.remaining(), realTime.remaining());
    if (remaining == Deadlines.NEVER) {
      return;
    }
    long at = System.nanoTime() + remaining;
    if (wakeUp == null || at - wakeUpAt < 0) {
      cancelWakeUp();
      wakeUp = TimerThread.SHARED.plan(remaining, this::runDue);
      wakeUpAt = at;
    }
  }

  private void cancelWakeUp() {
    if (wakeUp != null) {
      TimerThread.SHARED.cancel(wakeUp);
      wakeUp = null;
    }
  }

  /** Runs what is due by now. What falls due meanwhile waits until other brokers had their turn. */
  private void runDue() {
    long brokerNow = clock.now();
    long realNow = System.nanoTime();
    boolean more = true;
    while (more) {
      try {
        more = sequencer.call(() -> runFirst(brokerNow, realNow));
      } catch (RuntimeException | Error e) {
        LOG.log(System.Logger.Level.ERROR, "a timer's task failed", e);
      }
    }
    sequencer.run(
        () -> {
          cancelWakeUp();
          wakeUpInTime();
        });
  }

  /** Runs the task that has been due for longest, if one is. */
  private boolean runFirst(long brokerNow, long realNow) {
    long broker = brokerTime.remaining(brokerNow);
    long real = realTime.remaining(realNow);
    if (Math.min(broker, real) > 0) {
      return false;
    }
    Runnable task = (broker <= real ? brokerTime : realTime).poll();
    if (task != null) {
      task.run();
    }
    return true;
  }
}
