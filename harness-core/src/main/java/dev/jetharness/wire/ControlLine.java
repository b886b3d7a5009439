package dev.jetharness.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The arguments of one control line, found in place: no copy until one is asked for as text. */
final class ControlLine {
  /** More than any operation has, so that too many are noticed. */
  private static final int MOST_TOKENS = 6;

  private static final int MOST_DIGITS = 9;

  private final int[] starts = new int[MOST_TOKENS];
  private final int[] ends = new int[MOST_TOKENS];
  private byte[] bytes = new byte[0];
  private int count;

  /** Splits at runs of spaces and tabs. */
  void split(byte[] line, int from, int to) {
    bytes = line;
    count = 0;
    int i = from;
    while (true) {
      while (i < to && isBlank(line[i])) {
        i++;
      }
      if (i == to || count == MOST_TOKENS) {
        return;
      }
      starts[count] = i;
      while (i < to && !isBlank(line[i])) {
        i++;
      }
      ends[count++] = i;
    }
  }

  int count() {
    return count;
  }

  String text(int token) {
    return new String(bytes, starts[token], ends[token] - starts[token], UTF_8);
  }

  /** A decimal number of at most nine digits, as nats-server reads sizes; -1 if it is not one. */
  int number(int token) {
    int length = ends[token] - starts[token];
    if (length > MOST_DIGITS) {
      return -1;
    }
    int number = 0;
    for (int i = starts[token]; i < ends[token]; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }
}
