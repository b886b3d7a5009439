package dev.jetharness.inmemory.json;

import dev.jetharness.inmemory.json.JsonValue.JsonBoolean;
import dev.jetharness.inmemory.json.JsonValue.JsonNull;
import dev.jetharness.inmemory.json.JsonValue.JsonNumber;
import dev.jetharness.inmemory.json.JsonValue.JsonObject;
import dev.jetharness.inmemory.json.JsonValue.JsonString;
import dev.jetharness.inmemory.json.JsonValue.Member;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns JSON values into Go's basic types. Goes on after an error, as Go does, and keeps the one
 * that is first in the document.
 */
final class GoDecoder {
  /** The package of the server's structs, which Go's messages name. */
  static final String PACKAGE = "server.";

  static final String DURATION = "time.Duration";

  private static final BigInteger MAX_UINT64 =
      BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private final String root;
  private @Nullable String firstError;
  private int firstOffset = Integer.MAX_VALUE;

  GoDecoder(String root) {
    this.root = root;
  }

  /** Notes an error at an offset of the document. */
  void error(int offset, String message) {
    if (offset < firstOffset) {
      firstOffset = offset;
      firstError = message;
    }
  }

  void throwFirst() throws JsonException {
    if (firstError != null) {
      throw new JsonException(firstError);
    }
  }

  /** Notes that a value cannot become a Go type. */
  void mismatch(JsonValue value, String path, String goType) {
    mismatch(value, value.kind(), path, goType);
  }

  private void mismatch(JsonValue value, String shown, String path, String goType) {
    String target;
    if (path.isEmpty()) {
      target = "Go value";
    } else if (endsInIndex(path)) {
      target = root + "." + path;
    } else {
      target = "Go struct field " + root + "." + path;
    }
    error(
        value.start(),
        "json: cannot unmarshal " + shown + " into " + target + " of type " + goType);
  }

  /** The members of an object; none of null. */
  List<Member> membersOf(JsonValue value, String path, String structure) {
    if (value instanceof JsonObject object) {
      return object.members();
    }
    if (!(value instanceof JsonNull)) {
      mismatch(value, path, PACKAGE + structure);
    }
    return List.of();
  }

  String string(JsonValue value, String path, String orElse) {
    if (value instanceof JsonString string) {
      return string.value();
    }
    if (!(value instanceof JsonNull)) {
      mismatch(value, path, "string");
    }
    return orElse;
  }

  boolean bool(JsonValue value, String path, boolean orElse) {
    if (value instanceof JsonBoolean bool) {
      return bool.value();
    }
    if (!(value instanceof JsonNull)) {
      mismatch(value, path, "bool");
    }
    return orElse;
  }

  long integer(JsonValue value, String path, String goType, long min, long max, long orElse) {
    return number(value, path, goType, BigInteger.valueOf(min), BigInteger.valueOf(max), orElse);
  }

  long unsigned(JsonValue value, String path, long orElse) {
    return number(value, path, "uint64", BigInteger.ZERO, MAX_UINT64, orElse);
  }

  private long number(
      JsonValue value, String path, String goType, BigInteger min, BigInteger max, long orElse) {
    if (value instanceof JsonNull) {
      return orElse;
    }
    if (!(value instanceof JsonNumber number)) {
      mismatch(value, path, goType);
      return orElse;
    }
    String text = number.text();
    boolean negative = text.startsWith("-");
    // A map's key is text that may be anything.
    if (text.length() > (negative ? 1 : 0)
        && text.chars().skip(negative ? 1 : 0).allMatch(c -> c >= '0' && c <= '9')
        && !(negative && min.signum() == 0)) {
      BigInteger integer = new BigInteger(text);
      if (integer.compareTo(min) >= 0 && integer.compareTo(max) <= 0) {
        return integer.longValue();
      }
    }
    mismatch(value, "number " + text, path, goType);
    return orElse;
  }

  @Nullable WrittenTime time(JsonValue value, String path) {
    if (value instanceof JsonString string) {
      try {
        return GoTime.parse(string.value());
      } catch (JsonException e) {
        error(value.start(), e.getMessage());
      }
    } else if (!(value instanceof JsonNull)) {
      mismatch(value, path, "time.Time");
    }
    return null;
  }

  /** A key as Go shows it in a path: a token of a JSON pointer. */
  static String pathToken(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  private static boolean endsInIndex(String path) {
    String last = path.substring(path.lastIndexOf('.') + 1);
    return !last.isEmpty() && last.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
