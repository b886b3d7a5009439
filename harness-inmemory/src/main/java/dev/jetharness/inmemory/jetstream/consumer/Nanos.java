package dev.jetharness.inmemory.jetstream.consumer;

import java.time.Duration;

/** Arithmetic with nanoseconds that ends at the largest number instead of overflowing. */
final class Nanos {
  private Nanos() {}

  static long of(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException tooLong) {
      return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  static long sum(long time, long duration) {
    long sum = time + duration;
    return duration > 0 && sum < time ? Long.MAX_VALUE : sum;
  }
}
