package dev.jetharness.inmemory.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jetharness.inmemory.json.JsonValue.JsonArray;
import dev.jetharness.inmemory.json.JsonValue.JsonNull;
import dev.jetharness.inmemory.json.JsonValue.JsonObject;
import dev.jetharness.inmemory.json.JsonValue.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object as Go's encoding/json decodes a struct: keys match without case, of duplicate
 * keys the last counts, null leaves a default in place, and a wrong type is an error that names the
 * struct's field. Errors are kept until {@link #finish}, which reports the first in the document.
 *
 * <p>A key that nobody asked for by then is an unknown field. Not thread-safe.
 */
public final class ObjectReader {
  private final byte[] source;
  private final GoDecoder decoder;
  private final boolean strict;
  private final String path;
  private final List<Member> members;
  private final Set<String> known = new HashSet<>();
  private final List<ObjectReader> children = new ArrayList<>();

  private ObjectReader(
      byte[] source, GoDecoder decoder, boolean strict, String path, List<Member> members) {
    this.source = source;
    this.decoder = decoder;
    this.strict = strict;
    this.path = path;
    this.members = members;
  }

  /** Decodes a member that has a syntax of its own; it sees null, too. */
  @FunctionalInterface
  public interface Decoder<T> {
    T decode(String json) throws JsonException;
  }

  /**
   * Parses a request body.
   *
   * <p>Strict is how the server reads requests by default: unknown fields are refused, syntax
   * errors say where they are, an empty body is an object without members, and further documents
   * behind the first add to it. Otherwise it is read as by {@code json.Unmarshal}.
   *
   * @param utf8 the body
   * @param goType the server's name of the struct, without its package, for error texts
   * @param strict whether unknown fields and bad syntax are told as in strict mode
   * @throws JsonException if the body is not JSON
   */
  public static ObjectReader parse(byte[] utf8, String goType, boolean strict)
      throws JsonException {
    GoDecoder decoder = new GoDecoder(goType);
    DocumentReader documents = new DocumentReader(utf8, decoder, goType);
    return new ObjectReader(
        utf8, decoder, strict, "", strict ? documents.strictly() : documents.alone());
  }

  /**
   * Parses the first document, as a {@code json.Decoder} reads it: unknown fields and what follows
   * are not looked at.
   *
   * @param utf8 the document
   * @param goType the server's name of the struct, without its package, for error texts
   * @throws JsonException if there is no document, or it is not JSON
   */
  public static ObjectReader parseFirst(byte[] utf8, String goType) throws JsonException {
    GoDecoder decoder = new GoDecoder(goType);
    DocumentReader documents = new DocumentReader(utf8, decoder, goType);
    return new ObjectReader(utf8, decoder, false, "", documents.first());
  }

  /** Whether there is no member at all. */
  public boolean isEmpty() {
    return members.isEmpty();
  }

  /** Whether there is such a member and it is not null. */
  public boolean has(String key) {
    JsonValue value = last(key);
    return value != null && !(value instanceof JsonNull);
  }

  /** The last such member as it is written, or "" if there is none. */
  public String rawOf(String key) {
    JsonValue value = last(key);
    return value == null ? "" : raw(value);
  }

  /**
   * Which of some lists are there and empty. In Go an empty list is not the same as none, and
   * whoever compares can tell.
   */
  public Set<String> emptyLists(String... keys) {
    return Arrays.stream(keys)
        .filter(key -> last(key) instanceof JsonArray array && array.elements().isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** A string. */
  public String string(String key, String orElse) {
    String result = orElse;
    for (Member member : withKey(key)) {
      result = decoder.string(member.value(), pathTo(member), result);
    }
    return result;
  }

  /** An {@code int64}. */
  public long int64(String key, long orElse) {
    return integer(key, "int64", Long.MIN_VALUE, Long.MAX_VALUE, orElse);
  }

  /** An {@code int32}. */
  public int int32(String key, int orElse) {
    return (int) integer(key, "int32", Integer.MIN_VALUE, Integer.MAX_VALUE, orElse);
  }

  /** An {@code int}, which has 64 bits in Go; what does not fit into 32 is clamped. */
  public int integer(String key, int orElse) {
    long value = integer(key, "int", Long.MIN_VALUE, Long.MAX_VALUE, orElse);
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
  }

  /** A {@code uint64}; above {@link Long#MAX_VALUE} it is to be read as unsigned. */
  public long uint64(String key, long orElse) {
    long result = orElse;
    for (Member member : withKey(key)) {
      result = decoder.unsigned(member.value(), pathTo(member), result);
    }
    return result;
  }

  /** A boolean. */
  public boolean bool(String key, boolean orElse) {
    boolean result = orElse;
    for (Member member : withKey(key)) {
      result = decoder.bool(member.value(), pathTo(member), result);
    }
    return result;
  }

  /** A duration in nanoseconds; zero if absent. */
  public Duration duration(String key) {
    return Duration.ofNanos(integer(key, GoDecoder.DURATION, Long.MIN_VALUE, Long.MAX_VALUE, 0));
  }

  /** A list of durations in nanoseconds. */
  public List<Duration> durations(String key) {
    List<Duration> result = new ArrayList<>();
    readElements(
        key,
        "[]" + GoDecoder.DURATION,
        result,
        (value, at) ->
            Duration.ofNanos(
                decoder.integer(value, at, GoDecoder.DURATION, Long.MIN_VALUE, Long.MAX_VALUE, 0)));
    return result;
  }

  /** An RFC 3339 time, or null if absent. */
  public @Nullable Instant time(String key) {
    WrittenTime time = writtenTime(key);
    return time == null ? null : time.instant();
  }

  /** An RFC 3339 time with the offset that it is written with, or null if absent. */
  public @Nullable WrittenTime writtenTime(String key) {
    WrittenTime result = null;
    for (Member member : withKey(key)) {
      result = decoder.time(member.value(), pathTo(member));
    }
    return result;
  }

  /** A list of strings; null in it is the empty string. */
  public List<String> strings(String key) {
    List<String> result = new ArrayList<>();
    readElements(key, "[]string", result, (value, at) -> decoder.string(value, at, ""));
    return result;
  }

  /** A list of {@code uint64}; null in it is 0. */
  public List<Long> uint64s(String key) {
    List<Long> result = new ArrayList<>();
    readElements(key, "[]uint64", result, (value, at) -> decoder.unsigned(value, at, 0));
    return result;
  }

  /** A map of strings, in the order of the document. */
  public Map<String, String> stringMap(String key) {
    return readMap(
        key, "map[string]string", Entry::key, (value, at) -> decoder.string(value, at, ""));
  }

  /** A map of {@code uint64} by text, in the order of the document. */
  public Map<String, Long> uint64Map(String key) {
    return readMap(key, "map[string]uint64", Entry::key, this::unsigned);
  }

  /** A map of {@code uint64} by {@code uint64}, in the order of the document. */
  public Map<Long, Long> uint64ByUint64(String key) {
    return readMap(key, "map[uint64]uint64", this::unsignedKey, this::unsigned);
  }

  /** A map of objects by {@code uint64}, in the order of the document; null is an empty object. */
  public Map<Long, ObjectReader> objectsByUint64(String key, String goType) {
    return readMap(
        key,
        "map[uint64]*" + GoDecoder.PACKAGE + goType,
        this::unsignedKey,
        (value, at) -> child(at, decoder.membersOf(value, at, goType)));
  }

  /** An object, or null if absent; a second one under the same key adds to the first. */
  public @Nullable ObjectReader object(String key, String goType) {
    List<Member> merged = null;
    String at = "";
    for (Member member : withKey(key)) {
      if (member.value() instanceof JsonNull) {
        merged = null;
      } else {
        at = pathTo(member);
        merged = merged == null ? new ArrayList<>() : merged;
        merged.addAll(decoder.membersOf(member.value(), at, goType));
      }
    }
    return merged == null ? null : child(at, merged);
  }

  /**
   * A list of objects.
   *
   * @param goType the server's name of the element, with a leading {@code *} if it is a pointer
   */
  public List<ObjectReader> objects(String key, String goType) {
    String structure = goType.startsWith("*") ? goType.substring(1) : goType;
    String listType = "[]" + (goType.startsWith("*") ? "*" : "") + GoDecoder.PACKAGE + structure;
    List<ObjectReader> result = new ArrayList<>();
    readElements(
        key, listType, result, (value, at) -> child(at, decoder.membersOf(value, at, structure)));
    return result;
  }

  /** A member with a syntax of its own. */
  public <T> T custom(String key, T orElse, Decoder<T> custom) {
    T result = orElse;
    for (Member member : withKey(key)) {
      try {
        result = custom.decode(raw(member.value()));
      } catch (JsonException e) {
        decoder.error(member.value().start(), e.getMessage());
      }
    }
    return result;
  }

  /**
   * Ends the reading.
   *
   * @throws JsonException for the first thing in the document that is wrong, if anything is
   */
  public void finish() throws JsonException {
    refuseUnknown();
    decoder.throwFirst();
  }

  private void refuseUnknown() {
    if (strict) {
      for (Member member : members) {
        if (!known.contains(member.key().toLowerCase(Locale.ROOT))) {
          decoder.error(member.start(), "json: unknown field " + GoText.quote(member.key()));
        }
      }
      children.forEach(ObjectReader::refuseUnknown);
    }
  }

  private long integer(String key, String goType, long min, long max, long orElse) {
    long result = orElse;
    for (Member member : withKey(key)) {
      result = decoder.integer(member.value(), pathTo(member), goType, min, max, result);
    }
    return result;
  }

  /** Decodes one element of a list. */
  private interface ElementDecoder<T> {
    T decode(JsonValue value, String path);
  }

  private <T> void readElements(
      String key, String listType, List<T> into, ElementDecoder<T> elements) {
    for (Member member : withKey(key)) {
      into.clear();
      if (member.value() instanceof JsonArray array) {
        for (int i = 0; i < array.elements().size(); i++) {
          String at = pathTo(member) + "." + i;
          into.add(elements.decode(array.elements().get(i), at));
        }
      } else if (!(member.value() instanceof JsonNull)) {
        decoder.mismatch(member.value(), pathTo(member), listType);
      }
    }
  }

  /** An entry of a map, and where it is. */
  private record Entry(Member member, String path) {
    String key() {
      return member.key();
    }
  }

  /** In Go a key that is no number is told of as if it were the value. */
  private long unsignedKey(Entry entry) {
    return decoder.unsigned(
        new JsonValue.JsonNumber(entry.member().start(), entry.member().start(), entry.key()),
        entry.path(),
        0);
  }

  private long unsigned(JsonValue value, String at) {
    return decoder.unsigned(value, at, 0);
  }

  private <K, V> Map<K, V> readMap(
      String key, String mapType, Function<Entry, K> keys, ElementDecoder<V> values) {
    Map<K, V> result = new LinkedHashMap<>();
    for (Member member : withKey(key)) {
      if (member.value() instanceof JsonNull) {
        result.clear();
      } else if (member.value() instanceof JsonObject map) {
        for (Member each : map.members()) {
          String at = pathTo(member) + "." + GoDecoder.pathToken(each.key());
          result.put(keys.apply(new Entry(each, at)), values.decode(each.value(), at));
        }
      } else {
        decoder.mismatch(member.value(), pathTo(member), mapType);
      }
    }
    return result;
  }

  private ObjectReader child(String childPath, List<Member> childMembers) {
    ObjectReader child = new ObjectReader(source, decoder, strict, childPath, childMembers);
    children.add(child);
    return child;
  }

  private @Nullable JsonValue last(String key) {
    JsonValue last = null;
    for (Member member : withKey(key)) {
      last = member.value();
    }
    return last;
  }

  private List<Member> withKey(String key) {
    known.add(key.toLowerCase(Locale.ROOT));
    List<Member> found = List.of();
    for (Member member : members) {
      if (member.key().equalsIgnoreCase(key)) {
        found = found.isEmpty() ? new ArrayList<>(1) : found;
        found.add(member);
      }
    }
    return found;
  }

  private String pathTo(Member member) {
    String token = GoDecoder.pathToken(member.key());
    return path.isEmpty() ? token : path + "." + token;
  }

  private String raw(JsonValue value) {
    return new String(source, value.start(), value.end() - value.start(), UTF_8);
  }
}
