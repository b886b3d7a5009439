package dev.jetharness.inmemory.jetstream.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whenever the clock and the calendar of a time zone show what the six fields of cron say. */
final class Cron implements SchedulePattern {
  private static final Pattern WORD = Pattern.compile("[^\\p{IsWhite_Space}]+");
  private static final List<CronUnit> WRITTEN = List.of(CronUnit.values());

  /** The order of the search. The day of the week has no step of its own: days are one unit. */
  private static final List<CronUnit> COARSE_TO_FINE =
      List.of(
          CronUnit.MONTH, CronUnit.DAY_OF_MONTH, CronUnit.HOUR, CronUnit.MINUTE, CronUnit.SECOND);

  private static final int YEARS_AHEAD = 5;

  private final Map<CronUnit, CronField> fields;
  private final ZoneRules zone;

  private Cron(Map<CronUnit, CronField> fields, ZoneRules zone) {
    this.fields = fields;
    this.zone = zone;
  }

  /** Reads six fields, from the second to the day of the week; null if they are not that. */
  static @Nullable Cron parse(String text, ZoneId zone) {
    List<String> words = new ArrayList<>();
    for (Matcher word = WORD.matcher(text); word.find(); ) {
      words.add(word.group());
    }
    if (words.size() != WRITTEN.size()) {
      return null;
    }
    Map<CronUnit, CronField> fields = new EnumMap<>(CronUnit.class);
    for (int i = 0; i < words.size(); i++) {
      CronUnit unit = WRITTEN.get(i);
      CronField field = CronField.parse(words.get(i), unit);
      if (field == null) {
        return null;
      }
      fields.put(unit, field);
    }
    return new Cron(fields, zone.getRules());
  }

  @Override
  public @Nullable Firing next(long after, long now) {
    Instant from = Instant.ofEpochSecond(0, after);
    CivilTime next = search(from);
    if (next != null
        && next.toOffsetDateTime().toInstant().isBefore(Instant.ofEpochSecond(0, now))) {
      next = search(Every.nearestSecond(now));
    }
    return next == null ? null : new Firing(next.toOffsetDateTime(), true);
  }

  /**
   * The first match after a time, found the server's way, which shows where the clock is changed: a
   * unit is stepped until it matches, and only a unit that starts over sends the search back to the
   * coarser ones. So a day whose first hour is left out is not looked at anew when the hours reach
   * it.
   */
  private @Nullable CivilTime search(Instant after) {
    if (isUnsatisfiable()) {
      return null;
    }
    CivilTime time = CivilTime.of(after.getEpochSecond() + 1, zone);
    int lastYear = time.year() + YEARS_AHEAD;
    boolean aligned = false;
    int index = 0;
    while (index < COARSE_TO_FINE.size()) {
      CronUnit unit = COARSE_TO_FINE.get(index);
      if (matches(unit, time)) {
        index++;
        continue;
      }
      time = (aligned ? time : time.startOf(unit)).plusOne(unit);
      aligned = true;
      if (time.get(unit) == unit.min()) {
        index = 0;
        if (time.year() > lastYear) {
          return null;
        }
      }
    }
    return time;
  }

  private boolean isUnsatisfiable() {
    return COARSE_TO_FINE.stream()
        .anyMatch(unit -> unit != CronUnit.DAY_OF_MONTH && field(unit).isEmpty());
  }

  private boolean matches(CronUnit unit, CivilTime time) {
    return unit == CronUnit.DAY_OF_MONTH ? matchesDay(time) : field(unit).contains(time.get(unit));
  }

  /** Of the two kinds of days both must match if one is left open; otherwise one is enough. */
  private boolean matchesDay(CivilTime time) {
    CronField ofMonth = field(CronUnit.DAY_OF_MONTH);
    CronField ofWeek = field(CronUnit.DAY_OF_WEEK);
    boolean month = ofMonth.contains(time.get(CronUnit.DAY_OF_MONTH));
    boolean week = ofWeek.contains(time.get(CronUnit.DAY_OF_WEEK));
    boolean open = ofMonth.star() || ofWeek.star();
    return open ? month && week : month || week;
  }

  private CronField field(CronUnit unit) {
    return Objects.requireNonNull(fields.get(unit));
  }
}
