package dev.jetharness.conformance.stream;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.RawClient;
import dev.jetharness.conformance.support.TestServer;
import java.nio.charset.StandardCharsets;

/** Publishes headers just as they are written, and in their order. */
final class RawPublisher {
  private final RawClient client;

  RawPublisher(TestServer server) throws Exception {
    client = server.raw().connect().send("SUB acks 1\r\n");
  }

  /** Publishes with headers, given as whole lines, and returns the PubAck. */
  Answer publish(String subject, String payload, String... lines) throws Exception {
    String headers = block(lines);
    int size = length(headers);
    client.send(
        "HPUB %s acks %d %d\r\n%s%s\r\n"
            .formatted(subject, size, size + length(payload), headers, payload));
    String message = client.readMessage();
    return new Answer(message.substring(message.indexOf("\r\n") + 2));
  }

  /** A block of header lines. */
  static String block(String... lines) {
    return "NATS/1.0\r\n" + String.join("\r\n", lines) + "\r\n\r\n";
  }

  private static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
