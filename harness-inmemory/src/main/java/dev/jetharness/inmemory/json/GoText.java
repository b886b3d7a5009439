package dev.jetharness.inmemory.json;

/**
 * Quotes text as Go's strconv does, for the messages in which the server shows what it was sent.
 */
public final class GoText {
  private GoText() {}

  /** Text in double quotes: Go's {@code %q}. */
  public static String quote(String text) {
    return quote(text, '"');
  }

  /** One character in single quotes. */
  static String quoteCharacter(int codePoint) {
    return quote(Character.toString(codePoint), '\'');
  }

  private static String quote(String text, char mark) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append(mark);
    text.codePoints().forEach(codePoint -> append(quoted, codePoint, mark));
    return quoted.append(mark).toString();
  }

  private static void append(StringBuilder quoted, int codePoint, char mark) {
    switch (codePoint) {
      case 0x07 -> quoted.append("\\a");
      case '\b' -> quoted.append("\\b");
      case '\f' -> quoted.append("\\f");
      case '\n' -> quoted.append("\\n");
      case '\r' -> quoted.append("\\r");
      case '\t' -> quoted.append("\\t");
      case 0x0b -> quoted.append("\\v");
      case '\\' -> quoted.append("\\\\");
      default -> {
        if (codePoint == mark) {
          quoted.append('\\').append(mark);
        } else if (isPrintable(codePoint)) {
          quoted.appendCodePoint(codePoint);
        } else if (codePoint < ' ' || codePoint == 0x7f) {
          quoted.append(String.format("\\x%02x", codePoint));
        } else {
          quoted.append(String.format(codePoint < 0x10000 ? "\\u%04x" : "\\U%08x", codePoint));
        }
      }
    }
  }

  static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> codePoint == ' ';
      default -> true;
    };
  }
}
