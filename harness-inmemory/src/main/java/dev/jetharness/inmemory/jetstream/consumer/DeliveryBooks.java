package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.jetstream.config.AckPolicy;
import dev.jetharness.inmemory.jetstream.config.ConsumerConfig;
import dev.jetharness.inmemory.time.BrokerClock;
import dev.jetharness.inmemory.time.Timers;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The books of a consumer: what comes next, what was delivered and waits for an acknowledgement,
 * what is to be delivered again, and below which floors all is done. A pending message is either in
 * the redelivery queue or watched for its ack wait, never both.
 */
final class DeliveryBooks {
  private final AckPolicy policy;
  private final AckPending pending = new AckPending();
  private final RedeliveryQueue redeliveries = new RedeliveryQueue();
  private final RedeliveryCounts counts = new RedeliveryCounts();
  private final ReportedProgress reported;
  private final BrokerClock clock;
  private final AckWait ackWait;

  private long nextSequence;
  private long nextConsumerSequence = 1;
  private long floorSequence;
  private long floorConsumerSequence;
  private long lastDelivered;
  private long lastAcknowledged;

  DeliveryBooks(
      ConsumerConfig config,
      Recording recording,
      long firstSequence,
      Timers timers,
      BrokerClock clock,
      Runnable onAckWaitOver) {
    this.policy = config.ackPolicy();
    this.nextSequence = firstSequence;
    this.floorSequence = firstSequence - 1;
    this.reported = new ReportedProgress(recording, firstSequence - 1);
    this.clock = clock;
    this.ackWait = new AckWait(timers, clock, config, onAckWaitOver);
  }

  AckPending pending() {
    return pending;
  }

  RedeliveryQueue redeliveries() {
    return redeliveries;
  }

  RedeliveryCounts counts() {
    return counts;
  }

  AckWait ackWait() {
    return ackWait;
  }

  /** The stream sequence from which on new messages are looked for. */
  long nextSequence() {
    return nextSequence;
  }

  /** The consumer sequence of the next delivery. */
  long nextConsumerSequence() {
    return nextConsumerSequence;
  }

  long floorSequence() {
    return floorSequence;
  }

  long floorConsumerSequence() {
    return floorConsumerSequence;
  }

  long lastDelivered() {
    return lastDelivered;
  }

  long lastAcknowledged() {
    return lastAcknowledged;
  }

  ReportedProgress reported() {
    return reported;
  }

  /** The delivered position that info reports. */
  SequencePair deliveredPosition() {
    return reported.hasDelivered() ? reported.delivered() : workingPosition();
  }

  /** The ack floor that info reports. */
  SequencePair ackFloor() {
    return reported.hasAckFloor() ? reported.ackFloor() : workingFloor();
  }

  /** Takes over positions of another consumer. */
  void moveTo(SequencePair delivered, SequencePair ackFloor) {
    nextSequence = delivered.stream() + 1;
    nextConsumerSequence = delivered.consumer() + 1;
    floorSequence = ackFloor.stream();
    floorConsumerSequence = ackFloor.consumer();
    reported.moveTo(delivered, ackFloor);
  }

  /** Watches all that is pending for its ack wait. */
  void watchPending() {
    for (PendingMessage each = pending.first(); each != null; each = each.next) {
      ackWait.watch(each, counts.of(each.sequence));
    }
  }

  /** New messages are looked for from here on, not below. */
  void advanceTo(long sequence) {
    nextSequence = Math.max(nextSequence, sequence);
  }

  /** Enters a delivery; returns its consumer sequence. */
  long deliver(long sequence) {
    long consumerSequence = nextConsumerSequence++;
    lastDelivered = clock.now();
    reported.delivered(consumerSequence, sequence);
    if (policy == AckPolicy.NONE) {
      floorConsumerSequence = consumerSequence;
      floorSequence = sequence;
      reported.floorIsDelivered();
      return consumerSequence;
    }
    PendingMessage message = pending.get(sequence);
    if (message == null) {
      message = pending.add(sequence, consumerSequence);
    }
    message.timestamp = lastDelivered;
    ackWait.watch(message, counts.of(sequence));
    return consumerSequence;
  }

  /** Watches a pending message that is not queued any more. */
  void watch(PendingMessage message) {
    ackWait.watch(message, counts.of(message.sequence));
  }

  /** Queues a pending message for redelivery, unless it is queued. */
  void queue(PendingMessage message) {
    if (!message.queued) {
      ackWait.forget(message);
      redeliveries.add(message);
    }
  }

  /** Lets a pending message be redelivered after a delay. */
  void delay(PendingMessage message, long delay) {
    redeliveries.remove(message);
    ackWait.delay(message, delay, counts.of(message.sequence));
    lastDelivered = clock.now();
  }

  /** Restarts the ack wait of a pending message. */
  void progress(PendingMessage message) {
    lastDelivered = clock.now();
    message.timestamp = lastDelivered;
    if (!message.queued) {
      ackWait.watch(message, counts.of(message.sequence));
    }
  }

  /** Enters the acknowledgement of one message; whether it was pending or not. */
  void acknowledge(long sequence) {
    lastAcknowledged = clock.now();
    PendingMessage message = takeOut(sequence);
    if (message != null) {
      moveFloor(message);
      reported.acknowledged(message, pending);
    }
    counts.remove(sequence);
  }

  /**
   * Enters the acknowledgement of a message and of all before it.
   *
   * @param consumerSequence the consumer sequence of the acknowledged delivery
   * @param released told of each other message that was pending
   * @return false if that is below the floor already
   */
  boolean acknowledgeUpTo(long consumerSequence, long sequence, LongConsumer released) {
    if (consumerSequence <= floorConsumerSequence || sequence <= floorSequence) {
      return false;
    }
    lastAcknowledged = clock.now();
    long gap = sequence - floorSequence;
    floorConsumerSequence = consumerSequence;
    floorSequence = sequence;
    reported.acknowledgedUpTo(consumerSequence, sequence, pending.contains(sequence));
    LongConsumer done =
        each -> {
          counts.remove(each);
          if (takeOut(each) != null && each != sequence) {
            released.accept(each);
          }
        };
    // Like the server, goes through the shorter of the two: only the first way finds what is
    // pending below the floor, after an acknowledgement that was ahead.
    if (gap > pending.size()) {
      for (PendingMessage each = pending.first();
          each != null && each.sequence <= sequence;
          each = each.next) {
        done.accept(each.sequence);
      }
    } else {
      for (long each = sequence; each > sequence - gap && !pending.isEmpty(); each--) {
        done.accept(each);
      }
    }
    return true;
  }

  /** A message that was given up left the stream. */
  void forgetGivenUp(long sequence) {
    if (counts.contains(sequence)) {
      counts.remove(sequence);
      lastAcknowledged = clock.now();
    }
  }

  /** Gives a message up after its last allowed delivery; the count of its redeliveries stays. */
  void giveUp(PendingMessage message) {
    takeOut(message.sequence);
    lastDelivered = clock.now();
    moveFloor(message);
  }

  /**
   * Whether a message that passes the filter is still needed, on a stream that lets go what is not:
   * one that was given up is kept too.
   */
  boolean needs(long sequence) {
    boolean open =
        policy == AckPolicy.EXPLICIT
            ? sequence >= nextSequence || pending.contains(sequence)
            : true;
    return (sequence > floorSequence && open) || counts.contains(sequence);
  }

  /** Begins anew at a sequence. */
  void restart(long sequence) {
    for (PendingMessage each = pending.first(); each != null; each = each.next) {
      takeOut(each.sequence);
    }
    counts.clear();
    nextSequence = sequence;
    nextConsumerSequence = 1;
    floorToDelivered();
    lastDelivered = 0;
    lastAcknowledged = 0;
    reported.restart(sequence - 1);
  }

  /**
   * Moves on after a purge, never back. {@code gone} tells which pending messages no longer are.
   */
  void purge(long firstSequence, LongPredicate gone) {
    advanceTo(firstSequence);
    if (floorSequence < firstSequence) {
      floorSequence = firstSequence - 1;
      for (PendingMessage each = pending.first(); each != null; each = each.next) {
        if (each.sequence <= floorSequence || gone.test(each.sequence)) {
          takeOut(each.sequence);
          counts.remove(each.sequence);
          lastAcknowledged = clock.now();
          if (policy.isCumulative()) {
            reported.acknowledgedUpTo(each.consumerSequence, each.sequence, true);
          } else {
            reported.acknowledged(each, pending);
          }
          floorConsumerSequence = Math.max(floorConsumerSequence, each.consumerSequence);
          nextConsumerSequence = Math.max(nextConsumerSequence, floorConsumerSequence);
        }
      }
    }
    if (pending.isEmpty()) {
      counts.clear();
      floorToDelivered();
    }
    watchQueued();
    reported.replace(workingPosition(), workingFloor());
  }

  /**
   * After a purge the server forgets what was queued; it is due again when its ack wait is over.
   */
  private void watchQueued() {
    for (PendingMessage each = redeliveries.peek(); each != null; each = redeliveries.peek()) {
      redeliveries.remove(each);
      ackWait.watch(each, counts.of(each.sequence));
    }
  }

  private @Nullable PendingMessage takeOut(long sequence) {
    PendingMessage message = pending.remove(sequence);
    if (message != null) {
      redeliveries.remove(message);
      ackWait.forget(message);
    }
    return message;
  }

  /**
   * Moves the floor past a message that is no longer pending: to what was delivered when nothing
   * is, else up to the next pending one if this was the lowest.
   */
  private void moveFloor(PendingMessage message) {
    if (pending.isEmpty()) {
      floorToDelivered();
    } else if (message.consumerSequence == floorConsumerSequence + 1) {
      floorConsumerSequence = message.consumerSequence;
      floorSequence = message.sequence;
      PendingMessage above = message.next;
      if (above != null && above.sequence < nextSequence) {
        floorConsumerSequence = above.consumerSequence - 1;
        floorSequence = above.sequence - 1;
      }
    }
  }

  private void floorToDelivered() {
    floorConsumerSequence = nextConsumerSequence - 1;
    floorSequence = nextSequence - 1;
  }

  private SequencePair workingFloor() {
    return new SequencePair(floorConsumerSequence, floorSequence);
  }

  private SequencePair workingPosition() {
    return new SequencePair(nextConsumerSequence - 1, nextSequence - 1);
  }
}
