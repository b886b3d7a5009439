package dev.jetharness.inmemory.jetstream.consumer;

import org.jspecify.annotations.Nullable;

/**
 * A message that was delivered and waits for its acknowledgement. It is a node of {@link
 * AckPending}, and of {@link RedeliveryQueue} or {@link AckDeadlines}; the links belong to those.
 */
final class PendingMessage {
  /** Its place in no heap of deadlines. */
  static final int NOWHERE = -1;

  final long sequence;

  /** The consumer sequence of its first delivery; redeliveries do not change it. */
  final long consumerSequence;

  /** Whether it was terminated because it left the stream. */
  boolean terminated;

  /** When its ack wait began, in nanoseconds since the epoch. */
  long timestamp;

  @Nullable PendingMessage previous;
  @Nullable PendingMessage next;

  boolean queued;
  @Nullable PendingMessage queuedBefore;
  @Nullable PendingMessage queuedAfter;

  long deadline;
  int place = NOWHERE;

  PendingMessage(long sequence, long consumerSequence) {
    this.sequence = sequence;
    this.consumerSequence = consumerSequence;
  }
}
