package dev.jetharness.inmemory.jetstream.stream;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a message is to live, as the {@code Nats-TTL} header says (ADR-43): {@code never}, a Go
 * duration of at least a second, or a bare number of seconds.
 *
 * @param seconds whole seconds; 0 for none given, -1 for never
 */
record MessageTtl(long seconds) {
  private static final MessageTtl NONE = new MessageTtl(0);
  private static final MessageTtl NEVER = new MessageTtl(-1);
  private static final Pattern PART = Pattern.compile("([0-9]+\\.?[0-9]*|\\.[0-9]+)([a-zµμ]+)");
  private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final BigDecimal SECOND = BigDecimal.valueOf(1_000_000_000L);
  private static final Map<String, BigDecimal> UNITS =
      Map.of(
          "ns", BigDecimal.ONE,
          "us", BigDecimal.valueOf(1_000),
          "µs", BigDecimal.valueOf(1_000),
          "μs", BigDecimal.valueOf(1_000),
          "ms", BigDecimal.valueOf(1_000_000),
          "s", SECOND,
          "m", SECOND.multiply(BigDecimal.valueOf(60)),
          "h", SECOND.multiply(BigDecimal.valueOf(3600)));

  /** Reads the header's value; null if it is not a TTL. */
  static @Nullable MessageTtl parse(String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    if (text.toLowerCase(Locale.ROOT).equals("never")) {
      return NEVER;
    }
    BigDecimal nanos = duration(text);
    if (nanos != null) {
      return nanos.compareTo(SECOND) < 0
          ? null
          : new MessageTtl(nanos.divide(SECOND, RoundingMode.DOWN).longValue());
    }
    return bareSeconds(text);
  }

  boolean isNone() {
    return seconds == 0;
  }

  private static @Nullable MessageTtl bareSeconds(String text) {
    try {
      return text.charAt(0) == '+' ? null : ofSeconds(Long.parseLong(text));
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  private static @Nullable MessageTtl ofSeconds(long seconds) {
    return seconds < 0 ? null : new MessageTtl(seconds);
  }

  /** A Go duration in nanoseconds; null if it is not one, and a negative one is as good as zero. */
  private static @Nullable BigDecimal duration(String text) {
    boolean signed = text.charAt(0) == '-' || text.charAt(0) == '+';
    String unsigned = signed ? text.substring(1) : text;
    if (unsigned.equals("0")) {
      return BigDecimal.ZERO;
    }
    BigDecimal total = BigDecimal.ZERO;
    Matcher part = PART.matcher(unsigned);
    int end = 0;
    while (part.find(end) && part.start() == end) {
      BigDecimal unit = UNITS.get(part.group(2));
      if (unit == null) {
        return null;
      }
      total = total.add(new BigDecimal(part.group(1)).multiply(unit));
      end = part.end();
    }
    if (end == 0 || end < unsigned.length() || total.compareTo(LONGEST) > 0) {
      return null;
    }
    return text.charAt(0) == '-' ? BigDecimal.ZERO : total;
  }
}
