package dev.jetharness.inmemory.jetstream.schedule;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a field of a cron pattern counts: its values, and the names that some of them have. */
enum CronUnit {
  SECOND(0, 59),
  MINUTE(0, 59),
  HOUR(0, 23),
  DAY_OF_MONTH(1, 31),
  MONTH(1, 12),
  /** From Sunday, which is 0; there is no 7. */
  DAY_OF_WEEK(0, 6);

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

  private final int min;
  private final int max;

  CronUnit(int min, int max) {
    this.min = min;
    this.max = max;
  }

  int min() {
    return min;
  }

  int max() {
    return max;
  }

  /** The value that has a name, in whatever case; null if none has it. */
  @Nullable Integer named(String name) {
    List<String> names =
        switch (this) {
          case MONTH -> MONTHS;
          case DAY_OF_WEEK -> DAYS;
          case SECOND, MINUTE, HOUR, DAY_OF_MONTH -> List.of();
        };
    int index = names.indexOf(name.toLowerCase(Locale.ROOT));
    return index < 0 ? null : Integer.valueOf(min + index);
  }
}
