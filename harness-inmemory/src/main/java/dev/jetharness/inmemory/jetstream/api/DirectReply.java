package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.jetstream.stream.EngineContext;
import dev.jetharness.inmemory.json.GoTime;
import dev.jetharness.inmemory.time.BrokerClock;
import java.nio.charset.StandardCharsets;

/** Sends messages and statuses in answer to a direct get. */
final class DirectReply {
  private static final String VERSION = "NATS/1.0";
  private static final String END = "\r\n\r\n";

  private final EngineContext context;
  private final String stream;
  private final String reply;

  DirectReply(EngineContext context, String stream, String reply) {
    this.context = context;
    this.stream = stream;
    this.reply = reply;
  }

  void status(String status) {
    send(bytes(VERSION + ' ' + status + END), Message.EMPTY);
  }

  /**
   * Sends a stored message. What is told about it follows the headers that it has.
   *
   * @param message the message
   * @param further more header lines, each after a line end
   * @param withoutHeaders whether to send the payload only
   */
  void message(StoredMessage message, String further, boolean withoutHeaders) {
    if (withoutHeaders) {
      send(Message.EMPTY, message.payload());
      return;
    }
    byte[] own = message.headers();
    String before =
        own.length == 0
            ? VERSION
            : new String(own, 0, own.length - END.length(), StandardCharsets.UTF_8);
    String block =
        before
            + "\r\nNats-Stream: "
            + stream
            + "\r\nNats-Subject: "
            + message.subject()
            + "\r\nNats-Sequence: "
            + message.sequence()
            + "\r\nNats-Time-Stamp: "
            + GoTime.format(BrokerClock.toInstant(message.timestamp()))
            + further
            + END;
    send(bytes(block), message.payload());
  }

  private void send(byte[] headers, byte[] payload) {
    Message message = new Message(reply, null, headers, payload);
    context.sequencer().later(() -> context.account().publish(message));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
