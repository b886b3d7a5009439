package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.bus.Account;
import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.stream.HeaderBlock;
import java.nio.charset.StandardCharsets;

/** Sends the messages that are nothing but a status line and a few headers. */
final class StatusMessages {
  /** The header that tells the number of the last delivery. */
  static final String LAST_CONSUMER = "Nats-Last-Consumer";

  /** The header that tells up to where the stream was looked through. */
  static final String LAST_STREAM = "Nats-Last-Stream";

  private final Account account;

  StatusMessages(Account account) {
    this.account = account;
  }

  /** The number in a header; -1 if it is none, or there is none. */
  static long number(HeaderBlock headers, String name) {
    try {
      String value = headers.value(name);
      return value.isEmpty() ? -1 : Long.parseUnsignedLong(value);
    } catch (NumberFormatException noNumber) {
      return -1;
    }
  }

  /** A status without headers. */
  void send(String destination, String status) {
    account.publish(message(destination, status, ""));
  }

  /** A status about a pull request that tells what was left of it. */
  void sendWithRest(String destination, String status, long messages, long bytes) {
    String headers = "Nats-Pending-Messages: " + messages + "\r\nNats-Pending-Bytes: " + bytes;
    account.publish(message(destination, status, headers + "\r\n"));
  }

  /**
   * A heartbeat.
   *
   * @param consumerSequence the number of the last delivery
   * @param streamSequence up to where the stream was looked through
   * @param stalledOn the flow control request that waits for its answer, or ""
   */
  void sendHeartbeat(
      String destination, long consumerSequence, long streamSequence, String stalledOn) {
    String headers =
        LAST_CONSUMER + ": " + consumerSequence + "\r\n" + LAST_STREAM + ": " + streamSequence;
    String stalled = stalledOn.isEmpty() ? "" : "\r\nNats-Consumer-Stalled: " + stalledOn;
    account.publish(message(destination, "100 Idle Heartbeat", headers + stalled + "\r\n"));
  }

  /** A request to answer on a subject once all messages before it were processed. */
  void sendFlowControl(String destination, String answerTo) {
    account.publish(
        new Message(destination, answerTo, block("100 FlowControl Request", ""), Message.EMPTY));
  }

  private static Message message(String destination, String status, String headers) {
    return new Message(destination, null, block(status, headers), Message.EMPTY);
  }

  private static byte[] block(String status, String headers) {
    return ("NATS/1.0 " + status + "\r\n" + headers + "\r\n").getBytes(StandardCharsets.UTF_8);
  }
}
