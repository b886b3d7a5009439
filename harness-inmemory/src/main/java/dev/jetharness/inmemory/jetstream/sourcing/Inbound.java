package dev.jetharness.inmemory.jetstream.sourcing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.consumer.AckSubject;
import dev.jetharness.inmemory.jetstream.stream.HeaderBlock;
import org.jspecify.annotations.Nullable;

/** A message on the deliver subject of the consumer by which a stream copies. */
sealed interface Inbound {

  /** A message of the origin, and what its reply subject tells about it. */
  record Copy(Message message, AckSubject delivery) implements Inbound {}

  /** A question whether all before it was taken. */
  record FlowControl(String replyTo) implements Inbound {}

  /**
   * A sign of life.
   *
   * @param lastDelivery the number of the consumer's last delivery; 0 if it does not say
   * @param stalledOn the question that the consumer waits to be answered; "" if it does not wait
   */
  record Heartbeat(long lastDelivery, String stalledOn) implements Inbound {}

  /** Anything else that somebody published there. */
  record Stray() implements Inbound {}

  /** Tells what a message is. */
  static Inbound of(Message message, String account) {
    String reply = message.reply();
    if (isControl(message)) {
      return reply == null ? heartbeat(HeaderBlock.of(message.headers())) : new FlowControl(reply);
    }
    AckSubject delivery = reply == null ? null : AckSubject.parse(reply, account);
    return delivery == null ? new Stray() : new Copy(message, delivery);
  }

  private static boolean isControl(Message message) {
    byte[] start = Control.START;
    byte[] headers = message.headers();
    if (message.payload().length > 0 || headers.length < start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if (headers[i] != start[i]) {
        return false;
      }
    }
    return true;
  }

  private static Heartbeat heartbeat(HeaderBlock headers) {
    String stalled = headers.value(Control.STALLED);
    return new Heartbeat(number(headers.get(Control.LAST_DELIVERY)), stalled);
  }

  private static long number(@Nullable String text) {
    try {
      return text == null ? 0 : Long.parseLong(text);
    } catch (NumberFormatException noNumber) {
      return 0;
    }
  }

  /** How control messages are written. */
  final class Control {
    static final String LAST_DELIVERY = "Nats-Last-Consumer";
    static final String LAST_SEQUENCE = "Nats-Last-Stream";
    private static final String STALLED = "Nats-Consumer-Stalled";
    private static final byte[] START = "NATS/1.0 100 ".getBytes(US_ASCII);

    private Control() {}
  }
}
