package dev.jetharness.inmemory.time;

import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The broker's one lock and one order of events. What an event causes elsewhere is queued with
 * {@link #later} and drained by the outermost caller before it unlocks, so that chains of effects
 * cannot overflow the stack. A chain without an end, such as two streams that republish into each
 * other, does not keep the lock for ever either: what is left of a very long one goes on in an
 * event of the timer thread, or before the effects of whoever comes first.
 */
public final class Sequencer {
  /** More than any chain that ends; a few ten milliseconds' worth. */
  private static final int MOST_EFFECTS = 100_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<Runnable> effects = new ArrayDeque<>();
  private boolean goesOn;

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
        drain();
      }
    } finally {
      lock.unlock();
    }
  }

  private void drain() {
    Runnable effect = effects.poll();
    for (int drained = 0; effect != null; effect = effects.poll()) {
      effect.run();
      if (++drained == MOST_EFFECTS) {
        goOnSoon();
        return;
      }
    }
  }

  private void goOnSoon() {
    if (!goesOn && !effects.isEmpty()) {
      goesOn = true;
      TimerThread.SHARED.plan(0, this::goOn);
    }
  }

  private void goOn() {
    run(() -> goesOn = false);
  }
}
