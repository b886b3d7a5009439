package dev.jetharness.inmemory.time;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that wakes the timer queues of all brokers. It is a daemon, begins with the first
 * timer and holds no queue that has nothing planned.
 */
final class TimerThread {
  static final TimerThread SHARED = new TimerThread();

  private static final System.Logger LOG = System.getLogger(TimerThread.class.getName());

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition sooner = lock.newCondition();
  private final Deadlines wakeUps = new Deadlines(System::nanoTime);
  private boolean started;

  private TimerThread() {}

  /** Plans to run something on this thread; it must not block for long. */
  Deadlines.Entry plan(long delayNanos, Runnable wakeUp) {
    lock.lock();
    try {
      start();
      boolean first = delayNanos < wakeUps.remaining();
      Deadlines.Entry entry = wakeUps.add(delayNanos, wakeUp);
      if (first) {
        sooner.signal();
      }
      return entry;
    } finally {
      lock.unlock();
    }
  }

  void cancel(Deadlines.Entry entry) {
    lock.lock();
    try {
      wakeUps.remove(entry);
    } finally {
      lock.unlock();
    }
  }

  private void start() {
    if (!started) {
      started = true;
      // Inherits no thread locals and no class loader, since it outlives whoever starts it.
      Thread thread = new Thread(null, this::run, "jetharness-timer", 0, false);
      thread.setContextClassLoader(null);
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void run() {
    while (true) {
      try {
        Runnable wakeUp = awaitNext();
        if (wakeUp != null) {
          wakeUp.run();
        }
      } catch (InterruptedException nobodyMeansThisThread) {
        LOG.log(System.Logger.Level.DEBUG, "the timer thread goes on", nobodyMeansThisThread);
      } catch (RuntimeException | Error e) {
        LOG.log(System.Logger.Level.ERROR, "a timer queue failed", e);
      }
    }
  }

  private @Nullable Runnable awaitNext() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      for (long nanos = wakeUps.remaining(); nanos > 0; nanos = wakeUps.remaining()) {
        // A deadline that is passed or replaced meanwhile is looked at again.
        boolean unused = sooner.await(nanos, TimeUnit.NANOSECONDS);
      }
      return wakeUps.poll();
    } finally {
      lock.unlock();
    }
  }
}
