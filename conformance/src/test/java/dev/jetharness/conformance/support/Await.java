package dev.jetharness.conformance.support;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition of the server that nothing announces. */
public final class Await {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final long PAUSE_NANOS = Duration.ofMillis(5).toNanos();

  private Await() {}

  /** Asks again until the condition holds; fails, naming it, when it takes too long. */
  public static void until(String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("never became true: " + what);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
