package dev.jetharness.inmemory.jetstream.config;

import java.time.Duration;

/**
 * What a server gives to all of its accounts together, and imposes on each stream and consumer.
 *
 * @param maxMemory how many bytes streams in memory may take; negative for no limit
 * @param maxStorage how many bytes streams on file may take; negative for no limit
 * @param duplicateWindow the longest duplicate window; zero for no limit
 * @param maxAckPending the highest max_ack_pending of a consumer; zero for no limit
 * @param maxBatch the highest max_batch of a consumer; zero for no limit
 */
public record ServerLimits(
    long maxMemory, long maxStorage, Duration duplicateWindow, int maxAckPending, int maxBatch) {

  /** A server without limits. */
  public static final ServerLimits NONE = new ServerLimits(-1, -1, Duration.ZERO, 0, 0);

  /** How many bytes the streams of a kind of storage may take. */
  public long maxBytes(StorageType storage) {
    return storage == StorageType.MEMORY ? maxMemory : maxStorage;
  }
}
