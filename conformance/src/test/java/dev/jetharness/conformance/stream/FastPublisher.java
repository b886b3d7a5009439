package dev.jetharness.conformance.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Subscription;
import io.nats.client.impl.Headers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Publishes one fast batch by hand, on the subject {@code s} unless told otherwise. Each method
 * returns all answers to its message as text: those that come before the answer to another, which
 * is always refused as malformed.
 */
final class FastPublisher {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Connection connection;
  private final Subscription answers;
  private final String inbox;
  private final String id;
  private int flow = 10;
  private String gapMode = "ok";
  private String subject = "s";

  FastPublisher(TestServer server, String id) throws Exception {
    this.connection = server.connection();
    this.id = id;
    inbox = connection.createInbox();
    answers = connection.subscribe(inbox + ".>");
  }

  /** Wants an acknowledgement at least every so many messages; 10 unless told otherwise. */
  FastPublisher flow(int messages) {
    flow = messages;
    return this;
  }

  /** Does not allow gaps. */
  FastPublisher gapFail() {
    gapMode = "fail";
    return this;
  }

  FastPublisher gapOk() {
    gapMode = "ok";
    return this;
  }

  FastPublisher on(String other) {
    subject = other;
    return this;
  }

  List<String> start(String... headers) throws Exception {
    return send(1, 0, headers);
  }

  List<String> append(long sequence, String... headers) throws Exception {
    return send(sequence, 1, headers);
  }

  List<String> commit(long sequence, String... headers) throws Exception {
    return send(sequence, 2, headers);
  }

  /** Commits what came before this sequence. */
  List<String> end(long sequence, String... headers) throws Exception {
    return send(sequence, 3, headers);
  }

  List<String> ping(long sequence, String... headers) throws Exception {
    return send(sequence, 4, headers);
  }

  /** Appends messages up to and including a sequence. */
  List<String> appendAll(long from, long to) throws Exception {
    for (long sequence = from; sequence <= to; sequence++) {
      publish(reply(sequence, 1));
    }
    return untilFence();
  }

  /** Publishes with a reply subject that ends like this, after the prefix. */
  List<String> raw(String reply, String... headers) throws Exception {
    publish(reply, headers);
    return untilFence();
  }

  private List<String> send(long sequence, int operation, String... headers) throws Exception {
    return raw(reply(sequence, operation), headers);
  }

  private String reply(long sequence, int operation) {
    return id + "." + flow + "." + gapMode + "." + sequence + "." + operation + ".$FI";
  }

  private void publish(String reply, String... headers) {
    Headers block = new Headers();
    for (int i = 0; i < headers.length; i += 2) {
      block.add(headers[i], headers[i + 1]);
    }
    connection.publish(subject, inbox + "." + reply, block, "x".getBytes(UTF_8));
  }

  private List<String> untilFence() throws Exception {
    publish("fence.$FI");
    List<String> texts = new ArrayList<>();
    while (true) {
      Message answer = answers.nextMessage(LIMIT);
      assertThat(answer).as("an answer to the fence after %s", texts).isNotNull();
      if (answer.getSubject().equals(inbox + ".fence.$FI")) {
        return texts;
      }
      texts.add(new String(answer.getData(), UTF_8));
    }
  }

  static String ack(long sequence, int messages) {
    return "{\"type\":\"ack\",\"seq\":%d,\"msgs\":%d}".formatted(sequence, messages);
  }

  static String gap(long expected, long sequence) {
    return "{\"type\":\"gap\",\"last_seq\":%d,\"seq\":%d}".formatted(expected, sequence);
  }

  static String error(long sequence, int code, int errorCode, String description) {
    return "{\"type\":\"err\",\"seq\":%d,\"error\":%s}"
        .formatted(sequence, PubAckTexts.error(code, errorCode, description));
  }
}
