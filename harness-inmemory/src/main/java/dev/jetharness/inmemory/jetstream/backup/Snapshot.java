package dev.jetharness.inmemory.jetstream.backup;

import dev.jetharness.inmemory.jetstream.account.StateReport;
import dev.jetharness.inmemory.jetstream.account.StreamAsset;
import dev.jetharness.inmemory.jetstream.archive.ArchiveWriter;
import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import dev.jetharness.inmemory.jetstream.consumer.Consumer;
import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.jetstream.stream.Stream;
import dev.jetharness.inmemory.jetstream.stream.StreamState;
import dev.jetharness.inmemory.json.JsonWriter;
import dev.jetharness.inmemory.subject.SubjectFilter;
import java.util.Comparator;
import java.util.List;

/**
 * A stream as it was at one moment, written to an archive as fast as somebody reads it. Messages
 * are looked up only then, so what was deleted meanwhile is not in it.
 */
public final class Snapshot {
  static final String STATE = "state.json";
  static final String CONSUMERS = "consumers/";

  private final Stream stream;
  private final StreamConfig config;
  private final StreamState state;
  private final ArchiveWriter archive = new ArchiveWriter();
  private long next;
  private boolean complete;

  /**
   * Begins a snapshot.
   *
   * @param withConsumers whether it is to have the stream's consumers
   * @param now the time, in nanoseconds since the epoch
   */
  public Snapshot(StreamAsset asset, boolean withConsumers, long now) {
    stream = asset.stream();
    config = stream.config();
    state = stream.state();
    next = state.firstSequence();
    List<Consumer> consumers = withConsumers ? inOrder(asset) : List.of();
    JsonWriter json = new JsonWriter().beginObject();
    StateReport.write(json, state.withConsumers(consumers.size()));
    archive.entry(STATE, now, json.endObject().toByteArray());
    for (Consumer each : consumers) {
      byte[] entry = ConsumerEntry.write(each, state.lastSequence());
      archive.entry(CONSUMERS + each.name(), now, entry);
    }
  }

  /** The stream's name. */
  public String name() {
    return config.name();
  }

  /** The stream's configuration at the moment of the snapshot. */
  public StreamConfig config() {
    return config;
  }

  /** The stream's state at the moment of the snapshot. */
  public StreamState state() {
    return state;
  }

  /** Reads on; returns less than that many bytes only at the end. */
  byte[] read(int size) {
    while (archive.available() < size && !complete) {
      writeNext();
    }
    return archive.take(size);
  }

  /** Whether the stream is gone, and with it all that belonged to it. */
  boolean isLost() {
    return stream.isDeleted();
  }

  /** The sequence from which on messages were not read yet. */
  long next() {
    return next;
  }

  private void writeNext() {
    StoredMessage message = stream.next(next, SubjectFilter.ALL);
    if (message == null || message.sequence() > state.lastSequence()) {
      archive.end();
      complete = true;
    } else {
      next = message.sequence() + 1;
      archive.entry(
          message.subject(),
          message.timestamp(),
          message.sequence(),
          message.headers(),
          message.payload());
    }
  }

  /** Those that streams copy by are set up anew by whoever copies. */
  private static List<Consumer> inOrder(StreamAsset asset) {
    return asset.consumers().stream()
        .filter(each -> !each.config().isForSourcing())
        .sorted(Comparator.comparingLong(Consumer::created))
        .toList();
  }
}
