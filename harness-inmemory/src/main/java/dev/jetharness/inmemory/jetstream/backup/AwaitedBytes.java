package dev.jetharness.inmemory.jetstream.backup;

import dev.jetharness.inmemory.jetstream.account.Resources;
import dev.jetharness.inmemory.jetstream.archive.ArchiveEntry;
import dev.jetharness.inmemory.jetstream.config.StorageType;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.store.MessageSizes;
import java.nio.charset.StandardCharsets;

/**
 * The room that a snapshot says it needs, kept free of other streams until its messages take it.
 */
final class AwaitedBytes {
  private final Resources resources;
  private final StorageType storage;
  private long remaining;

  AwaitedBytes(Resources resources, StorageType storage) {
    this.resources = resources;
    this.storage = storage;
  }

  /** Awaits so many bytes, whether or not there is room for them. */
  void await(long bytes) {
    resources.await(storage, bytes);
    remaining += bytes;
  }

  /** A message comes, for which there must be room even if the snapshot did not say so. */
  void comes(ArchiveEntry message) throws ApiException {
    long additional = size(message) - remaining;
    if (additional > 0) {
      await(additional);
      resources.checkUsed(storage);
    }
  }

  /** A message has come. */
  void came(ArchiveEntry message) {
    await(-Math.min(size(message), remaining));
  }

  /** Nothing more comes. */
  void release() {
    await(-remaining);
  }

  private long size(ArchiveEntry message) {
    int subject = message.name().getBytes(StandardCharsets.UTF_8).length;
    return MessageSizes.of(
        storage, subject, (int) message.headerSize(), (int) message.payloadSize());
  }
}
