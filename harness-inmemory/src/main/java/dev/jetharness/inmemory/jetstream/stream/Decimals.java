package dev.jetharness.inmemory.jetstream.stream;

import org.jspecify.annotations.Nullable;

/** Decimal numbers in headers and subjects, as the server reads them: digits only. */
final class Decimals {
  private Decimals() {}

  /** The number, which wraps around if it is too large; -1 if the text is none. */
  static long wrapping(String text) {
    if (text.isEmpty()) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        return -1;
      }
      value = value * 10 + (digit - '0');
    }
    return value;
  }

  /** The unsigned number, or null if the text is none or it is too large. */
  static @Nullable Long unsigned(String text) {
    if (text.isEmpty() || text.charAt(0) == '+') {
      return null;
    }
    try {
      return Long.parseUnsignedLong(text);
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }
}
