package dev.jetharness.inmemory.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jetharness.inmemory.json.JsonParser.SyntaxException;

/** Decodes one JSON string: its escapes, and with U+FFFD what is no UTF-8 or half a character. */
final class StringDecoder {
  private static final char REPLACEMENT = '\uFFFD';

  private final byte[] source;
  private int position;

  StringDecoder(byte[] source, int start) {
    this.source = source;
    this.position = start;
  }

  /** Where the bytes that were read end. */
  int end() {
    return position;
  }

  /** Reads one character and shows it as Go does. */
  String quotedCharacter() {
    int length = 1;
    while (length < 4 && position + length < source.length && isContinuation(position + length)) {
      length++;
    }
    String character = new String(source, position, length, UTF_8);
    boolean valid = character.codePointCount(0, character.length()) == 1;
    if (!valid || character.charAt(0) == REPLACEMENT) {
      return String.format("'\\x%02x'", source[position++] & 0xff);
    }
    position += length;
    return GoText.quoteCharacter(character.codePointAt(0));
  }

  /** Decodes the string whose opening quote is next. */
  String decode() throws SyntaxException {
    int start = ++position;
    while (position < source.length && isPlain(source[position])) {
      position++;
    }
    String text = new String(source, start, position - start, UTF_8);
    if (at() == '"') {
      position++;
      return text;
    }
    StringBuilder decoded = new StringBuilder(text);
    while (at() != '"') {
      if (at() == '\\') {
        decoded.append(escape());
      } else if (at() >= 0 && at() < ' ') {
        throw new SyntaxException(
            "invalid character " + quotedCharacter() + " in string", position);
      } else {
        int run = position;
        while (position < source.length && isPlain(source[position])) {
          position++;
        }
        decoded.append(new String(source, run, position - run, UTF_8));
      }
    }
    position++;
    return withoutHalfCharacters(decoded);
  }

  private char escape() throws SyntaxException {
    int start = position++;
    int escaped = at();
    position++;
    return switch (escaped) {
      case '"', '\\', '/' -> (char) escaped;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicodeEscape(start);
      default -> throw invalidEscape(start);
    };
  }

  private char unicodeEscape(int start) throws SyntaxException {
    int value = 0;
    int end = Math.min(start + 6, source.length);
    for (; position < end; position++) {
      int digit = Character.digit(source[position], 16);
      if (digit < 0) {
        position = end;
        throw invalidEscape(start);
      }
      value = value * 16 + digit;
    }
    if (end < start + 6) {
      throw endOfInput();
    }
    return (char) value;
  }

  private SyntaxException invalidEscape(int start) {
    String escape = new String(source, start, position - start, UTF_8);
    boolean plain =
        escape
            .codePoints()
            .allMatch(c -> c != '`' && c != ' ' && c != REPLACEMENT && GoText.isPrintable(c));
    return new SyntaxException(
        "invalid escape sequence "
            + (plain ? "`" + escape + "`" : GoText.quote(escape))
            + " in string",
        position);
  }

  private static String withoutHalfCharacters(StringBuilder text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (Character.isSupplementaryCodePoint(text.codePointAt(i))) {
          i++;
        } else {
          text.setCharAt(i, REPLACEMENT);
        }
      }
    }
    return text.toString();
  }

  private int at() throws SyntaxException {
    if (position == source.length) {
      throw endOfInput();
    }
    return source[position];
  }

  private static SyntaxException endOfInput() {
    return new SyntaxException("unexpected EOF", -1);
  }

  private static boolean isPlain(byte b) {
    return b != '"' && b != '\\' && (b < 0 || b >= ' ');
  }

  private boolean isContinuation(int index) {
    return (source[index] & 0xc0) == 0x80;
  }
}
