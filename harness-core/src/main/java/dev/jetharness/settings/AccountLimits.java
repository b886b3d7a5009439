package dev.jetharness.settings;

/**
 * What a JetStream account may have: the limits that {@code $JS.API.INFO} reports, and that an
 * operator sets for the account of an application. Zero and below mean no limit, but for the two
 * sizes of all streams together, where zero means none at all.
 *
 * <pre>{@code
 * Brokers.inMemory().accountLimits(AccountLimits.none().maxStreams(5).maxBytesRequired(true)).start()
 * }</pre>
 *
 * @param maxMemory how many bytes the streams in memory may take together
 * @param maxStorage how many bytes the streams on file may take together
 * @param maxStreams how many streams there may be
 * @param maxConsumers how many consumers each stream may have
 * @param maxAckPending how many unacknowledged messages each consumer may have
 * @param memoryMaxStreamBytes the highest {@code max_bytes} of a stream in memory, in bytes
 * @param storageMaxStreamBytes the highest {@code max_bytes} of a stream on file, in bytes
 * @param maxBytesRequired whether each stream must set {@code max_bytes}
 * @since 0.1
 */
public record AccountLimits(
    long maxMemory,
    long maxStorage,
    int maxStreams,
    int maxConsumers,
    int maxAckPending,
    long memoryMaxStreamBytes,
    long storageMaxStreamBytes,
    boolean maxBytesRequired) {
  private static final AccountLimits NONE = new AccountLimits(-1, -1, -1, -1, -1, -1, -1, false);

  /**
   * Returns no limits.
   *
   * @return the limits of an account that has none
   */
  public static AccountLimits none() {
    return NONE;
  }

  /**
   * Returns limits that differ in the size of all streams in memory.
   *
   * @param bytes how many bytes they may take together, as nats-server counts; negative for no
   *     limit
   * @return new limits
   */
  public AccountLimits maxMemory(long bytes) {
    return new AccountLimits(
        bytes,
        maxStorage,
        maxStreams,
        maxConsumers,
        maxAckPending,
        memoryMaxStreamBytes,
        storageMaxStreamBytes,
        maxBytesRequired);
  }

  /**
   * Returns limits that differ in the size of all streams on file.
   *
   * @param bytes how many bytes they may take together, as nats-server counts; negative for no
   *     limit
   * @return new limits
   */
  public AccountLimits maxStorage(long bytes) {
    return new AccountLimits(
        maxMemory,
        bytes,
        maxStreams,
        maxConsumers,
        maxAckPending,
        memoryMaxStreamBytes,
        storageMaxStreamBytes,
        maxBytesRequired);
  }

  /**
   * Returns limits that differ in the number of streams.
   *
   * @param count how many there may be
   * @return new limits
   */
  public AccountLimits maxStreams(int count) {
    return new AccountLimits(
        maxMemory,
        maxStorage,
        count,
        maxConsumers,
        maxAckPending,
        memoryMaxStreamBytes,
        storageMaxStreamBytes,
        maxBytesRequired);
  }

  /**
   * Returns limits that differ in the number of consumers.
   *
   * @param count how many each stream may have
   * @return new limits
   */
  public AccountLimits maxConsumers(int count) {
    return new AccountLimits(
        maxMemory,
        maxStorage,
        maxStreams,
        count,
        maxAckPending,
        memoryMaxStreamBytes,
        storageMaxStreamBytes,
        maxBytesRequired);
  }

  /**
   * Returns limits that differ in the number of unacknowledged messages.
   *
   * @param count how many each consumer may have
   * @return new limits
   */
  public AccountLimits maxAckPending(int count) {
    return new AccountLimits(
        maxMemory,
        maxStorage,
        maxStreams,
        maxConsumers,
        count,
        memoryMaxStreamBytes,
        storageMaxStreamBytes,
        maxBytesRequired);
  }

  /**
   * Returns limits that differ in the size of each stream in memory.
   *
   * @param bytes the highest {@code max_bytes} that it may have
   * @return new limits
   */
  public AccountLimits memoryMaxStreamBytes(long bytes) {
    return new AccountLimits(
        maxMemory,
        maxStorage,
        maxStreams,
        maxConsumers,
        maxAckPending,
        bytes,
        storageMaxStreamBytes,
        maxBytesRequired);
  }

  /**
   * Returns limits that differ in the size of each stream on file.
   *
   * @param bytes the highest {@code max_bytes} that it may have
   * @return new limits
   */
  public AccountLimits storageMaxStreamBytes(long bytes) {
    return new AccountLimits(
        maxMemory,
        maxStorage,
        maxStreams,
        maxConsumers,
        maxAckPending,
        memoryMaxStreamBytes,
        bytes,
        maxBytesRequired);
  }

  /**
   * Returns limits that differ in whether each stream must say how large it may become.
   *
   * @param required whether it must set {@code max_bytes}
   * @return new limits
   */
  public AccountLimits maxBytesRequired(boolean required) {
    return new AccountLimits(
        maxMemory,
        maxStorage,
        maxStreams,
        maxConsumers,
        maxAckPending,
        memoryMaxStreamBytes,
        storageMaxStreamBytes,
        required);
  }
}
