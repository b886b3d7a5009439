package dev.jetharness.inmemory;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Reads the syntax of nats-server's configuration: {@code key: value}, {@code key = value} or
 * {@code key value}; blocks in braces; strings in either kind of quotes; comments after {@code #}
 * or {@code //}. Lists and variables are refused, since no key that is known here takes one.
 */
final class ConfigurationParser {
  private final String file;
  private final String text;
  private final Visitor visitor;
  private final Deque<String> blocks = new ArrayDeque<>();
  private int position;
  private int line = 1;

  /** Takes what is in the file, in order. */
  @FunctionalInterface
  interface Visitor {

    /**
     * Takes a value, or the beginning of a block.
     *
     * @param path the key, after the keys of the blocks around it and dots; ends in a brace where a
     *     block begins
     * @param value the value; empty for a block
     * @param line the line it is on
     */
    void visit(String path, String value, int line) throws ProgramException;
  }

  ConfigurationParser(String file, String text, Visitor visitor) {
    this.file = file;
    this.text = text;
    this.visitor = visitor;
  }

  void parse() throws ProgramException {
    skip("\n\r,; \t");
    while (position < text.length()) {
      if (text.charAt(position) == '}') {
        position++;
        if (blocks.poll() == null) {
          throw problem("unexpected '}'");
        }
      } else {
        parseEntry();
      }
      skip("\n\r,; \t");
    }
    if (!blocks.isEmpty()) {
      throw problem("block \"" + blocks.peek() + "\" is not closed");
    }
  }

  private void parseEntry() throws ProgramException {
    int startLine = line;
    String key = token(":={}[]");
    if (key.isEmpty()) {
      throw problem("expected a key, found '" + text.charAt(position) + "'");
    }
    String path = blocks.isEmpty() ? key : blocks.peek() + '.' + key;
    skip(" \t");
    if (peek() == ':' || peek() == '=') {
      position++;
      skip(" \t");
    }
    if (peek() == '{') {
      position++;
      blocks.push(path);
      visitor.visit(path + '{', "", startLine);
      return;
    }
    if (peek() == '[' || peek() == '(' || peek() == '$') {
      throw problem("unsupported value of \"" + path + "\": only plain values and blocks are");
    }
    String value = token("{}[]");
    if (value.isEmpty() && !isQuote(text.charAt(position - 1))) {
      throw problem("no value for \"" + path + "\"");
    }
    visitor.visit(path, value, startLine);
  }

  /** Reads a quoted string, or what comes before a blank, an end, or one of the delimiters. */
  private String token(String delimiters) throws ProgramException {
    if (isQuote(peek())) {
      return quoted();
    }
    int start = position;
    while (position < text.length()
        && " \t\n\r,;#".indexOf(text.charAt(position)) < 0
        && delimiters.indexOf(text.charAt(position)) < 0) {
      position++;
    }
    return text.substring(start, position);
  }

  private String quoted() throws ProgramException {
    int end = text.indexOf(text.charAt(position), position + 1);
    if (end < 0) {
      throw problem("string is not closed");
    }
    String value = text.substring(position + 1, end);
    position = end + 1;
    return value;
  }

  /** Skips these characters, and comments. */
  private void skip(String characters) {
    while (position < text.length()) {
      char next = text.charAt(position);
      if (next == '#' || text.startsWith("//", position)) {
        int end = text.indexOf('\n', position);
        position = end < 0 ? text.length() : end;
      } else if (characters.indexOf(next) >= 0) {
        line += next == '\n' ? 1 : 0;
        position++;
      } else {
        return;
      }
    }
  }

  private char peek() {
    return position < text.length() ? text.charAt(position) : '\n';
  }

  private static boolean isQuote(char character) {
    return character == '"' || character == '\'';
  }

  private ProgramException problem(String what) {
    return new ProgramException(file + ":" + line + ": " + what);
  }
}
