package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.json.JsonWriter;
import java.util.List;

/**
 * A page of a sorted list.
 *
 * @param total how many there are in all
 * @param offset where the page begins
 * @param limit how many a page has at most
 * @param items what is on it
 */
record Page<T>(int total, int offset, int limit, List<T> items) {

  /** The page at an offset; one that is out of range is moved to the nearest end. */
  static <T> Page<T> of(List<T> all, int offset, int limit) {
    int start = Math.min(Math.max(offset, 0), all.size());
    int end = Math.min(start + limit, all.size());
    return new Page<>(all.size(), start, limit, all.subList(start, end));
  }

  void describe(JsonWriter json) {
    describe(json, total, offset, limit);
  }

  /** Writes the numbers of a page that is not there. */
  static void describeNone(JsonWriter json) {
    describe(json, 0, 0, 0);
  }

  static void describe(JsonWriter json, int total, int offset, int limit) {
    json.field("total", total).field("offset", offset).field("limit", limit);
  }
}
