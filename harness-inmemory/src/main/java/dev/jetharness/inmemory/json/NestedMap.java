package dev.jetharness.inmemory.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jetharness.inmemory.json.JsonParser.SyntaxException;
import dev.jetharness.inmemory.json.JsonValue.JsonNull;
import dev.jetharness.inmemory.json.JsonValue.Member;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Maps of strings in a map, as Go reads and writes a {@code map[string]map[string]string}: keys are
 * told apart by case, of duplicate keys the last counts, null is a map that is not there.
 */
public final class NestedMap {
  private static final String TYPE = "map";

  /** Go sorts by bytes. */
  private static final Comparator<String> BY_BYTES =
      Comparator.comparing(key -> key.getBytes(UTF_8), Arrays::compareUnsigned);

  private final SortedMap<String, @Nullable SortedMap<String, String>> maps =
      new TreeMap<>(BY_BYTES);

  /** A map without any. */
  public NestedMap() {}

  /** A copy. */
  public NestedMap(NestedMap other) {
    other.maps.forEach((key, inner) -> maps.put(key, inner == null ? null : new TreeMap<>(inner)));
  }

  /**
   * Parses one document.
   *
   * @throws JsonException if it is not JSON, or has other types
   */
  public static NestedMap parse(String json) throws JsonException {
    GoDecoder decoder = new GoDecoder(TYPE);
    NestedMap result = new NestedMap();
    for (Member member : decoder.membersOf(document(json), "", TYPE)) {
      SortedMap<String, String> inner = null;
      if (!(member.value() instanceof JsonNull)) {
        inner = new TreeMap<>(BY_BYTES);
        for (Member entry : decoder.membersOf(member.value(), "", TYPE)) {
          inner.put(entry.key(), decoder.string(entry.value(), "", ""));
        }
      }
      result.maps.put(member.key(), inner);
    }
    decoder.throwFirst();
    return result;
  }

  public boolean isEmpty() {
    return maps.isEmpty();
  }

  /** The value under two keys, "" if there is none. */
  public String get(String key, String innerKey) {
    SortedMap<String, String> inner = maps.get(key);
    return inner == null ? "" : inner.getOrDefault(innerKey, "");
  }

  /** Puts a value under two keys. */
  public void put(String key, String innerKey, String value) {
    maps.computeIfAbsent(key, absent -> new TreeMap<>(BY_BYTES)).put(innerKey, value);
  }

  /** The document. */
  public String toJson() {
    JsonWriter json = new JsonWriter().beginObject();
    maps.forEach(
        (key, inner) -> {
          if (inner == null) {
            json.name(key).nullValue();
          } else {
            json.object(key, members -> inner.forEach(members::field));
          }
        });
    return json.endObject().toString();
  }

  private static JsonValue document(String json) throws JsonException {
    JsonParser parser = new JsonParser(json.getBytes(UTF_8));
    try {
      JsonValue document = parser.next();
      if (document == null) {
        throw new JsonException("unexpected end of JSON input");
      }
      if (parser.hasMore()) {
        throw parser.unexpectedCharacter("after top-level value");
      }
      return document;
    } catch (SyntaxException e) {
      throw new JsonException(e.getMessage());
    }
  }
}
