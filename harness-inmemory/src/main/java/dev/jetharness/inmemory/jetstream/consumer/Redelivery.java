package dev.jetharness.inmemory.jetstream.consumer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Decides what becomes of messages that were not acknowledged: delivered again, or given up. */
final class Redelivery {
  private final ConsumerState state;
  private final Acknowledgements acknowledgements;

  Redelivery(ConsumerState state, Acknowledgements acknowledgements) {
    this.state = state;
    this.acknowledgements = acknowledgements;
  }

  /**
   * Queues what exceeded its ack wait, as one group in the order of the stream. They are dated
   * forward so that the first counts as delivered now and the others keep their distance from it.
   *
   * @return whether there is anything to redeliver
   */
  boolean ackWaitOver() {
    DeliveryBooks books = state.books();
    long now = state.engine().clock().now();
    List<PendingMessage> expired = new ArrayList<>();
    for (PendingMessage due = books.ackWait().pollDue(now);
        due != null;
        due = books.ackWait().pollDue(now)) {
      if (!givesUpAtOnce(due)) {
        expired.add(due);
      }
    }
    queue(expired, now);
    return !expired.isEmpty();
  }

  /** Queues all that is pending, as the deliver subject changed. */
  void redeliverAll() {
    DeliveryBooks books = state.books();
    List<PendingMessage> expired = new ArrayList<>();
    for (PendingMessage each = books.pending().first(); each != null; each = each.next) {
      if (!each.queued && !givesUpAtOnce(each)) {
        expired.add(each);
      }
    }
    queue(expired, state.engine().clock().now());
  }

  private void queue(List<PendingMessage> expired, long now) {
    if (expired.isEmpty()) {
      return;
    }
    expired.sort(Comparator.comparingLong(each -> each.sequence));
    long difference = now - expired.get(0).timestamp;
    for (PendingMessage each : expired) {
      each.timestamp += difference;
      state.books().queue(each);
    }
  }

  /**
   * Gives a message up at the end of its ack wait where that is known by then. The server compares
   * the number of <em>re</em>deliveries here, so this holds for max deliver 1, or a limit that was
   * lowered; otherwise it finds out when the message comes up for redelivery.
   */
  private boolean givesUpAtOnce(PendingMessage message) {
    long limit = state.config().maxDeliver();
    long redeliveries = state.books().counts().of(message.sequence);
    long compared = Math.max(1, redeliveries);
    if (limit <= 0 || compared < limit) {
      return false;
    }
    announce(message, redeliveries + 1);
    state.books().giveUp(message);
    state.books().counts().set(message.sequence, compared);
    return true;
  }

  /** Whether a queued message was delivered as often as it may be. */
  boolean isExhausted(PendingMessage message) {
    long limit = state.config().maxDeliver();
    return limit > 0 && state.books().counts().of(message.sequence) + 2 > limit;
  }

  /** Gives up a queued message that was delivered as often as it may be. */
  void exhausted(PendingMessage message) {
    RedeliveryCounts counts = state.books().counts();
    counts.increment(message.sequence);
    announce(message, counts.of(message.sequence));
    state.books().giveUp(message);
  }

  /** Drops a queued message that is no longer in the stream. */
  void deleted(PendingMessage message) {
    state.books().redeliveries().remove(message);
    acknowledgements.deleted(message);
  }

  private void announce(PendingMessage message, long deliveries) {
    state.advisories().maxDeliveries(message.sequence, deliveries);
    state
        .engine()
        .traffic()
        .maxDeliveriesReached(state.stream().name(), state.name(), message.sequence, deliveries);
  }
}
