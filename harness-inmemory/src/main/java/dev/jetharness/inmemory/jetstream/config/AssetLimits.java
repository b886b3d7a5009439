package dev.jetharness.inmemory.jetstream.config;

import java.time.Duration;

/**
 * What server and account impose on streams and consumers; zero means no limit.
 *
 * @param nodes how many replicas there can be
 * @param duplicateWindow the longest duplicate window
 * @param maxBytesRequired whether a stream must set max_bytes
 * @param maxStreamBytes the highest max_bytes of a stream
 * @param maxAckPending the highest max_ack_pending of a consumer
 * @param maxBatch the highest max_batch of a consumer
 */
public record AssetLimits(
    int nodes,
    Duration duplicateWindow,
    boolean maxBytesRequired,
    long maxStreamBytes,
    int maxAckPending,
    int maxBatch) {

  /** No limits, but as many replicas as there are nodes. */
  public static AssetLimits ofNodes(int nodes) {
    return new AssetLimits(nodes, Duration.ZERO, false, 0, 0, 0);
  }
}
