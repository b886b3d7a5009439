package dev.jetharness.inmemory.json;

import java.time.Instant;

/**
 * A time with the offset from UTC that it was written with: Go keeps that, and writes it again.
 *
 * @param instant the time
 * @param offset the offset from UTC, in seconds
 */
public record WrittenTime(Instant instant, int offset) {

  /** A time in UTC. */
  public static WrittenTime utc(Instant instant) {
    return new WrittenTime(instant, 0);
  }

  /** The same time in UTC. */
  public WrittenTime toUtc() {
    return utc(instant);
  }

  /** Whether it is Go's zero time, which stands for none. */
  public boolean isZero() {
    return instant.equals(GoTime.ZERO);
  }
}
