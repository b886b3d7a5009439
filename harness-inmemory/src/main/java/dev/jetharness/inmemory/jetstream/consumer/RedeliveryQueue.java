package dev.jetharness.inmemory.jetstream.consumer;

import org.jspecify.annotations.Nullable;

/**
 * The pending messages that are to be delivered again, in the order in which they came: naks as
 * they arrive, and what exceeded its ack wait in groups ordered by stream sequence.
 */
final class RedeliveryQueue {
  private @Nullable PendingMessage head;
  private @Nullable PendingMessage tail;
  private int size;

  int size() {
    return size;
  }

  @Nullable PendingMessage peek() {
    return head;
  }

  /** Appends a message that is not queued. */
  void add(PendingMessage message) {
    message.queued = true;
    message.queuedBefore = tail;
    message.queuedAfter = null;
    if (tail == null) {
      head = message;
    } else {
      tail.queuedAfter = message;
    }
    tail = message;
    size++;
  }

  /** Takes a message out, if it is queued. */
  void remove(PendingMessage message) {
    if (!message.queued) {
      return;
    }
    PendingMessage before = message.queuedBefore;
    PendingMessage after = message.queuedAfter;
    if (before == null) {
      head = after;
    } else {
      before.queuedAfter = after;
    }
    if (after == null) {
      tail = before;
    } else {
      after.queuedBefore = before;
    }
    message.queued = false;
    message.queuedBefore = null;
    message.queuedAfter = null;
    size--;
  }
}
