package dev.jetharness.inmemory.jetstream.schedule;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One field of a cron pattern: a list of values, ranges and steps, such as {@code 0,10-20/5,mon}.
 *
 * @param values a bit for each value that it names
 * @param star whether it leaves its values open: {@code *} or {@code ?} without a step
 */
record CronField(long values, boolean star) {
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]+");

  /** Reads a field, or returns null for what is none. A list may have empty places, even only. */
  static @Nullable CronField parse(String text, CronUnit unit) {
    long values = 0;
    boolean star = false;
    for (String item : text.split(",", -1)) {
      if (item.isEmpty()) {
        continue;
      }
      CronField range = range(item, unit);
      if (range == null) {
        return null;
      }
      values |= range.values;
      star |= range.star;
    }
    return new CronField(values, star);
  }

  boolean contains(int value) {
    return (values & 1L << value) != 0;
  }

  /** Whether there is no value that would match. */
  boolean isEmpty() {
    return values == 0;
  }

  private static @Nullable CronField range(String item, CronUnit unit) {
    String[] rangeAndStep = item.split("/", -1);
    String[] bounds = rangeAndStep[0].split("-", -1);
    boolean open = bounds[0].equals("*") || bounds[0].equals("?");
    boolean stepped = rangeAndStep.length == 2;
    if (rangeAndStep.length > 2 || (bounds.length > 2 && !open)) {
      return null;
    }
    // What follows "*-" is ignored; "5/10" is from 5 to the end.
    Integer from = open ? Integer.valueOf(unit.min()) : value(bounds[0], unit);
    Integer to = open ? Integer.valueOf(unit.max()) : value(bounds[bounds.length - 1], unit);
    Integer step = stepped ? number(rangeAndStep[1]) : Integer.valueOf(1);
    if (from == null || to == null || step == null) {
      return null;
    }
    if (stepped && bounds.length == 1) {
      to = unit.max();
    }
    return from < unit.min() || to > unit.max() || from > to || step == 0
        ? null
        : new CronField(every(step, from, to), open && step == 1);
  }

  private static long every(int step, int from, int to) {
    long values = 0;
    for (long value = from; value <= to; value += step) {
      values |= 1L << value;
    }
    return values;
  }

  private static @Nullable Integer value(String text, CronUnit unit) {
    Integer named = unit.named(text);
    return named != null ? named : number(text);
  }

  /** A number without a minus; one that fits no field is as good as any other such. */
  private static @Nullable Integer number(String text) {
    if (!NUMBER.matcher(text).matches()) {
      return null;
    }
    try {
      return (int) Math.min(Long.parseLong(text), Integer.MAX_VALUE);
    } catch (NumberFormatException tooLarge) {
      return null;
    }
  }
}
