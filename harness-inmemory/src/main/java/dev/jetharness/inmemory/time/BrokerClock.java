package dev.jetharness.inmemory.time;

import java.time.Instant;
import java.util.function.LongSupplier;

/** The broker's time: nanoseconds since the epoch, never going back. Thread-safe. */
public final class BrokerClock {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final LongSupplier source;

  public BrokerClock() {
    this(flowing());
  }

  /** A clock that is told its time, in nanoseconds since the epoch, by somebody else. */
  BrokerClock(LongSupplier source) {
    this.source = source;
  }

  private static LongSupplier flowing() {
    Instant start = Instant.now();
    long epochAtStart = start.getEpochSecond() * NANOS_PER_SECOND + start.getNano();
    long startedAt = System.nanoTime();
    return () -> epochAtStart + (System.nanoTime() - startedAt);
  }

  /** Now, in nanoseconds since the epoch. */
  public long now() {
    return source.getAsLong();
  }

  /** Now, as an instant. */
  public Instant instant() {
    return toInstant(now());
  }

  /** Converts nanoseconds since the epoch. */
  public static Instant toInstant(long epochNanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(epochNanos, NANOS_PER_SECOND), Math.floorMod(epochNanos, NANOS_PER_SECOND));
  }

  /** Converts an instant to nanoseconds since the epoch, clamped to what fits. */
  public static long toEpochNanos(Instant instant) {
    try {
      return Math.addExact(
          Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND), instant.getNano());
    } catch (ArithmeticException outOfRange) {
      return instant.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }
}
