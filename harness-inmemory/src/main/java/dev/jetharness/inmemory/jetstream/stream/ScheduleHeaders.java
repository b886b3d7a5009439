package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.schedule.Firing;
import dev.jetharness.inmemory.jetstream.schedule.SchedulePattern;
import dev.jetharness.inmemory.jetstream.schedule.TimeZones;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What the headers of a message say about a schedule (ADR-51); "" where they say nothing. */
record ScheduleHeaders(HeaderBlock headers) {

  /** Whether a time zone is named that there is not; an empty name is no zone either. */
  boolean hasUnknownTimeZone() {
    String name = headers.get(HeaderNames.SCHEDULE_TIME_ZONE);
    return name != null && TimeZones.find(name) == null;
  }

  /**
   * When the message is due.
   *
   * @param after see {@link SchedulePattern#next}
   * @return null if pattern or time zone are invalid; {@link Firing#isNever} for no schedule
   */
  @Nullable Firing next(long after, long now) {
    String name = headers.get(HeaderNames.SCHEDULE_TIME_ZONE);
    ZoneId zone = name == null ? null : TimeZones.find(name);
    if (name != null && zone == null) {
      return null;
    }
    SchedulePattern pattern = SchedulePattern.parse(headers.value(HeaderNames.SCHEDULE), zone);
    return pattern == null ? null : pattern.next(after, now);
  }

  /** The subject of the messages that it produces. */
  String target() {
    return headers.value(HeaderNames.SCHEDULE_TARGET);
  }

  /** The subject whose last message they copy. */
  String source() {
    return headers.value(HeaderNames.SCHEDULE_SOURCE);
  }

  /** How long they live. */
  String ttl() {
    return headers.value(HeaderNames.SCHEDULE_TTL);
  }

  /** What they roll up. */
  String rollup() {
    return headers.value(HeaderNames.SCHEDULE_ROLLUP);
  }

  /** The subject of the schedule that produced this message, or that it ends. */
  String scheduler() {
    return headers.value(HeaderNames.SCHEDULER);
  }

  /** When that schedule produces the next one, or that it ends. */
  String schedulerNext() {
    return headers.value(HeaderNames.SCHEDULE_NEXT);
  }
}
