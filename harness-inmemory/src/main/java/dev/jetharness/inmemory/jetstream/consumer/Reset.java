package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.jetstream.config.ConsumerConfig;
import dev.jetharness.inmemory.jetstream.config.RetentionPolicy;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.error.ConsumerErrors;
import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.jetstream.stream.ConsumedStream;
import dev.jetharness.inmemory.json.WrittenTime;
import dev.jetharness.inmemory.time.BrokerClock;
import org.jspecify.annotations.Nullable;

/**
 * Takes a consumer to a sequence as if it began there: nothing is pending, nothing was redelivered,
 * and deliveries are counted from one again. What is left of the list that deliver policy
 * last-per-subject began with stays.
 */
final class Reset {
  private final ConsumerState state;

  Reset(ConsumerState state) {
    this.state = state;
  }

  /**
   * Resets the consumer.
   *
   * @param asked the sequence to go on with, to be read as unsigned; zero for the first one that is
   *     not acknowledged
   * @return the sequence
   * @throws ApiException 10204 if its deliver policy does not allow that, or it is 2^63 or more
   */
  long to(long asked) throws ApiException {
    if (asked == 0) {
      return toFloor();
    }
    check(asked);
    if (asked < 0) {
      throw refused("above " + Long.MAX_VALUE + " is not supported by this in-memory broker");
    }
    restart(asked);
    return asked;
  }

  /** Resets the consumer to the first message that is not acknowledged; returns its sequence. */
  long toFloor() {
    long sequence = state.books().floorSequence() + 1;
    restart(sequence);
    return sequence;
  }

  private void check(long asked) throws ApiException {
    ConsumerConfig config = state.config();
    switch (config.deliverPolicy()) {
      case ALL -> {}
      case BY_START_SEQUENCE -> {
        if (Long.compareUnsigned(asked, config.optStartSequence()) < 0) {
          throw refused("below start seq");
        }
      }
      case BY_START_TIME -> {
        if (Long.compareUnsigned(asked, startOf(config.optStartTime())) < 0) {
          throw refused("below start time");
        }
      }
      case LAST, LAST_PER_SUBJECT, NEW -> throw refused("not allowed");
    }
  }

  private long startOf(@Nullable WrittenTime time) {
    return time == null ? 0 : state.stream().sequenceAt(BrokerClock.toEpochNanos(time.instant()));
  }

  private void restart(long sequence) {
    DeliveryBooks books = state.books();
    int pending = books.pending().size();
    boolean recount = books.nextSequence() != sequence || pending > 0;
    // Nothing can have been acknowledged above the floor then: the server spares itself a count.
    boolean backToFloor =
        sequence == books.floorSequence() + 1 && state.config().ackPolicy().isCumulative();
    books.restart(sequence);
    releaseBelow(sequence);
    if (recount && backToFloor) {
      state.numPending().add(pending);
    } else if (recount) {
      state.recount();
    }
  }

  /** On an interest stream, what the consumer jumps over may go if nobody else needs it. */
  private void releaseBelow(long sequence) {
    ConsumedStream stream = state.stream();
    if (stream.config().retention() != RetentionPolicy.INTEREST
        || state.config().direct()
        || sequence - 1 > stream.lastSequence()) {
      return;
    }
    StoredMessage message = stream.next(stream.firstSequence(), state.filter());
    while (message != null && message.sequence() < sequence) {
      state.release(message.sequence());
      message = stream.next(message.sequence() + 1, state.filter());
    }
  }

  private static ApiException refused(String problem) {
    return new ApiException(ConsumerErrors.invalidReset(problem));
  }
}
