package dev.jetharness.inmemory.jetstream.consumer;

/**
 * Delivered position and ack floor as the server's consumer store records them. Consumer info
 * reports these rather than the working values, which run ahead over filtered-out messages and are
 * not recorded when a message is given up.
 */
final class ReportedProgress {
  private final Recording recording;
  private long deliveredConsumer;
  private long deliveredStream;
  private long floorConsumer;
  private long floorStream;

  /**
   * Starts just before the first message to deliver.
   *
   * @param recording where the server would record it
   */
  ReportedProgress(Recording recording, long before) {
    this.recording = recording;
    restart(before);
  }

  /** Starts again just before a message. */
  void restart(long before) {
    deliveredConsumer = 0;
    deliveredStream = before;
    floorConsumer = 0;
    floorStream = before;
  }

  /** Whether a delivery is recorded; a consumer in memory that is at the very start has none. */
  boolean hasDelivered() {
    return switch (recording) {
      case NOWHERE -> false;
      case IN_MEMORY -> deliveredConsumer != 0 || deliveredStream != 0;
      case ON_FILE -> true;
    };
  }

  boolean hasAckFloor() {
    return recording != Recording.NOWHERE;
  }

  SequencePair delivered() {
    return new SequencePair(deliveredConsumer, deliveredStream);
  }

  SequencePair ackFloor() {
    return new SequencePair(floorConsumer, floorStream);
  }

  void delivered(long consumerSequence, long sequence) {
    if (consumerSequence > floorConsumer) {
      deliveredConsumer = Math.max(deliveredConsumer, consumerSequence);
      deliveredStream = Math.max(deliveredStream, sequence);
    }
  }

  /** Without acknowledgements, the floor is what was delivered. */
  void floorIsDelivered() {
    floorConsumer = deliveredConsumer;
    floorStream = deliveredStream;
  }

  /** A pending message was acknowledged on its own and is out of the pending ones already. */
  void acknowledged(PendingMessage message, AckPending pending) {
    if (message.consumerSequence <= floorConsumer) {
      return;
    }
    if (pending.isEmpty()) {
      floorIsDelivered();
    } else if (message.consumerSequence == floorConsumer + 1) {
      floorConsumer = message.consumerSequence;
      floorStream = message.sequence;
      PendingMessage above = message.next;
      if (above != null && deliveredConsumer > message.consumerSequence) {
        floorConsumer = above.consumerSequence - 1;
        floorStream = above.sequence - 1;
      }
    }
  }

  /** A message, and all before it, was acknowledged. */
  void acknowledgedUpTo(long consumerSequence, long sequence, boolean wasPending) {
    if (wasPending && consumerSequence > floorConsumer) {
      floorConsumer = consumerSequence;
      floorStream = sequence;
    }
  }

  /** Whether this is further than other positions are. */
  boolean isBeyond(SequencePair delivered, SequencePair ackFloor) {
    return delivered.consumer() < deliveredConsumer || ackFloor.stream() < floorStream;
  }

  void moveTo(SequencePair delivered, SequencePair ackFloor) {
    deliveredConsumer = delivered.consumer();
    deliveredStream = delivered.stream();
    floorConsumer = ackFloor.consumer();
    floorStream = ackFloor.stream();
  }

  /** Takes over the working values after a purge, unless they are older or at odds. */
  void replace(SequencePair delivered, SequencePair ackFloor) {
    boolean sane =
        ackFloor.consumer() <= delivered.consumer() && ackFloor.stream() <= delivered.stream();
    if (sane && !isBeyond(delivered, ackFloor)) {
      moveTo(delivered, ackFloor);
    }
  }
}
