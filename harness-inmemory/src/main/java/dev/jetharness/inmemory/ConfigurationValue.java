package dev.jetharness.inmemory;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value in a configuration file.
 *
 * @param text what is written, without quotes
 * @param quoted whether it was in quotes, so that it is text whatever it looks like
 */
record ConfigurationValue(String text, boolean quoted) {
  private static final Pattern NUMBER = Pattern.compile("(-?\\d+)([a-z]*)");
  private static final Map<String, Integer> POWERS =
      Map.of("k", 1, "m", 2, "g", 3, "t", 4, "p", 5, "e", 6);
  private static final int DECIMAL = 1000;
  private static final int BINARY = 1024;

  /** A whole number, with a suffix such as {@code k} or, in powers of 1024, {@code kb}. */
  @Nullable Long number() {
    Matcher matcher = NUMBER.matcher(text.toLowerCase(Locale.ROOT));
    return !quoted && matcher.matches() ? number(matcher.group(1), matcher.group(2)) : null;
  }

  /** A number, or text that is one with a suffix in powers of 1024. */
  @Nullable Long size() {
    if (!quoted) {
      return number();
    }
    Matcher matcher = Pattern.compile("(-?\\d+)([KMGT])").matcher(text);
    return matcher.matches()
        ? number(matcher.group(1), matcher.group(2).toLowerCase(Locale.ROOT) + "b")
        : null;
  }

  private static @Nullable Long number(String digits, String suffix) {
    try {
      long number = Long.parseLong(digits);
      if (suffix.isEmpty()) {
        return number;
      }
      Integer power = POWERS.get(suffix.substring(0, 1));
      String unit = suffix.substring(1);
      boolean known = unit.isEmpty() || unit.equals("b") || unit.equals("i") || unit.equals("ib");
      if (power == null || !known) {
        return null;
      }
      for (int i = 0; i < power; i++) {
        number = Math.multiplyExact(number, unit.isEmpty() ? DECIMAL : BINARY);
      }
      return number;
    } catch (NumberFormatException | ArithmeticException tooLarge) {
      return null;
    }
  }
}
