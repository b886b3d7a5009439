package dev.jetharness.inmemory.jetstream.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneRules;

/**
 * A whole second as the clock and the calendar of a time zone show it. Where the clock is put
 * forward or back it reckons as Go does, not as {@code java.time}: a time that is left out becomes
 * one before or after the gap, depending on the zone, and stepping by days keeps to what it became.
 */
final class CivilTime {
  private final long epochSecond;
  private final LocalDateTime local;
  private final ZoneRules zone;

  private CivilTime(long epochSecond, ZoneRules zone) {
    this.epochSecond = epochSecond;
    this.local = LocalDateTime.ofEpochSecond(epochSecond, 0, offset(epochSecond, zone));
    this.zone = zone;
  }

  static CivilTime of(long epochSecond, ZoneRules zone) {
    return new CivilTime(epochSecond, zone);
  }

  int year() {
    return local.getYear();
  }

  /** What a unit shows; days of the week count from Sunday, which is 0. */
  int get(CronUnit unit) {
    return switch (unit) {
      case SECOND -> local.getSecond();
      case MINUTE -> local.getMinute();
      case HOUR -> local.getHour();
      case DAY_OF_MONTH -> local.getDayOfMonth();
      case MONTH -> local.getMonthValue();
      case DAY_OF_WEEK -> local.getDayOfWeek().getValue() % 7;
    };
  }

  /** The beginning of the minute, hour, day or month. */
  CivilTime startOf(CronUnit unit) {
    return switch (unit) {
      case SECOND -> this;
      case MINUTE -> of(epochSecond - Math.floorMod(epochSecond, 60L), zone);
      case HOUR -> at(local.truncatedTo(ChronoUnit.HOURS));
      case DAY_OF_MONTH, DAY_OF_WEEK -> at(local.truncatedTo(ChronoUnit.DAYS));
      case MONTH -> at(local.toLocalDate().withDayOfMonth(1).atTime(LocalTime.MIDNIGHT));
    };
  }

  /** A second, minute or hour later; or the same time on the next day or in the next month. */
  CivilTime plusOne(CronUnit unit) {
    return switch (unit) {
      case SECOND -> of(epochSecond + 1, zone);
      case MINUTE -> of(epochSecond + 60, zone);
      case HOUR -> of(epochSecond + 3600, zone);
      case DAY_OF_MONTH, DAY_OF_WEEK -> at(local.plusDays(1));
      case MONTH -> at(inNextMonth());
    };
  }

  /** The same day and time in the next month; days that it does not have run over into another. */
  private LocalDateTime inNextMonth() {
    int day = local.getDayOfMonth();
    return local.withDayOfMonth(1).plusMonths(1).plusDays(day - 1L);
  }

  OffsetDateTime toOffsetDateTime() {
    return local.atOffset(offset(epochSecond, zone));
  }

  /** Go guesses the offset as if the clock showed UTC, and then corrects its guess once. */
  private CivilTime at(LocalDateTime shown) {
    long asUtc = shown.toEpochSecond(ZoneOffset.UTC);
    int guess = offset(asUtc, zone).getTotalSeconds();
    int offset = guess == 0 ? 0 : offset(asUtc - guess, zone).getTotalSeconds();
    return of(asUtc - offset, zone);
  }

  private static ZoneOffset offset(long epochSecond, ZoneRules zone) {
    return zone.getOffset(Instant.ofEpochSecond(epochSecond));
  }
}
