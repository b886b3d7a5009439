package dev.jetharness.inmemory.jetstream.schedule;

import java.time.Instant;
import java.time.ZoneOffset;

/** Once, at a time; also one that is past. */
record At(Instant time) implements SchedulePattern {

  @Override
  public Firing next(long after, long now) {
    return new Firing(time.atOffset(ZoneOffset.UTC), false);
  }
}
