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

  /** A message on its way to somebody. */
  private record Outgoing(String destination, long sequence, long deliveries, Message message) {

    /** The size that counts for flow control. */
    int size() {
      String reply = message.reply();
      return destination.length()
          + (reply == null ? 0 : reply.length())
          + message.headers().length
          + message.payload().length;
    }
  }

  private final ConsumerState state;
  private final Outlet outlet;
  private final NextMessage next;
  private final Inactivity inactivity;
  private final Pause pause;
  private final Pacing pacing;
  private final AckReplySubject ackReply;
  private final Account account;
  private final Runnable effect = this::run;
  private boolean running;
  private boolean queued;

  DeliveryLoop(
      ConsumerState state,
      Outlet outlet,
      Redelivery redelivery,
      Inactivity inactivity,
      Pause pause) {
    this.state = state;
    this.outlet = outlet;
    this.next = new NextMessage(state, redelivery);
    this.inactivity = inactivity;
    this.pause = pause;
    this.pacing = new Pacing(state);
    this.ackReply = new AckReplySubject(state.stream().name(), state.name());
    this.account = state.engine().account();
  }

  void start() {
    running = true;
    pacing.start();
    wake();
  }

  void stop() {
    running = false;
    state.hold().cancel();
  }

  /** The configuration may have changed. */
  void update() {
    pacing.update();
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
      if (!running || state.hold().isOn()) {
        return;
      }
      if (!goOn()) {
        pacing.waits();
        return;
      }
    }
    nextSlice();
  }

  /**
   * Goes on after a slice. A stream that copies another one has no end of its own to the deliveries
   * that it can take, so that it is given them in events of their own.
   */
  private void nextSlice() {
    if (state.config().isForSourcing()) {
      queued = true;
      state.engine().timers().schedule(TimerKind.SOURCE_SLICE, 0, effect);
    } else {
      wake();
    }
  }

  /** Delivers one message; false if there is nothing that may go out now. */
  private boolean goOn() {
    if (pause.isOn()) {
      outlet.endOfStream();
      return false;
    }
    if (!outlet.isOpen()) {
      return false;
    }
    switch (next.find()) {
      case MAX_ACK_PENDING -> {
        return false;
      }
      case END_OF_STREAM -> {
        outlet.endOfStream();
        return false;
      }
      case FOUND -> {
        return deliver();
      }
    }
    return false;
  }

  /** Delivers what was found; false if nobody takes it, although somebody waits. */
  private boolean deliver() {
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
    byte[] stored = headersOnly ? HeadersOnly.headers(message) : message.headers();
    byte[] payload = headersOnly ? Message.EMPTY : message.payload();
    int size = reply.length() + stored.length + payload.length;
    String destination =
        outlet.claim(size + message.subject().length(), next.numPendingAfter() + 1);
    if (destination == null) {
      next.leave();
      return false;
    }
    next.take();
    Outgoing outgoing =
        new Outgoing(
            destination,
            message.sequence(),
            deliveries,
            new Message(message.subject(), reply, outlet.stamp(stored), payload));
    if (pacing.isInstant()) {
      send(outgoing);
    } else {
      pace(outgoing, message.timestamp(), size + message.subject().length());
    }
    return true;
  }

  private void pace(Outgoing outgoing, long timestamp, int size) {
    pacing.pace(
        timestamp,
        size,
        () -> {
          send(outgoing);
          wake();
        });
    PendingMessage redelivered = state.books().pending().get(outgoing.sequence);
    if (redelivered != null && state.hold().isOn()) {
      state.books().watch(redelivered);
    }
  }

  private void send(Outgoing outgoing) {
    Message message = outgoing.message;
    long consumerSequence = state.books().deliver(outgoing.sequence);
    inactivity.used();
    Delivery delivery = account.deliver(outgoing.destination, message);
    if (!delivery.received()) {
      undo(outgoing.sequence);
      return;
    }
    if (!state.config().isForSourcing()) {
      record(outgoing, consumerSequence, delivery.receiver());
    }
    outlet.sent(delivery, outgoing.size());
    if (state.config().ackPolicy() == AckPolicy.NONE) {
      state.release(outgoing.sequence);
    }
  }

  private void record(Outgoing outgoing, long consumerSequence, String receiver) {
    Message message = outgoing.message;
    state
        .engine()
        .traffic()
        .delivered(
            receiver,
            state.stream().name(),
            state.name(),
            outgoing.sequence,
            consumerSequence,
            outgoing.deliveries,
            message.subject(),
            message.headers(),
            message.payload());
  }

  /** Nobody got the message: it does not count as delivered, and a pull consumer tries again. */
  private void undo(long sequence) {
    DeliveryBooks books = state.books();
    books.counts().decrement(sequence);
    outlet.notReceived();
    PendingMessage message = books.pending().get(sequence);
    if (message != null && !state.config().isPush()) {
      books.queue(message);
    }
  }
}
