package dev.jetharness.inmemory.jetstream.stream;

/** Numbers in headers, as the server reads them. */
final class HeaderNumber {
  private HeaderNumber() {}

  /** Digits only, wrapping around as the server does; anything else is -1. */
  static long parse(String text) {
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
}
