package dev.jetharness.conformance.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api;
import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Await;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import io.nats.client.Subscription;
import io.nats.client.impl.Headers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The stream {@code S} on {@code s.>}, and the API of its consumers. JSON is written with single
 * quotes, to be readable.
 */
final class Consumers {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final TestServer server;
  private final Api api;

  private Consumers(TestServer server) throws Exception {
    this.server = server;
    this.api = server.api();
  }

  /** Creates the stream with more members, such as {@code 'retention':'interest'}. */
  static Consumers of(TestServer server, String members) throws Exception {
    Consumers consumers = new Consumers(server);
    String more = members.isEmpty() ? "" : "," + members;
    consumers.call("STREAM.CREATE.S", "{'name':'S','subjects':['s.>']" + more + "}").isOk();
    return consumers;
  }

  /** Creates the stream and stores messages, each with its subject as payload. */
  static Consumers ofMessages(TestServer server, String... subjects) throws Exception {
    return of(server, "").publish(subjects);
  }

  /** Stores messages, each with its subject as payload. */
  Consumers publish(String... subjects) throws Exception {
    for (String subject : subjects) {
      api.publish(subject, null, subject).isOk();
    }
    return this;
  }

  /** Stores a number of messages of one size. */
  Consumers publish(String subject, int count, int size) throws Exception {
    for (int i = 0; i < count; i++) {
      server.js().publish(subject, new byte[size]);
    }
    return this;
  }

  /** Creates or updates a durable consumer with these members beside its names. */
  Answer durable(String name, String members) throws Exception {
    return call("CONSUMER.CREATE.S." + name, body("'durable_name':'" + name + "',", name, members));
  }

  /** Creates or updates a consumer that is not durable. */
  Answer ephemeral(String name, String members) throws Exception {
    return answer(ephemeralResponse(name, members));
  }

  /** Creates or updates a consumer that is not durable; the response with its headers. */
  Message ephemeralResponse(String name, String members, String... headers) throws Exception {
    return request("$JS.API.CONSUMER.CREATE.S." + name, body("", name, members), headers);
  }

  private static String body(String durable, String name, String members) {
    String more = members.isEmpty() ? "" : "," + members;
    return json("{'stream_name':'S','config':{" + durable + "'name':'" + name + "'" + more + "}}");
  }

  Answer info(String name) throws Exception {
    return call("CONSUMER.INFO.S." + name, "");
  }

  /** Waits for a number of pull requests: a server takes its time until one stands in the queue. */
  void awaitWaiting(String name, long requests) throws Exception {
    Await.until(requests + " requests wait", () -> info(name).number("num_waiting") == requests);
  }

  /** Waits until somebody listens to what a consumer pushes. */
  void awaitBound(String name) throws Exception {
    Await.until("bound", () -> info(name).at("push_bound") != null);
  }

  /** Waits until nobody listens to what a consumer pushes. */
  void awaitUnbound(String name) throws Exception {
    Await.until("unbound", () -> info(name).at("push_bound") == null);
  }

  /**
   * What info says of a consumer's progress, such as {@code delivered 2/3, floor 1/1, 1 pending, 0
   * redelivered, 0 waiting, 4 left}; the pairs are consumer and stream sequence.
   */
  String progress(String name) throws Exception {
    return progress(info(name));
  }

  /** What an answer says of a consumer's progress. */
  static String progress(Answer info) throws Exception {
    return "delivered %d/%d, floor %d/%d, %d pending, %d redelivered, %d waiting, %d left"
        .formatted(
            info.number("delivered.consumer_seq"),
            info.number("delivered.stream_seq"),
            info.number("ack_floor.consumer_seq"),
            info.number("ack_floor.stream_seq"),
            info.number("num_ack_pending"),
            info.number("num_redelivered"),
            info.number("num_waiting"),
            info.number("num_pending"));
  }

  /** How many messages the stream holds. */
  long messages() throws Exception {
    return call("STREAM.INFO.S", "").number("state.messages");
  }

  /** When a message was stored. */
  Instant storedAt(long sequence) throws Exception {
    Answer message = call("STREAM.MSG.GET.S", "{'seq':" + sequence + "}");
    return Instant.parse((String) message.at("message.time"));
  }

  /** Lets some three tenths of a second pass, which the server measures. */
  void letTimePass() throws Exception {
    Subscription beats = listen("beats");
    ephemeral(
            "metronome",
            "'deliver_subject':'beats','deliver_policy':'new','idle_heartbeat':300000000")
        .isOk();
    receive(beats);
    leave(beats);
    call("CONSUMER.DELETE.S.metronome", "").isOk();
  }

  /** Stores a number of messages of no content, without waiting for one before the next. */
  Consumers fill(String subject, int count) throws Exception {
    long all = messages() + count;
    for (int i = 0; i < count; i++) {
      server.connection().publish(subject, new byte[0]);
    }
    Await.until("all are stored", () -> messages() == all);
    return this;
  }

  /** Calls any operation. */
  Answer call(String operation, String body, String... headers) throws Exception {
    return answer(request("$JS.API." + operation, json(body), headers));
  }

  /** Sends any request, with headers given as names and values in turn. */
  Message request(String subject, String body, String... headers) throws Exception {
    return api.request(subject, headers(headers), body);
  }

  /** Pulls one message. */
  Message next(String consumer) throws Exception {
    return request("$JS.API.CONSUMER.MSG.NEXT.S." + consumer, "");
  }

  /** Sends a pull request, and waits until the server has it; where its answers come. */
  Subscription pull(String consumer, String body) throws Exception {
    return ask("$JS.API.CONSUMER.MSG.NEXT.S." + consumer, json(body));
  }

  /** Pulls a number of messages that are there. */
  List<Message> deliver(String consumer, int count) throws Exception {
    Subscription inbox = pull(consumer, "{'batch':" + count + "}");
    List<Message> deliveries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      deliveries.add(receive(inbox));
    }
    return deliveries;
  }

  /** Publishes with a reply subject, and waits until the server has it; where its answers come. */
  Subscription ask(String subject, String body) throws Exception {
    String inbox = server.connection().createInbox();
    Subscription answers = listen(inbox);
    server.connection().publish(subject, inbox, body.getBytes(UTF_8));
    server.connection().flush(LIMIT);
    return answers;
  }

  /**
   * Publishes with a reply subject, and checks that nobody answers.
   *
   * @param fence a delivery of the same consumer, which confirms what is sent after it
   */
  void expectSilence(String subject, String body, Message fence) throws Exception {
    Subscription answers = ask(subject, body);
    acknowledge(fence, "+WPI");
    expectNothing(answers);
  }

  /** Acknowledges, and waits for the server to confirm it. */
  void acknowledge(Message delivery, String kind) throws Exception {
    Message confirmation = request(replyOf(delivery), kind);
    assertThat(confirmation.isStatusMessage()).isFalse();
    assertThat(confirmation.getData()).isEmpty();
  }

  /** Subscribes, and waits until the server knows. */
  Subscription listen(String subject) throws Exception {
    Subscription inbox = server.connection().subscribe(subject);
    inbox.setPendingLimits(-1, -1);
    server.connection().flush(LIMIT);
    return inbox;
  }

  /** Subscribes as a member of a queue group, and waits until the server knows. */
  Subscription listen(String subject, String queue) throws Exception {
    Subscription inbox = server.connection().subscribe(subject, queue);
    server.connection().flush(LIMIT);
    return inbox;
  }

  /** Ends a subscription, and waits until the server knows. */
  void leave(Subscription inbox) throws Exception {
    inbox.unsubscribe();
    server.connection().flush(LIMIT);
  }

  /** Sends an empty message with headers, given as names and values in turn. */
  void send(String subject, String... headers) throws Exception {
    server.connection().publish(subject, headers(headers), new byte[0]);
    server.connection().flush(LIMIT);
  }

  /** Waits for the next message. */
  static Message receive(Subscription inbox) throws Exception {
    Message message = inbox.nextMessage(LIMIT);
    assertThat(message).as("a message on %s", inbox.getSubject()).isNotNull();
    return message;
  }

  /** Waits for messages; each as its payload, or as its status line. */
  static List<String> receive(Subscription inbox, int count) throws Exception {
    List<String> received = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      received.add(inShort(receive(inbox)));
    }
    return received;
  }

  /** A message as its payload, or as its status line. */
  static String inShort(Message message) {
    return message.isStatusMessage()
        ? message.getStatus().getCode() + " " + message.getStatus().getMessage()
        : new String(message.getData(), UTF_8);
  }

  /** Checks that nothing has come: all that the server had to say before this call is here then. */
  void expectNothing(Subscription inbox) throws Exception {
    server.connection().flush(LIMIT);
    assertThat(inbox.getPendingMessageCount()).as("messages on %s", inbox.getSubject()).isZero();
  }

  static Answer answer(Message message) {
    return new Answer(new String(message.getData(), UTF_8));
  }

  static String replyOf(Message delivery) {
    return Objects.requireNonNull(delivery.getReplyTo());
  }

  /** A text without what differs each time: times are T, identifiers I, long numbers N. */
  static String timeless(String text) {
    return text.replaceAll("\"2[0-9]{3}-[0-9-]{5}T[0-9:.]+Z\"", "\"T\"")
        .replaceAll("\"id\":\"[0-9A-Za-z]{22}\"", "\"id\":\"I\"")
        .replaceAll(":[0-9]{5,}(?=[,}])", ":N");
  }

  /** JSON with double quotes. */
  static String json(String singleQuoted) {
    return singleQuoted.replace('\'', '"');
  }

  private static @Nullable Headers headers(String... namesAndValues) {
    if (namesAndValues.length == 0) {
      return null;
    }
    Headers headers = new Headers();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return headers;
  }
}
