package dev.jetharness.inmemory.json;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as Go writes and reads them: {@code 1h0m0.5s}, {@code 250ms}. */
public final class GoDuration {
  private static final long MICROSECOND = 1_000L;
  private static final long MILLISECOND = 1_000_000L;
  private static final long SECOND = 1_000_000_000L;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  private static final Pattern PART =
      Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");

  private GoDuration() {}

  /** Reads nanoseconds, or returns null for what is no duration. */
  public static @Nullable Long parse(String text) {
    boolean negative = text.startsWith("-");
    String rest = negative || text.startsWith("+") ? text.substring(1) : text;
    if (rest.equals("0")) {
      return 0L;
    }
    if (rest.isEmpty()) {
      return null;
    }
    long nanos = 0;
    Matcher part = PART.matcher(rest);
    int end = 0;
    while (end < rest.length()) {
      if (!part.find(end) || part.start() != end) {
        return null;
      }
      BigDecimal value =
          new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit(part.group(2))));
      if (value.compareTo(BigDecimal.valueOf(Long.MAX_VALUE - nanos)) > 0) {
        return null;
      }
      nanos += value.longValue();
      end = part.end();
    }
    return negative ? -nanos : nanos;
  }

  /** Writes nanoseconds. */
  public static String format(long nanos) {
    if (nanos == 0) {
      return "0s";
    }
    if (nanos < 0) {
      return "-" + format(-nanos);
    }
    if (nanos < MICROSECOND) {
      return nanos + "ns";
    }
    if (nanos < MILLISECOND) {
      return fraction(nanos, MICROSECOND) + "µs";
    }
    if (nanos < SECOND) {
      return fraction(nanos, MILLISECOND) + "ms";
    }
    StringBuilder text = new StringBuilder();
    if (nanos >= HOUR) {
      text.append(nanos / HOUR).append('h');
    }
    if (nanos >= MINUTE) {
      text.append(nanos % HOUR / MINUTE).append('m');
    }
    return text.append(fraction(nanos % MINUTE, SECOND)).append('s').toString();
  }

  private static String fraction(long nanos, long unit) {
    BigDecimal value = BigDecimal.valueOf(nanos).divide(BigDecimal.valueOf(unit));
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  private static long unit(String name) {
    return switch (name) {
      case "ns" -> 1;
      case "us", "µs", "μs" -> MICROSECOND;
      case "ms" -> MILLISECOND;
      case "s" -> SECOND;
      case "m" -> MINUTE;
      case "h" -> HOUR;
      default -> throw new IllegalArgumentException(name);
    };
  }
}
