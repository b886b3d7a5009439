package dev.jetharness.inmemory.jetstream.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Again and again, at intervals that are counted from a whole second. */
record Every(Duration interval) implements SchedulePattern {
  static final Duration SHORTEST = Duration.ofSeconds(1);

  private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

  @Override
  public Firing next(long after, long now) {
    Instant next = nearestSecond(after).plus(interval);
    if (next.isBefore(Instant.ofEpochSecond(0, now))) {
      next = nearestSecond(now).plus(interval);
    }
    return new Firing(next.atOffset(ZoneOffset.UTC), true);
  }

  /** The whole second that is nearest to a time; the later one of two that are equally near. */
  static Instant nearestSecond(long epochNanos) {
    return Instant.ofEpochSecond(0, epochNanos).plus(HALF_A_SECOND).truncatedTo(ChronoUnit.SECONDS);
  }
}
