package dev.jetharness.inmemory.jetstream.account;

import dev.jetharness.inmemory.jetstream.stream.StreamState;
import dev.jetharness.inmemory.json.GoTime;
import dev.jetharness.inmemory.json.JsonWriter;
import dev.jetharness.inmemory.time.BrokerClock;
import java.time.Instant;
import java.util.Map;

/** Writes the {@code state} of a stream. */
public final class StateReport {
  private static final long[] NONE = {};

  private StateReport() {}

  /** Writes the members that are always told. */
  public static void write(JsonWriter json, StreamState state) {
    write(json, state, Map.of(), NONE);
  }

  /**
   * Writes the members.
   *
   * @param subjects how many messages each of some subjects has, in the order to write them
   * @param deleted the sequences without a message to list
   */
  public static void write(
      JsonWriter json, StreamState state, Map<String, Long> subjects, long[] deleted) {
    json.field("messages", state.messages()).field("bytes", state.bytes());
    json.field("first_seq", state.firstSequence());
    json.timeField("first_ts", orZero(state.firstTimestamp()));
    json.field("last_seq", state.lastSequence());
    json.timeField("last_ts", orZero(state.lastTimestamp()));
    json.fieldIfSet("num_subjects", state.subjects());
    if (!subjects.isEmpty()) {
      json.object("subjects", counts -> subjects.forEach(counts::field));
    }
    json.fieldIfSet("num_deleted", Math.max(state.deleted(), deleted.length));
    if (deleted.length > 0) {
      json.name("deleted").beginArray();
      for (long sequence : deleted) {
        json.value(sequence);
      }
      json.endArray();
    }
    json.field("consumer_count", state.consumers());
  }

  private static Instant orZero(long timestamp) {
    return timestamp == 0 ? GoTime.ZERO : BrokerClock.toInstant(timestamp);
  }
}
