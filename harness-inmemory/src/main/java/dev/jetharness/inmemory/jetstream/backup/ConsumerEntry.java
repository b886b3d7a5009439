package dev.jetharness.inmemory.jetstream.backup;

import dev.jetharness.inmemory.jetstream.config.ConsumerConfigJson;
import dev.jetharness.inmemory.jetstream.config.ConsumerConfigReader;
import dev.jetharness.inmemory.jetstream.config.ConsumerRequest;
import dev.jetharness.inmemory.jetstream.config.MetadataView;
import dev.jetharness.inmemory.jetstream.consumer.Consumer;
import dev.jetharness.inmemory.jetstream.consumer.ConsumerProgress;
import dev.jetharness.inmemory.jetstream.consumer.SequencePair;
import dev.jetharness.inmemory.json.JsonException;
import dev.jetharness.inmemory.json.JsonWriter;
import dev.jetharness.inmemory.json.ObjectReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A consumer in a snapshot.
 *
 * @param request its configuration; null if it is missing
 * @param progress how far it was; null if that is missing
 */
record ConsumerEntry(@Nullable ConsumerRequest request, @Nullable ConsumerProgress progress) {

  /** Writes a consumer, no further than the snapshot's last message. */
  static byte[] write(Consumer consumer, long lastSequence) {
    ConsumerProgress progress = consumer.progress();
    JsonWriter json = new JsonWriter().beginObject();
    json.object(
        "config",
        config -> ConsumerConfigJson.write(config, consumer.config(), MetadataView.STORED));
    json.object(
        "state",
        state -> {
          write(state, "delivered", progress.delivered(), lastSequence);
          write(state, "ack_floor", progress.ackFloor(), lastSequence);
          write(state, "pending", pending(progress, lastSequence), ConsumerEntry::writePending);
          write(state, "redelivered", redelivered(progress, lastSequence), JsonWriter::value);
        });
    return json.endObject().toByteArray();
  }

  /** Reads what stands in an archive. */
  static ConsumerEntry read(byte[] utf8) throws JsonException {
    ObjectReader json = ObjectReader.parseFirst(utf8, "SnapshotConsumerState");
    ConsumerRequest request = ConsumerConfigReader.readStored(json);
    ObjectReader state = json.object("state", "ConsumerState");
    ConsumerProgress progress = state == null ? null : progress(state);
    json.finish();
    return new ConsumerEntry(request, progress);
  }

  private static ConsumerProgress progress(ObjectReader json) {
    SequencePair delivered = pair(json.object("delivered", "SequencePair"));
    SequencePair ackFloor = pair(json.object("ack_floor", "SequencePair"));
    List<ConsumerProgress.Pending> pending = new ArrayList<>();
    json.objectsByUint64("pending", "Pending")
        .forEach(
            (sequence, each) ->
                pending.add(
                    new ConsumerProgress.Pending(
                        sequence, each.uint64("Sequence", 0), each.int64("Timestamp", 0))));
    return new ConsumerProgress(delivered, ackFloor, pending, json.uint64ByUint64("redelivered"));
  }

  private static SequencePair pair(@Nullable ObjectReader json) {
    return json == null
        ? new SequencePair(0, 0)
        : new SequencePair(json.uint64("consumer_seq", 0), json.uint64("stream_seq", 0));
  }

  private static void write(JsonWriter json, String name, SequencePair at, long lastSequence) {
    json.object(
        name,
        pair ->
            pair.field("consumer_seq", at.consumer())
                .field("stream_seq", Math.min(at.stream(), lastSequence)));
  }

  /** How a value is written. */
  private interface ValueWriter<V> {
    void write(JsonWriter json, V value);
  }

  /** As in Go's maps with numbers for keys, entries are sorted by the digits. */
  private static <V> void write(
      JsonWriter json, String name, SortedMap<String, V> values, ValueWriter<V> writer) {
    if (!values.isEmpty()) {
      json.object(name, map -> values.forEach((key, value) -> writer.write(map.name(key), value)));
    }
  }

  private static void writePending(JsonWriter json, ConsumerProgress.Pending pending) {
    json.beginObject()
        .field("Sequence", pending.consumerSequence())
        .field("Timestamp", pending.timestamp())
        .endObject();
  }

  private static SortedMap<String, ConsumerProgress.Pending> pending(
      ConsumerProgress progress, long lastSequence) {
    SortedMap<String, ConsumerProgress.Pending> pending = new TreeMap<>();
    for (ConsumerProgress.Pending each : progress.pending()) {
      if (each.sequence() <= lastSequence) {
        pending.put(Long.toString(each.sequence()), each);
      }
    }
    return pending;
  }

  private static SortedMap<String, Long> redelivered(ConsumerProgress progress, long lastSequence) {
    SortedMap<String, Long> redelivered = new TreeMap<>();
    for (Map.Entry<Long, Long> each : progress.redelivered().entrySet()) {
      if (each.getKey() <= lastSequence) {
        redelivered.put(Long.toString(each.getKey()), each.getValue());
      }
    }
    return redelivered;
  }
}
