package dev.jetharness.inmemory;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Reads the syntax of nats-server's configuration: {@code key: value}, {@code key = value} or
 * {@code key value}; blocks in braces, lists in brackets; strings in either kind of quotes;
 * comments after {@code #} or {@code //}. The elements of a list are visited one by one, each under
 * the list's key. Variables are refused.
 */
final class ConfigurationParser {
  private static final ConfigurationValue NONE = new ConfigurationValue("", false);

  private final String file;
  private final String text;
  private final Visitor visitor;
  private final Deque<Scope> scopes = new ArrayDeque<>();
  private int position;
  private int line = 1;

  /** Takes what is in the file, in order. */
  @FunctionalInterface
  interface Visitor {

    /**
     * Takes a value, or the beginning of a block.
     *
     * @param path the key, after the keys of the blocks around it and dots; ends in a brace where a
     *     block begins, and in a bracket where a list does
     * @param value the value; empty for a block or a list
     * @param line the line it is on
     */
    void visit(String path, ConfigurationValue value, int line) throws ProgramException;
  }

  /** A block, or a list, that is open. */
  private record Scope(String path, char end) {
    boolean isList() {
      return end == ']';
    }
  }

  ConfigurationParser(String file, String text, Visitor visitor) {
    this.file = file;
    this.text = text;
    this.visitor = visitor;
  }

  void parse() throws ProgramException {
    skip("\n\r,; \t");
    while (position < text.length()) {
      char next = text.charAt(position);
      Scope scope = scopes.peek();
      if (next == '}' || next == ']') {
        if (scope == null || scope.end() != next) {
          throw problem("unexpected '" + next + "'");
        }
        position++;
        scopes.pop();
      } else if (scope != null && scope.isList()) {
        parseValue(scope.path(), line);
      } else {
        parseEntry(scope);
      }
      skip("\n\r,; \t");
    }
    Scope open = scopes.peek();
    if (open != null) {
      throw problem((open.isList() ? "list" : "block") + " \"" + open.path() + "\" is not closed");
    }
  }

  private void parseEntry(@Nullable Scope scope) throws ProgramException {
    int startLine = line;
    String key = token(":={}[]");
    if (key.isEmpty()) {
      throw problem("expected a key, found '" + text.charAt(position) + "'");
    }
    skip(" \t");
    if (peek() == ':' || peek() == '=') {
      position++;
      skip(" \t");
    }
    parseValue(scope == null ? key : scope.path() + '.' + key, startLine);
  }

  private void parseValue(String path, int startLine) throws ProgramException {
    switch (peek()) {
      case '{' -> {
        position++;
        scopes.push(new Scope(path, '}'));
        visitor.visit(path + '{', NONE, startLine);
      }
      case '[' -> {
        position++;
        scopes.push(new Scope(path, ']'));
        visitor.visit(path + '[', NONE, startLine);
      }
      case '(', '$' ->
          throw problem("unsupported value of \"" + path + "\": neither variables nor text blocks");
      default -> {
        boolean quoted = isQuote(peek());
        String value = token("{}[]");
        if (value.isEmpty() && !quoted) {
          throw problem("no value for \"" + path + "\"");
        }
        visitor.visit(path, new ConfigurationValue(value, quoted), startLine);
      }
    }
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
