package dev.jetharness.inmemory.jetstream.backup;

import dev.jetharness.inmemory.json.JsonException;
import dev.jetharness.inmemory.json.ObjectReader;
import org.jspecify.annotations.Nullable;

/**
 * What matters of the state of a stream in a snapshot; all numbers are unsigned.
 *
 * @param messages how many messages it had
 * @param bytes their size
 * @param firstSequence the first sequence
 * @param lastSequence the last sequence
 * @param consumers how many consumers follow
 */
public record StateEntry(
    long messages, long bytes, long firstSequence, long lastSequence, int consumers) {

  /** Reads what stands in an archive. */
  static StateEntry read(byte[] utf8) throws JsonException {
    ObjectReader json = ObjectReader.parseFirst(utf8, "StreamState");
    StateEntry state = read(json);
    json.finish();
    return state;
  }

  /** Reads the members of a state; whoever opened the object finishes it. */
  public static StateEntry read(ObjectReader json) {
    json.time("first_ts");
    json.time("last_ts");
    json.integer("num_subjects", 0);
    json.uint64Map("subjects");
    json.integer("num_deleted", 0);
    json.uint64s("deleted");
    ObjectReader lost = json.object("lost", "LostStreamData");
    if (lost != null) {
      lost.uint64s("msgs");
      lost.uint64("bytes", 0);
    }
    return new StateEntry(
        json.uint64("messages", 0),
        json.uint64("bytes", 0),
        json.uint64("first_seq", 0),
        json.uint64("last_seq", 0),
        json.integer("consumer_count", 0));
  }

  /** Why no stream can be in this state; null if one can. */
  @Nullable String problem() {
    if (consumers < 0) {
      return "negative consumer count";
    }
    if (firstSequence == 0) {
      return messages == 0 && lastSequence == 0 ? null : inconsistent();
    }
    long range = lastSequence - firstSequence + 1;
    if (Long.compareUnsigned(firstSequence, lastSequence) > 0) {
      return messages == 0 && range == 0 ? null : inconsistent();
    }
    return Long.compareUnsigned(messages, range) > 0
        ? "message count exceeds sequence range"
        : null;
  }

  private static String inconsistent() {
    return "inconsistent message count or sequence range";
  }
}
