package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.bus.Account;
import dev.jetharness.inmemory.bus.Message;
import java.nio.charset.StandardCharsets;

/** Sends the messages that are nothing but a status line and a few headers. */
final class StatusMessages {
  private final Account account;

  StatusMessages(Account account) {
    this.account = account;
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
        "Nats-Last-Consumer: " + consumerSequence + "\r\nNats-Last-Stream: " + streamSequence;
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
