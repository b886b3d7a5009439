package dev.jetharness.inmemory.jetstream.account;

import dev.jetharness.inmemory.jetstream.config.StorageType;
import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import dev.jetharness.inmemory.json.JsonWriter;

/**
 * What the streams of an account take up, by the storage that they were created for. Kept as it
 * changes, so that to tell it costs nothing however many streams there are.
 */
public final class Usage {
  private final Storage memory = new Storage();
  private final Storage file = new Storage();

  private static final class Storage {
    private long used;
    private long reserved;
  }

  /** Writes the four numbers. */
  public void describe(JsonWriter json) {
    json.field("memory", memory.used).field("storage", file.used);
    json.field("reserved_memory", memory.reserved).field("reserved_storage", file.reserved);
  }

  /** A stream is there; from now on its store tells of every byte. */
  void add(StreamAsset asset) {
    StreamConfig config = asset.stream().config();
    Storage storage = of(config);
    storage.reserved += reserved(config);
    asset.stream().onResize(change -> storage.used += change);
  }

  /** A stream has another configuration than before, on the same storage. */
  void update(StreamConfig before, StreamConfig after) {
    of(after).reserved += reserved(after) - reserved(before);
  }

  /** A stream is no longer there. */
  void remove(StreamAsset asset) {
    StreamConfig config = asset.stream().config();
    of(config).reserved -= reserved(config);
    of(config).used -= asset.stream().state().bytes();
  }

  private Storage of(StreamConfig config) {
    return config.storage() == StorageType.MEMORY ? memory : file;
  }

  private static long reserved(StreamConfig config) {
    return Math.max(0, config.maxBytes());
  }
}
