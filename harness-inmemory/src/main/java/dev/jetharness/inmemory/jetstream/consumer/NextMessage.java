package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import org.jspecify.annotations.Nullable;

/**
 * Finds the message that a consumer delivers next: redeliveries first, and regardless of max ack
 * pending, then the skip list, then what follows in the stream. Nothing is entered in the books
 * until it is {@linkplain #take taken}.
 */
final class NextMessage {

  /** What a search ended with. */
  enum Outcome {
    FOUND,
    END_OF_STREAM,
    MAX_ACK_PENDING
  }

  private final ConsumerState state;
  private final Redelivery redelivery;
  private @Nullable StoredMessage message;
  private @Nullable PendingMessage redelivered;
  private boolean listed;

  NextMessage(ConsumerState state, Redelivery redelivery) {
    this.state = state;
    this.redelivery = redelivery;
  }

  /** Looks for a message. */
  Outcome find() {
    redelivered = null;
    listed = false;
    message = findRedelivery();
    if (message != null) {
      return Outcome.FOUND;
    }
    if (state.isAtMaxAckPending()) {
      return Outcome.MAX_ACK_PENDING;
    }
    DeliveryBooks books = state.books();
    if (!state.skipList().isEmpty()) {
      return findListed();
    }
    message = state.stream().next(books.nextSequence(), state.filter());
    if (message != null) {
      return Outcome.FOUND;
    }
    books.advanceTo(state.stream().lastSequence() + 1);
    state.numPending().check(state.stream(), books.nextSequence());
    return Outcome.END_OF_STREAM;
  }

  /** The message that was found. */
  StoredMessage message() {
    if (message == null) {
      throw new IllegalStateException("nothing was found");
    }
    return message;
  }

  /** How often it will have been delivered, this time included. */
  long deliveries() {
    return redelivered == null ? 1 : state.books().counts().of(message().sequence()) + 2;
  }

  /** How many messages are to come after it. */
  long numPendingAfter() {
    long pending = state.numPending().get();
    return redelivered == null ? Math.max(0, pending - 1) : pending;
  }

  /** Takes the message: it goes out now. */
  void take() {
    DeliveryBooks books = state.books();
    if (redelivered != null) {
      books.redeliveries().remove(redelivered);
      books.counts().increment(redelivered.sequence);
      return;
    }
    state.numPending().decrement();
    books.advanceTo(listed ? state.skipList().advance() : message().sequence() + 1);
  }

  /**
   * Leaves the message, as nobody takes it: the server then queues a redelivery at the end, and
   * will look for other messages from here on.
   */
  void leave() {
    DeliveryBooks books = state.books();
    if (redelivered == null) {
      books.advanceTo(message().sequence());
    } else {
      books.redeliveries().remove(redelivered);
      books.redeliveries().add(redelivered);
    }
  }

  private @Nullable StoredMessage findRedelivery() {
    RedeliveryQueue queue = state.books().redeliveries();
    for (PendingMessage head = queue.peek(); head != null; head = queue.peek()) {
      if (redelivery.isExhausted(head)) {
        redelivery.exhausted(head);
        continue;
      }
      StoredMessage stored = state.stream().get(head.sequence);
      if (stored != null) {
        redelivered = head;
        return stored;
      }
      redelivery.deleted(head);
    }
    return null;
  }

  /** A message of the list that is gone ends the search: the server goes on when next woken. */
  private Outcome findListed() {
    SkipList list = state.skipList();
    message = state.stream().get(list.peek());
    if (message == null) {
      state.books().advanceTo(list.advance());
      return Outcome.END_OF_STREAM;
    }
    listed = true;
    return Outcome.FOUND;
  }
}
