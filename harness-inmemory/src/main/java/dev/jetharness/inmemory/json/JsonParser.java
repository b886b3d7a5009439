package dev.jetharness.inmemory.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jetharness.inmemory.json.JsonValue.JsonArray;
import dev.jetharness.inmemory.json.JsonValue.JsonBoolean;
import dev.jetharness.inmemory.json.JsonValue.JsonNull;
import dev.jetharness.inmemory.json.JsonValue.JsonNumber;
import dev.jetharness.inmemory.json.JsonValue.JsonObject;
import dev.jetharness.inmemory.json.JsonValue.Member;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses a row of JSON documents. Refuses what Go refuses, in its words. */
final class JsonParser {
  /** Far beyond what any request nests, and safe for the stack. */
  private static final int MAX_DEPTH = 1000;

  private static final String BEGINNING_OF_VALUE = "looking for beginning of value";

  private final byte[] source;
  private int position;

  JsonParser(byte[] source) {
    this.source = source;
  }

  /** A document is not well-formed. */
  static final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What Go's offset is: how many bytes had been read, or -1 if the end came too soon. */
    final int offset;

    private final String text;

    SyntaxException(String text, int offset) {
      super(text, null, false, false);
      this.text = text;
      this.offset = offset;
    }

    @Override
    public String getMessage() {
      return text;
    }
  }

  /** The next document, or null at the end. */
  @Nullable JsonValue next() throws SyntaxException {
    skipSpace();
    return position == source.length ? null : value(1);
  }

  /** Whether anything but white space follows. */
  boolean hasMore() {
    skipSpace();
    return position < source.length;
  }

  int position() {
    return position;
  }

  /** The error of having something here at all. */
  SyntaxException unexpectedCharacter(String where) {
    StringDecoder decoder = new StringDecoder(source, position);
    return new SyntaxException(
        "invalid character " + decoder.quotedCharacter() + " " + where, decoder.end());
  }

  private JsonValue value(int depth) throws SyntaxException {
    int start = position;
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> {
        String text = string();
        yield new JsonValue.JsonString(start, position, text);
      }
      case 't' -> {
        literal("true");
        yield new JsonBoolean(start, position, true);
      }
      case 'f' -> {
        literal("false");
        yield new JsonBoolean(start, position, false);
      }
      case 'n' -> {
        literal("null");
        yield new JsonNull(start, position);
      }
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> throw unexpectedCharacter(BEGINNING_OF_VALUE);
    };
  }

  private JsonObject object(int depth) throws SyntaxException {
    int start = enter(depth);
    List<Member> members = new ArrayList<>();
    if (peek() != '}') {
      do {
        if (peek() != '"') {
          throw unexpectedCharacter("looking for beginning of object key string");
        }
        int keyStart = position;
        String key = string();
        if (peek() != ':') {
          throw unexpectedCharacter("after object key");
        }
        position++;
        skipSpace();
        members.add(new Member(keyStart, key, value(depth + 1)));
      } while (another('}', "after object key:value pair"));
    }
    position++;
    return new JsonObject(start, position, members);
  }

  private JsonArray array(int depth) throws SyntaxException {
    int start = enter(depth);
    List<JsonValue> elements = new ArrayList<>();
    if (peek() != ']') {
      do {
        skipSpace();
        elements.add(value(depth + 1));
      } while (another(']', "after array element"));
    }
    position++;
    return new JsonArray(start, position, elements);
  }

  private int enter(int depth) throws SyntaxException {
    if (depth > MAX_DEPTH) {
      throw new SyntaxException("exceeded max depth", position);
    }
    return position++;
  }

  /** Steps over a comma; stays before the end of the object or array. */
  private boolean another(char end, String where) throws SyntaxException {
    int next = peek();
    if (next == ',') {
      position++;
      skipSpace();
      return true;
    }
    if (next == end) {
      return false;
    }
    throw unexpectedCharacter(where);
  }

  private void literal(String literal) throws SyntaxException {
    for (int i = 0; i < literal.length(); i++) {
      if (at() != literal.charAt(i)) {
        throw unexpectedCharacter(
            "in literal %s (expecting '%s')".formatted(literal, literal.charAt(i)));
      }
      position++;
    }
  }

  private JsonNumber number() throws SyntaxException {
    int start = position;
    if (at() == '-') {
      position++;
    }
    if (at() == '0') {
      position++;
    } else {
      digits();
    }
    if (position < source.length && source[position] == '.') {
      position++;
      digits();
    }
    if (position < source.length && (source[position] | 0x20) == 'e') {
      position++;
      if (at() == '+' || at() == '-') {
        position++;
      }
      digits();
    }
    return new JsonNumber(start, position, new String(source, start, position - start, UTF_8));
  }

  private void digits() throws SyntaxException {
    if (at() < '0' || at() > '9') {
      throw unexpectedCharacter("in numeric literal");
    }
    while (position < source.length && source[position] >= '0' && source[position] <= '9') {
      position++;
    }
  }

  private String string() throws SyntaxException {
    StringDecoder decoder = new StringDecoder(source, position);
    String text = decoder.decode();
    position = decoder.end();
    return text;
  }

  /** The next byte that is not white space. */
  private int peek() throws SyntaxException {
    skipSpace();
    return at();
  }

  private int at() throws SyntaxException {
    if (position == source.length) {
      throw new SyntaxException("unexpected EOF", -1);
    }
    return source[position];
  }

  private void skipSpace() {
    while (position < source.length
        && (source[position] == ' '
            || source[position] == '\t'
            || source[position] == '\r'
            || source[position] == '\n')) {
      position++;
    }
  }
}
