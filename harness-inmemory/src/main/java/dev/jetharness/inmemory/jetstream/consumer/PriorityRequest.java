package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.json.ObjectReader;

/**
 * What a pull request says to a consumer with priority groups (ADR-42).
 *
 * @param group its group
 * @param minPending overflow: from how many pending messages on it wants some
 * @param minAckPending overflow: from how many unacknowledged messages on it wants some
 * @param pinId pinned client: the pin that it holds, "" for none
 * @param priority prioritized: 0 comes first, 9 last
 */
record PriorityRequest(
    String group, long minPending, long minAckPending, String pinId, long priority) {

  static PriorityRequest read(ObjectReader request) {
    return new PriorityRequest(
        request.string("group", ""),
        request.int64("min_pending", 0),
        request.int64("min_ack_pending", 0),
        request.string("id", ""),
        request.integer("priority", 0));
  }

  /**
   * Whether an overflow consumer is to pass it over.
   *
   * @param pending how many messages are pending, the one at hand included
   * @param ackPending how many wait for their acknowledgement
   */
  boolean isBelow(long pending, long ackPending) {
    boolean limited = minPending > 0 || minAckPending > 0;
    boolean enoughPending = minPending > 0 && minPending <= pending;
    boolean enoughUnacknowledged = minAckPending > 0 && minAckPending <= ackPending;
    return limited && !enoughPending && !enoughUnacknowledged;
  }
}
