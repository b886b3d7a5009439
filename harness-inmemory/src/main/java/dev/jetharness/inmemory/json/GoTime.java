package dev.jetharness.inmemory.json;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** RFC 3339 times as Go writes and reads them, nanoseconds included. */
public final class GoTime {
  /** Go's zero time, which stands for "never" on the wire. */
  public static final Instant ZERO = Instant.parse("0001-01-01T00:00:00Z");

  private static final String LAYOUT = "2006-01-02T15:04:05Z07:00";
  private static final int LARGEST_OFFSET = ZoneOffset.MAX.getTotalSeconds();

  private final String text;
  private int position;

  private GoTime(String text) {
    this.text = text;
  }

  /** Writes a time in UTC, its fraction without trailing zeros. */
  public static String format(Instant time) {
    return format(time.atOffset(ZoneOffset.UTC));
  }

  /** Writes a time with its offset, its fraction without trailing zeros. */
  public static String format(OffsetDateTime time) {
    StringBuilder text = new StringBuilder(35);
    append(text, time.getYear(), 4).append('-');
    append(text, time.getMonthValue(), 2).append('-');
    append(text, time.getDayOfMonth(), 2).append('T');
    append(text, time.getHour(), 2).append(':');
    append(text, time.getMinute(), 2).append(':');
    append(text, time.getSecond(), 2);
    if (time.getNano() != 0) {
      append(text.append('.'), time.getNano(), 9);
      while (text.charAt(text.length() - 1) == '0') {
        text.setLength(text.length() - 1);
      }
    }
    return appendOffset(text, time.getOffset().getTotalSeconds()).toString();
  }

  /** Go leaves the seconds of an offset out. */
  private static StringBuilder appendOffset(StringBuilder text, int offset) {
    if (offset == 0) {
      return text.append('Z');
    }
    int minutes = Math.abs(offset / 60);
    append(text.append(offset <= -60 ? '-' : '+'), minutes / 60, 2).append(':');
    return append(text, minutes % 60, 2);
  }

  private static StringBuilder append(StringBuilder text, int number, int digits) {
    String decimal = Integer.toString(number);
    return text.append("0".repeat(Math.max(0, digits - decimal.length()))).append(decimal);
  }

  /**
   * Reads a time. Like Go it is lenient in small things: an hour of one digit, a comma before the
   * fraction, and digits after the ninth.
   *
   * @throws JsonException with Go's text, if it is none
   */
  public static Instant parse(String text) throws JsonException {
    return new GoTime(text).parse().toInstant();
  }

  /**
   * Reads a time as {@link #parse} does, and keeps its offset; one that is too large for Java, which
   * no place on earth has, becomes UTC.
   *
   * @throws JsonException with Go's text, if it is none
   */
  public static OffsetDateTime parseWithOffset(String text) throws JsonException {
    return new GoTime(text).parse();
  }

  private OffsetDateTime parse() throws JsonException {
    int year = number(4, 4, "2006");
    literal('-', "-");
    int month = inRange("month", number(2, 2, "01"), 1, 12);
    literal('-', "-");
    int day = number(2, 2, "02");
    literal('T', "T");
    int hour = inRange("hour", number(1, 2, "15"), 0, 23);
    literal(':', ":");
    int minute = inRange("minute", number(2, 2, "04"), 0, 59);
    literal(':', ":");
    int second = inRange("second", number(2, 2, "05"), 0, 59);
    int nano = fraction();
    int offset = offset();
    if (position < text.length()) {
      throw outOfPlace("extra text: " + GoText.quote(text.substring(position)));
    }
    inRange("day", day, 1, YearMonth.of(year, month).lengthOfMonth());
    ZoneOffset zone =
        Math.abs(offset) > LARGEST_OFFSET ? ZoneOffset.UTC : ZoneOffset.ofTotalSeconds(offset);
    return LocalDateTime.of(year, month, day, hour, minute, second, nano)
        .toInstant(ZoneOffset.UTC)
        .minusSeconds(offset)
        .atOffset(zone);
  }

  private int number(int minDigits, int maxDigits, String element) throws JsonException {
    int end = position;
    while (end < text.length() && end - position < maxDigits && isDigit(end)) {
      end++;
    }
    if (end - position < minDigits) {
      throw unexpected(element);
    }
    int number = Integer.parseInt(text.substring(position, end));
    position = end;
    return number;
  }

  private void literal(char expected, String element) throws JsonException {
    if (position == text.length() || text.charAt(position) != expected) {
      throw unexpected(element);
    }
    position++;
  }

  private int fraction() {
    boolean begins = position < text.length() && ".,".indexOf(text.charAt(position)) >= 0;
    if (!begins || !isDigit(position + 1)) {
      return 0;
    }
    int start = ++position;
    while (isDigit(position)) {
      position++;
    }
    String digits = text.substring(start, Math.min(position, start + 9));
    return Integer.parseInt(digits + "0".repeat(9 - digits.length()));
  }

  private int offset() throws JsonException {
    if (text.startsWith("Z", position)) {
      position++;
      return 0;
    }
    if (!text.substring(position).matches("(?s)[+-]\\d\\d:\\d\\d.*")) {
      throw unexpected("Z07:00");
    }
    int sign = text.charAt(position) == '-' ? -1 : 1;
    int hours = Integer.parseInt(text.substring(position + 1, position + 3));
    int minutes = Integer.parseInt(text.substring(position + 4, position + 6));
    inRange("time zone offset hour", hours, 0, 24);
    inRange("time zone offset minute", minutes, 0, 60);
    position += 6;
    return sign * (hours * 3600 + minutes * 60);
  }

  private boolean isDigit(int index) {
    return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  private int inRange(String what, int number, int min, int max) throws JsonException {
    if (number < min || number > max) {
      throw outOfPlace(what + " out of range");
    }
    return number;
  }

  private JsonException unexpected(String element) {
    return new JsonException(
        "parsing time %s as \"%s\": cannot parse %s as \"%s\""
            .formatted(
                GoText.quote(text), LAYOUT, GoText.quote(text.substring(position)), element));
  }

  private JsonException outOfPlace(String what) {
    return new JsonException("parsing time " + GoText.quote(text) + ": " + what);
  }
}
