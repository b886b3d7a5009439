package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.account.StreamAsset;
import dev.jetharness.inmemory.jetstream.config.StorageType;
import dev.jetharness.inmemory.json.JsonWriter;

/** What the streams of an account take up, by the storage that they were created for. */
final class Usage {
  private long memory;
  private long storage;
  private long reservedMemory;
  private long reservedStorage;

  private Usage() {}

  static Usage of(Assets assets) {
    Usage usage = new Usage();
    assets.streams().forEach(usage::add);
    return usage;
  }

  void describe(JsonWriter json) {
    json.field("memory", memory).field("storage", storage);
    json.field("reserved_memory", reservedMemory).field("reserved_storage", reservedStorage);
  }

  private void add(StreamAsset asset) {
    long used = asset.stream().state().bytes();
    long reserved = Math.max(0, asset.stream().config().maxBytes());
    if (asset.stream().config().storage() == StorageType.MEMORY) {
      memory += used;
      reservedMemory += reserved;
    } else {
      storage += used;
      reservedStorage += reserved;
    }
  }
}
