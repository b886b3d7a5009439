package dev.jetharness.conformance.differential;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * How long to wait for what the real server does in its own time.
 *
 * @param limit when to believe that it will not come
 */
record Patience(Duration limit) {
  private static final long PAUSE_NANOS = Duration.ofMillis(1).toNanos();

  /** Long enough for a busy machine. */
  static Patience standard() {
    return new Patience(Duration.ofSeconds(10));
  }

  /** Long enough to find out which steps a difference needs; it is confirmed with more. */
  static Patience hasty() {
    return new Patience(Duration.ofSeconds(2));
  }

  /** Takes in what comes until the condition holds; whether it does. */
  boolean await(Player player, BooleanSupplier condition) throws IOException {
    long start = System.nanoTime();
    player.sweep();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > limit.toNanos()) {
        return false;
      }
      LockSupport.parkNanos(PAUSE_NANOS / 10);
      player.sweep();
    }
    return true;
  }
}
