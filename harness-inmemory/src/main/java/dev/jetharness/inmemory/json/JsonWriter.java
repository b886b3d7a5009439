package dev.jetharness.inmemory.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Writes one JSON document, members in the order of the calls and text escaped as Go's encoder does
 * (so {@code <}, {@code >} and {@code &} too). Methods named {@code …IfSet} leave out what is zero,
 * false or empty, like Go's omitempty. Not thread-safe.
 */
public final class JsonWriter {
  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out = new StringBuilder(256);
  private boolean afterValue;

  /** Begins an object. */
  public JsonWriter beginObject() {
    return begin('{');
  }

  /** Ends an object. */
  public JsonWriter endObject() {
    return end('}');
  }

  /** Begins an array. */
  public JsonWriter beginArray() {
    return begin('[');
  }

  /** Ends an array. */
  public JsonWriter endArray() {
    return end(']');
  }

  /** Writes a member's name; its value comes next. */
  public JsonWriter name(String name) {
    separate();
    quote(name);
    out.append(':');
    afterValue = false;
    return this;
  }

  /** Writes a string. */
  public JsonWriter value(String value) {
    separate();
    quote(value);
    return this;
  }

  /** Writes a number. */
  public JsonWriter value(long value) {
    separate();
    out.append(value);
    return this;
  }

  /** Writes a boolean. */
  public JsonWriter value(boolean value) {
    separate();
    out.append(value);
    return this;
  }

  /** Writes null. */
  public JsonWriter nullValue() {
    separate();
    out.append("null");
    return this;
  }

  /** Writes a value that is JSON already. */
  public JsonWriter raw(byte[] json) {
    separate();
    out.append(new String(json, UTF_8));
    return this;
  }

  public JsonWriter field(String name, String value) {
    return name(name).value(value);
  }

  public JsonWriter field(String name, long value) {
    return name(name).value(value);
  }

  public JsonWriter field(String name, boolean value) {
    return name(name).value(value);
  }

  /** Writes a {@code uint64}. */
  public JsonWriter unsignedField(String name, long value) {
    return name(name).raw(Long.toUnsignedString(value).getBytes(UTF_8));
  }

  public JsonWriter fieldIfSet(String name, String value) {
    return value.isEmpty() ? this : field(name, value);
  }

  public JsonWriter fieldIfSet(String name, long value) {
    return value == 0 ? this : field(name, value);
  }

  public JsonWriter fieldIfSet(String name, boolean value) {
    return value ? field(name, true) : this;
  }

  /** Writes a list of strings unless it is empty. */
  public JsonWriter fieldIfSet(String name, List<String> values) {
    if (!values.isEmpty()) {
      name(name).beginArray();
      values.forEach(this::value);
      endArray();
    }
    return this;
  }

  /** Writes a map, sorted by key as Go does, unless it is empty. */
  public JsonWriter fieldIfSet(String name, Map<String, String> values) {
    if (!values.isEmpty()) {
      object(name, json -> new TreeMap<>(values).forEach(json::field));
    }
    return this;
  }

  /** Writes bytes in base64, padded. */
  public JsonWriter base64Field(String name, byte[] value) {
    return field(name, Base64.getEncoder().encodeToString(value));
  }

  /** Writes a time in UTC, down to the nanosecond. */
  public JsonWriter timeField(String name, Instant value) {
    return field(name, GoTime.format(value));
  }

  /** Writes a time with its offset from UTC, down to the nanosecond. */
  public JsonWriter timeField(String name, WrittenTime value) {
    return field(name, GoTime.format(value));
  }

  /** Writes a member that is an object with the members that {@code body} writes. */
  public JsonWriter object(String name, Consumer<JsonWriter> body) {
    name(name).beginObject();
    body.accept(this);
    return endObject();
  }

  /** The document, in UTF-8. */
  public byte[] toByteArray() {
    return out.toString().getBytes(UTF_8);
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private JsonWriter begin(char bracket) {
    separate();
    out.append(bracket);
    afterValue = false;
    return this;
  }

  private JsonWriter end(char bracket) {
    out.append(bracket);
    afterValue = true;
    return this;
  }

  private void separate() {
    if (afterValue) {
      out.append(',');
    }
    afterValue = true;
  }

  private void quote(String text) {
    out.append('"');
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isPlain(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c) && Character.isSurrogatePair(c, next(text, i))) {
        i++;
        continue;
      }
      out.append(text, start, i);
      escape(c);
      start = i + 1;
    }
    out.append(text, start, text.length()).append('"');
  }

  private static boolean isPlain(char c) {
    return switch (c) {
      case '"', '\\', '<', '>', '&', '\u2028', '\u2029' -> false;
      default -> c >= ' ' && !Character.isSurrogate(c);
    };
  }

  private static char next(String text, int index) {
    return index + 1 < text.length() ? text.charAt(index + 1) : 0;
  }

  private void escape(char c) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append(c);
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        int code = Character.isSurrogate(c) ? 0xfffd : c;
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(HEX.charAt(code >> shift & 0xf));
        }
      }
    }
  }
}
