package dev.jetharness.inmemory.json;

import java.util.List;

/** A value in a JSON document, and the bytes that it spans. */
sealed interface JsonValue {

  /** The offset of its first byte. */
  int start();

  /** The offset behind its last byte. */
  int end();

  /** Its kind, as Go's messages name it. */
  String kind();

  /** An object; members in the order of the document, duplicates included. */
  record JsonObject(int start, int end, List<Member> members) implements JsonValue {
    @Override
    public String kind() {
      return "object";
    }
  }

  /** A member of an object. */
  record Member(int start, String key, JsonValue value) {}

  /** An array. */
  record JsonArray(int start, int end, List<JsonValue> elements) implements JsonValue {
    @Override
    public String kind() {
      return "array";
    }
  }

  /** A string, its escapes resolved. */
  record JsonString(int start, int end, String value) implements JsonValue {
    @Override
    public String kind() {
      return "string";
    }
  }

  /** A number, as it was written. */
  record JsonNumber(int start, int end, String text) implements JsonValue {
    @Override
    public String kind() {
      return "number";
    }
  }

  /** True or false. */
  record JsonBoolean(int start, int end, boolean value) implements JsonValue {
    @Override
    public String kind() {
      return "bool";
    }
  }

  /** The null literal. */
  record JsonNull(int start, int end) implements JsonValue {
    @Override
    public String kind() {
      return "null";
    }
  }
}
