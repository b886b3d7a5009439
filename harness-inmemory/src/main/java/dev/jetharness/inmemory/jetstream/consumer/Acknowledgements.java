package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.bus.Client;
import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.config.AckPolicy;
import dev.jetharness.traffic.AckKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Acts upon what clients say about deliveries. */
final class Acknowledgements {
  private static final String DELETED = "Unacknowledged message was deleted";

  private final ConsumerState state;

  Acknowledgements(ConsumerState state) {
    this.state = state;
  }

  /**
   * Processes an acknowledgement, and answers it where an answer was asked for.
   *
   * @return the pull request of {@code +NXT}; null for all others
   */
  @Nullable AckBody process(AckSubject delivery, Message message, @Nullable Client sender) {
    AckBody body = AckBody.parse(message.payload());
    AckKind kind = body.kind();
    if (kind != null) {
      record(delivery, message, kind, sender);
    }
    boolean answer = delivery.streamSequence() != 0;
    if (kind == AckKind.ACK || kind == AckKind.NEXT) {
      answer &= acknowledge(delivery);
    } else if (kind == AckKind.NAK) {
      nak(delivery, body);
    } else if (kind == AckKind.IN_PROGRESS) {
      inProgress(delivery);
    } else if (kind == AckKind.TERM) {
      answer &= terminate(delivery, body.text());
    }
    if (kind == AckKind.NEXT) {
      return body;
    }
    String reply = message.reply();
    if (answer && reply != null) {
      state.engine().account().publish(new Message(reply, null, Message.EMPTY, Message.EMPTY));
    }
    return null;
  }

  /**
   * A message that was pending is no longer in the stream: the server terminates it, which with ack
   * policy all settles those before it too.
   */
  void deleted(PendingMessage message) {
    if (message.terminated) {
      return;
    }
    message.terminated = true;
    AckSubject delivery =
        new AckSubject(
            state.stream().name(),
            state.name(),
            Math.max(1, state.books().counts().of(message.sequence)),
            message.sequence,
            message.consumerSequence,
            0,
            0);
    settle(delivery).forEach(state::release);
    state.advisories().terminated(delivery, DELETED);
  }

  /**
   * An answer to flow control says up to where its sender has all messages, and with that ack policy
   * acknowledges them.
   */
  void answered(long consumerSequence, long sequence) {
    AckSubject delivery =
        new AckSubject(
            state.stream().name(), state.name(), 1, sequence, consumerSequence, 0, 0);
    settle(delivery).forEach(state::release);
  }

  /** Whether the acknowledged message was ever delivered, so that an answer is due. */
  private boolean acknowledge(AckSubject delivery) {
    if (!isDelivered(delivery.streamSequence())) {
      return false;
    }
    settle(delivery).forEach(state::release);
    return true;
  }

  /** Enters an acknowledgement; returns the messages that this consumer is now done with. */
  private List<Long> settle(AckSubject delivery) {
    long sequence = delivery.streamSequence();
    if (state.config().ackPolicy() == AckPolicy.EXPLICIT) {
      state.books().acknowledge(sequence);
      return List.of(sequence);
    }
    List<Long> settled = new ArrayList<>();
    settled.add(sequence);
    boolean moved =
        state.books().acknowledgeUpTo(delivery.consumerSequence(), sequence, settled::add);
    return moved ? settled : List.of();
  }

  private void nak(AckSubject delivery, AckBody body) {
    DeliveryBooks books = state.books();
    PendingMessage message = books.pending().get(delivery.streamSequence());
    if (message == null
        || delivery.consumerSequence() <= books.floorConsumerSequence()
        || delivery.consumerSequence() > books.nextConsumerSequence()) {
      return;
    }
    state.advisories().naked(delivery);
    Long delay = body.delay();
    if (delay == null) {
      books.queue(message);
    } else {
      books.delay(message, delay);
    }
  }

  private void inProgress(AckSubject delivery) {
    PendingMessage message = state.books().pending().get(delivery.streamSequence());
    if (message != null) {
      state.books().progress(message);
    }
  }

  /** The advisory goes out for a message that is acknowledged already, too. */
  private boolean terminate(AckSubject delivery, String reason) {
    boolean delivered = acknowledge(delivery);
    state.advisories().terminated(delivery, reason);
    return delivered;
  }

  /** With flow control, the server trusts what the client says it has. */
  private boolean isDelivered(long sequence) {
    return sequence < state.books().nextSequence() || state.config().flowControl();
  }

  private void record(AckSubject delivery, Message message, AckKind kind, @Nullable Client sender) {
    long sequence = delivery.streamSequence();
    if (sequence > 0 && sequence < state.books().nextSequence()) {
      state
          .engine()
          .traffic()
          .acknowledged(
              sender == null ? "" : sender.label(),
              state.stream().name(),
              state.name(),
              sequence,
              delivery.consumerSequence(),
              delivery.deliveries(),
              kind,
              message.payload());
    }
  }
}
