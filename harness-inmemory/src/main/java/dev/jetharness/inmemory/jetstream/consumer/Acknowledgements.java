package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.bus.Client;
import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.config.AckPolicy;
import dev.jetharness.inmemory.jetstream.config.RetentionPolicy;
import dev.jetharness.inmemory.jetstream.stream.HeaderBlock;
import dev.jetharness.traffic.AckKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Acts upon what clients say about deliveries. */
final class Acknowledgements {
  private static final String DELETED = "Unacknowledged message was deleted";

  private final ConsumerState state;
  private final AckSampling sampling;

  Acknowledgements(ConsumerState state) {
    this.state = state;
    this.sampling = new AckSampling(state);
  }

  /** The configuration may have changed. */
  void update() {
    sampling.update();
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
      sample(delivery);
      answer = acknowledge(delivery);
    } else if (kind == AckKind.NAK) {
      nak(delivery, body);
    } else if (kind == AckKind.IN_PROGRESS) {
      inProgress(delivery);
    } else if (kind == AckKind.TERM) {
      answer = terminate(delivery, body.text());
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
   * An answer to a flow control request may say how far its sender got; with ack policy flow
   * control that acknowledges all up to there.
   */
  void answered(Message answer) {
    HeaderBlock headers = HeaderBlock.of(answer.headers());
    long sequence = number(headers.value("Nats-Last-Stream"));
    if (state.config().ackPolicy() == AckPolicy.FLOW_CONTROL && sequence > 0) {
      long consumerSequence = Math.max(0, number(headers.value("Nats-Last-Consumer")));
      boolean unused = acknowledge(delivery(1, sequence, consumerSequence));
    }
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
        delivery(
            Math.max(1, state.books().counts().of(message.sequence)),
            message.sequence,
            message.consumerSequence);
    settle(delivery).forEach(state::release);
    state.advisories().terminated(delivery, DELETED);
  }

  /** Enters an acknowledgement; whether an answer to it is due. */
  private boolean acknowledge(AckSubject delivery) {
    if (!isDelivered(delivery.streamSequence())) {
      return false;
    }
    List<Long> settled = settle(delivery);
    settled.forEach(state::release);
    boolean exists = delivery.streamSequence() != 0;
    return settled.isEmpty() ? exists : isConfirmed(exists);
  }

  /**
   * Where the stream has nothing to do with it, whoever records the acknowledgement confirms it,
   * even of a message that cannot exist.
   */
  private boolean isConfirmed(boolean exists) {
    return state.stream().config().retention() == RetentionPolicy.LIMITS
        ? !state.config().direct()
        : exists;
  }

  private void sample(AckSubject delivery) {
    PendingMessage message = state.books().pending().get(delivery.streamSequence());
    if (message != null && state.config().ackPolicy() == AckPolicy.EXPLICIT) {
      sampling.acknowledged(delivery, message);
    }
  }

  /** Enters an acknowledgement; returns the messages that this consumer is now done with. */
  private List<Long> settle(AckSubject delivery) {
    long sequence = delivery.streamSequence();
    if (!state.config().ackPolicy().isCumulative()) {
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

  private AckSubject delivery(long deliveries, long sequence, long consumerSequence) {
    return new AckSubject(
        state.stream().name(), state.name(), deliveries, sequence, consumerSequence, 0, 0);
  }

  /** A number in a header; -1 if it is none. */
  private static long number(String value) {
    return value.matches("[0-9]{1,18}") ? Long.parseLong(value) : -1;
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
