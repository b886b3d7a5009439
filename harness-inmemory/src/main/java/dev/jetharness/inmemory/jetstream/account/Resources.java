package dev.jetharness.inmemory.jetstream.account;

import dev.jetharness.inmemory.jetstream.config.AccountLimits;
import dev.jetharness.inmemory.jetstream.config.AssetLimits;
import dev.jetharness.inmemory.jetstream.config.ServerLimits;
import dev.jetharness.inmemory.jetstream.config.StorageType;
import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import dev.jetharness.inmemory.jetstream.config.StreamRequest;
import dev.jetharness.inmemory.jetstream.error.ApiErrors;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.stream.StorageQuota;
import dev.jetharness.inmemory.json.JsonWriter;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the streams of the account take up and reserve, against the limits of account and server.
 * Replicas count for the account, and each server has one of them.
 */
public final class Resources implements StorageQuota {
  private final StreamDirectory streams;
  private final Usage usage = new Usage();
  private final AccountLimits account;
  private final ServerLimits server;

  /** What streams that are being restored will take, beyond what they take already. */
  private final Map<StorageType, Long> awaited = new EnumMap<>(StorageType.class);

  Resources(StreamDirectory streams, AssetLimits limits) {
    this.streams = streams;
    this.account = limits.account();
    this.server = limits.server();
  }

  /** What publishing is measured by. */
  StorageQuota quota() {
    boolean limited =
        Arrays.stream(StorageType.values())
            .anyMatch(each -> account.maxBytes(each) >= 0 || server.maxBytes(each) >= 0);
    return limited ? this : StorageQuota.UNLIMITED;
  }

  /** Writes what is used and reserved. */
  public void describe(JsonWriter json) {
    json.field("memory", used(StorageType.MEMORY)).field("storage", used(StorageType.FILE));
    json.field("reserved_memory", reserved(StorageType.MEMORY));
    json.field("reserved_storage", reserved(StorageType.FILE));
  }

  /** Where streams that come, change and go are counted. */
  Usage usage() {
    return usage;
  }

  /** What the account may have. */
  public AccountLimits limits() {
    return account;
  }

  /** How many bytes the streams of a kind of storage take up, with all replicas. */
  public long used(StorageType storage) {
    return sum(usage.of(storage).usedByReplicas(), awaited.getOrDefault(storage, 0L));
  }

  /** How many bytes the streams of a kind of storage may come to take, each replica alone. */
  public long reserved(StorageType storage) {
    return usage.of(storage).reserved();
  }

  @Override
  public boolean isServerExceeded(StorageType storage) {
    long limit = server.maxBytes(storage);
    return limit >= 0 && sum(usage.of(storage).used(), awaited.getOrDefault(storage, 0L)) > limit;
  }

  @Override
  public boolean wouldExceedAccount(StorageType storage, int replicas, long bytes) {
    long limit = account.maxBytes(storage);
    return limit >= 0 && usage.hasBegun() && sum(used(storage), times(replicas, bytes)) > limit;
  }

  /**
   * Refuses a request to create a stream by what it says, before anything is completed. A server
   * that is not told where to store does not measure the bytes yet.
   *
   * @throws ApiException 10027, or as {@link #checkRoom}
   */
  public void checkRequest(StreamRequest request) throws ApiException {
    StreamConfig config = request.config();
    checkStreams(config);
    checkConsumers(config);
    if (request.namesStorage()) {
      checkBytes(config, config.maxBytes(), reservedBesides(config));
    }
  }

  /**
   * Refuses a stream for which there is no room.
   *
   * @throws ApiException 10027, or as {@link #checkRoom}
   */
  public void checkNew(StreamConfig config) throws ApiException {
    checkStreams(config);
    checkRoom(config, config.maxBytes());
  }

  /**
   * Refuses a stream that may have more consumers than the account allows, or bytes than are left.
   *
   * @param bytes the bytes that it is to reserve; negative if it does not say, then it needs one
   * @throws ApiException 10026, 10028 or 10047
   */
  public void checkRoom(StreamConfig config, long bytes) throws ApiException {
    checkConsumers(config);
    checkBytes(config, bytes, reservedBesides(config));
  }

  /**
   * Refuses a stream that is more than the account may have, whatever the servers have.
   *
   * @throws ApiException 10026, 10027, 10028 or 10047
   */
  public void checkAccount(StreamConfig config) throws ApiException {
    checkStreams(config);
    checkConsumers(config);
    if (exceedsAccount(config, config.maxBytes(), reservedBesides(config))) {
      throw exceeded(config.storage());
    }
  }

  /**
   * Refuses a stream that no node of a cluster has room for.
   *
   * @throws ApiException 10005
   */
  public void checkPlacement(StreamConfig config) throws ApiException {
    if (exceedsServer(config.storage(), Math.max(0, config.maxBytes()))) {
      throw new ApiException(ApiErrors.noPeersWithStorage());
    }
  }

  /** Refuses an update that asks for more; what the stream reserves already is not asked again. */
  public void checkUpdate(StreamConfig before, StreamConfig updated) throws ApiException {
    checkConsumers(updated);
    long more = Math.max(0, reservation(updated) - reservation(before));
    long kept = times(updated.replicas(), Math.max(0, updated.maxBytes() - more));
    checkBytes(updated, more, sum(reservedBesides(updated), kept));
  }

  /** What is told when there is no room (10028 or 10047). */
  public static ApiException exceeded(StorageType storage) {
    return new ApiException(
        storage == StorageType.MEMORY
            ? ApiErrors.memoryResourcesExceeded()
            : ApiErrors.storageResourcesExceeded());
  }

  /** Counts what a stream that is being restored will take; a negative number takes it back. */
  public void await(StorageType storage, long bytes) {
    usage.begin();
    awaited.merge(storage, bytes, Long::sum);
  }

  /** Refuses that more is taken up, or awaited, than there may be. */
  public void checkUsed(StorageType storage) throws ApiException {
    if (wouldExceedAccount(storage, 1, 0) || isServerExceeded(storage)) {
      throw exceeded(storage);
    }
  }

  private void checkStreams(StreamConfig config) throws ApiException {
    int others = streams.size() - (streams.get(config.name()) == null ? 0 : 1);
    if (account.maxStreams() > 0 && others >= account.maxStreams()) {
      throw new ApiException(ApiErrors.maximumStreams());
    }
  }

  private void checkConsumers(StreamConfig config) throws ApiException {
    if (account.maxConsumers() > 0 && config.maxConsumers() > account.maxConsumers()) {
      throw new ApiException(ApiErrors.maximumConsumers());
    }
  }

  private void checkBytes(StreamConfig config, long bytes, long reserved) throws ApiException {
    StorageType storage = config.storage();
    if (exceedsAccount(config, bytes, reserved) || exceedsServer(storage, needed(bytes))) {
      throw exceeded(storage);
    }
  }

  private boolean exceedsAccount(StreamConfig config, long bytes, long reserved) {
    long limit = account.maxBytes(config.storage());
    return limit >= 0 && times(config.replicas(), needed(bytes)) > limit - reserved;
  }

  /** The server counts all of its streams, one of the same name included. */
  private boolean exceedsServer(StorageType storage, long bytes) {
    long limit = server.maxBytes(storage);
    return limit >= 0 && bytes > limit - reserved(storage);
  }

  private static long needed(long bytes) {
    return bytes < 0 ? 1 : bytes;
  }

  private long reservedBesides(StreamConfig config) {
    long reserved = usage.of(config.storage()).reservedByReplicas();
    StreamAsset same = streams.get(config.name());
    if (same == null || same.stream().config().storage() != config.storage()) {
      return reserved;
    }
    StreamConfig own = same.stream().config();
    return reserved - times(own.replicas(), reservation(own));
  }

  private static long reservation(StreamConfig config) {
    return Math.max(0, config.maxBytes());
  }

  /** A sum of numbers that are not negative, as far as it can be told. */
  private static long sum(long one, long other) {
    return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
  }

  private static long times(int replicas, long bytes) {
    int factor = Math.max(1, replicas);
    return bytes > Long.MAX_VALUE / factor ? Long.MAX_VALUE : factor * bytes;
  }
}
