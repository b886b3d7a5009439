package dev.jetharness.inmemory.jetstream.account;

import dev.jetharness.inmemory.jetstream.config.StorageType;
import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * What the streams of an account take up, by the storage that they were created for. Kept as it
 * changes, so that to tell it costs nothing however many streams there are.
 */
final class Usage {
  private final Map<StorageType, Storage> storages = new EnumMap<>(StorageType.class);
  private final Map<StreamAsset, Growth> growths = new HashMap<>();
  private boolean begun;

  Usage() {
    for (StorageType type : StorageType.values()) {
      storages.put(type, new Storage());
    }
  }

  /** Sums of one kind of storage, in bytes. */
  static final class Storage {
    private long used;
    private long usedByReplicas;
    private long reserved;
    private long reservedByReplicas;

    /** What the messages take. */
    long used() {
      return used;
    }

    /** What the messages take with all replicas. */
    long usedByReplicas() {
      return usedByReplicas;
    }

    /** What the messages may come to take. */
    long reserved() {
      return reserved;
    }

    /** What the messages may come to take with all replicas. */
    long reservedByReplicas() {
      return reservedByReplicas;
    }
  }

  /** Counts what one stream takes; how often is told when its configuration has changed. */
  private final class Growth implements LongConsumer {
    private final Storage storage;
    private int replicas;

    Growth(Storage storage, int replicas) {
      this.storage = storage;
      this.replicas = replicas;
    }

    @Override
    public void accept(long change) {
      begun = true;
      storage.used += change;
      storage.usedByReplicas += change * replicas;
    }
  }

  Storage of(StorageType type) {
    Storage storage = storages.get(type);
    if (storage == null) {
      throw new IllegalArgumentException("no storage: " + type);
    }
    return storage;
  }

  /** Whether there ever was a message, or is to be one: until then a server measures nothing. */
  boolean hasBegun() {
    return begun;
  }

  void begin() {
    begun = true;
  }

  /** Forgets that there ever were messages; all streams are gone. */
  void clear() {
    begun = false;
  }

  /** A stream is there; from now on its store tells of every byte. */
  void add(StreamAsset asset) {
    StreamConfig config = asset.stream().config();
    Storage storage = of(config.storage());
    reserve(storage, config, 1);
    Growth growth = new Growth(storage, config.replicas());
    growths.put(asset, growth);
    asset.stream().onResize(growth);
  }

  /** A stream has another configuration than before, on the same storage. */
  void update(StreamAsset asset, StreamConfig before, StreamConfig after) {
    Storage storage = of(after.storage());
    reserve(storage, before, -1);
    reserve(storage, after, 1);
    Growth growth = growths.get(asset);
    if (growth != null) {
      storage.usedByReplicas += asset.stream().bytes() * (after.replicas() - growth.replicas);
      growth.replicas = after.replicas();
    }
  }

  /** A stream is no longer there. */
  void remove(StreamAsset asset) {
    StreamConfig config = asset.stream().config();
    Storage storage = of(config.storage());
    reserve(storage, config, -1);
    Growth growth = growths.remove(asset);
    if (growth != null) {
      growth.accept(-asset.stream().bytes());
    }
  }

  private static void reserve(Storage storage, StreamConfig config, int sign) {
    long bytes = Math.max(0, config.maxBytes());
    storage.reserved += sign * bytes;
    storage.reservedByReplicas += sign * bytes * config.replicas();
  }
}
