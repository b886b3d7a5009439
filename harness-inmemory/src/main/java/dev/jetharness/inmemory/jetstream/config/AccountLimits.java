package dev.jetharness.inmemory.jetstream.config;

/**
 * What an account may have. Negative numbers mean no limit; so does zero, but for the two sizes of
 * all streams together.
 *
 * @param maxMemory how many bytes its streams in memory may take
 * @param maxStorage how many bytes its streams on file may take
 * @param maxStreams how many streams it may have
 * @param maxConsumers how many consumers each of them may have
 * @param maxAckPending the highest max_ack_pending of a consumer
 * @param memoryMaxStreamBytes the highest max_bytes of a stream in memory
 * @param storageMaxStreamBytes the highest max_bytes of a stream on file
 * @param maxBytesRequired whether a stream must set max_bytes
 */
public record AccountLimits(
    long maxMemory,
    long maxStorage,
    long maxStreams,
    long maxConsumers,
    long maxAckPending,
    long memoryMaxStreamBytes,
    long storageMaxStreamBytes,
    boolean maxBytesRequired) {

  /** An account without limits. */
  public static final AccountLimits NONE = new AccountLimits(-1, -1, -1, -1, -1, -1, -1, false);

  /** How many bytes the streams of a kind of storage may take. */
  public long maxBytes(StorageType storage) {
    return storage == StorageType.MEMORY ? maxMemory : maxStorage;
  }

  /** The highest max_bytes of a stream with a kind of storage. */
  public long maxStreamBytes(StorageType storage) {
    return storage == StorageType.MEMORY ? memoryMaxStreamBytes : storageMaxStreamBytes;
  }
}
