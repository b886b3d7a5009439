package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.jetstream.config.ConsumerConfig;
import dev.jetharness.inmemory.jetstream.config.StorageType;
import dev.jetharness.inmemory.jetstream.config.StreamConfig;

/** Where the server would record how far a consumer got; a direct one it only keeps in mind. */
enum Recording {
  NOWHERE,
  IN_MEMORY,
  ON_FILE;

  static Recording of(ConsumerConfig config, StreamConfig stream) {
    if (config.direct()) {
      return NOWHERE;
    }
    boolean onFile = stream.storage() == StorageType.FILE && !config.memoryStorage();
    return onFile ? ON_FILE : IN_MEMORY;
  }
}
