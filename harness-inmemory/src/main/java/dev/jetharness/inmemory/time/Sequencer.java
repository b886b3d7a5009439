package dev.jetharness.inmemory.time;

import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The broker's one lock and one order of events. What an event causes elsewhere is queued with
 * {@link #later} and drained by the outermost caller before it unlocks, so that chains of effects
 * cannot overflow the stack.
 */
public final class Sequencer {
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<Runnable> effects = new ArrayDeque<>();

  /** Runs an event, and all that it causes, under the lock. */
  public void run(Runnable event) {
    lock.lock();
    try {
      event.run();
    } finally {
      drainAndUnlock();
    }
  }

  /** Computes something under the lock, runs what that causes, and returns the result. */
  public <T> T call(Supplier<T> event) {
    lock.lock();
    try {
      return event.get();
    } finally {
      drainAndUnlock();
    }
  }

  /** Queues an effect of the event that is running; the caller holds the lock. */
  public void later(Runnable effect) {
    if (!lock.isHeldByCurrentThread()) {
      throw new IllegalStateException("an effect belongs to an event: call run() first");
    }
    effects.add(effect);
  }

  /** Whether the calling thread is inside an event. */
  public boolean isHeld() {
    return lock.isHeldByCurrentThread();
  }

  private void drainAndUnlock() {
    try {
      if (lock.getHoldCount() == 1) {
        for (Runnable effect = effects.poll(); effect != null; effect = effects.poll()) {
          effect.run();
        }
      }
    } finally {
      lock.unlock();
    }
  }
}
