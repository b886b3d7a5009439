package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.bus.Account;
import dev.jetharness.inmemory.bus.Delivery;
import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.config.AckPolicy;
import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.time.TimerKind;

/**
 * Delivers for as long as there are messages and somebody takes them. It runs as an effect of the
 * event that woke it, and gives way to the effects of others after a slice.
 */
final class DeliveryLoop {
  private static final int SLICE = 256;

  private final ConsumerState state;
  private final Outlet outlet;
  private final NextMessage next;
  private final Inactivity inactivity;
  private final AckReplySubject ackReply;
  private final Account account;
  private final Runnable effect = this::run;
  private boolean running;
  private boolean queued;

  DeliveryLoop(ConsumerState state, Outlet outlet, Redelivery redelivery, Inactivity inactivity) {
    this.state = state;
    this.outlet = outlet;
    this.next = new NextMessage(state, redelivery);
    this.inactivity = inactivity;
    this.ackReply = new AckReplySubject(state.stream().name(), state.name());
    this.account = state.engine().account();
  }

  void start() {
    running = true;
    wake();
  }

  void stop() {
    running = false;
  }

  /** There may be something to deliver, or somebody to deliver to. */
  void wake() {
    if (running && !queued) {
      queued = true;
      state.engine().sequencer().later(effect);
    }
  }

  private void run() {
    queued = false;
    for (int i = 0; i < SLICE; i++) {
      if (!running || !outlet.isOpen()) {
        return;
      }
      switch (next.find()) {
        case MAX_ACK_PENDING -> {
          return;
        }
        case END_OF_STREAM -> {
          outlet.endOfStream();
          return;
        }
        case FOUND -> deliver();
      }
    }
    goOn();
  }

  /**
   * Goes on after a slice. A stream that copies another one has no end of its own to the deliveries
   * that it can take, so that it is given them in events of their own.
   */
  private void goOn() {
    if (state.config().isForStreams()) {
      queued = true;
      state.engine().timers().schedule(TimerKind.SOURCE_SLICE, 0, effect);
    } else {
      wake();
    }
  }

  private void deliver() {
    StoredMessage message = next.message();
    DeliveryBooks books = state.books();
    long deliveries = next.deliveries();
    String reply =
        ackReply.of(
            deliveries,
            message.sequence(),
            books.nextConsumerSequence(),
            message.timestamp(),
            next.numPendingAfter());
    boolean headersOnly = state.config().headersOnly();
    byte[] headers = headersOnly ? HeadersOnly.headers(message) : message.headers();
    byte[] payload = headersOnly ? Message.EMPTY : message.payload();
    int size = reply.length() + headers.length + payload.length;
    String destination = outlet.claim(size + message.subject().length());
    if (destination == null) {
      next.leave();
      return;
    }
    next.take();
    long consumerSequence = books.deliver(message.sequence());
    inactivity.used();
    Delivery delivery =
        account.deliver(destination, new Message(message.subject(), reply, headers, payload));
    if (!delivery.received()) {
      undo(message.sequence());
      return;
    }
    if (!state.config().isForStreams()) {
      record(delivery, message, consumerSequence, deliveries, headers, payload);
    }
    outlet.sent(delivery, size + destination.length());
    if (state.config().ackPolicy() == AckPolicy.NONE) {
      state.release(message.sequence());
    }
  }

  private void record(
      Delivery delivery,
      StoredMessage message,
      long consumerSequence,
      long deliveries,
      byte[] headers,
      byte[] payload) {
    state
        .engine()
        .traffic()
        .delivered(
            delivery.receiver(),
            state.stream().name(),
            state.name(),
            message.sequence(),
            consumerSequence,
            deliveries,
            message.subject(),
            headers,
            payload);
  }

  /** Nobody got the message: it does not count as delivered, and a pull consumer tries again. */
  private void undo(long sequence) {
    DeliveryBooks books = state.books();
    books.counts().add(sequence, -1);
    outlet.notReceived();
    PendingMessage message = books.pending().get(sequence);
    if (message != null && !state.config().isPush()) {
      books.queue(message);
    }
  }
}
