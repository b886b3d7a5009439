package dev.jetharness.conformance.consumer;

import static dev.jetharness.conformance.consumer.Consumers.inShort;
import static dev.jetharness.conformance.consumer.Consumers.receive;
import static dev.jetharness.conformance.consumer.Consumers.replyOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import io.nats.client.Subscription;

/** How far a push consumer with flow control sends ahead of its client. */
class PushFlowControlContractTest {
  private static final String REQUEST = "100 FlowControl Request";
  private static final String HEARTBEAT = "100 Idle Heartbeat";

  /** Counts for flow control, where the stored subject does not. */
  private static final String DELIVER = "deliver." + "x".repeat(52);

  /**
   * Four messages are more than a mebibyte because of the deliver subject: they have 60 bytes of
   * it, and some 40 of their reply subject.
   */
  private static final int QUARTER_MEBIBYTE = 256 * 1024 - 74;

  private static final String CONSUMER =
      "'deliver_subject':'" + DELIVER + "','flow_control':true,'idle_heartbeat':500000000";

  @Contract
  void theWindowIsTwoMebibytesAndAnAnswerIsAskedForAtHalfOfIt(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "").publish("s.1", 9, QUARTER_MEBIBYTE);
    Subscription inbox = consumers.listen(DELIVER);
    consumers.durable("C", CONSUMER).isOk();
    assertMessages(inbox, 4);
    String request = assertRequest(inbox);
    assertMessages(inbox, 4);
    assertStalled(inbox, request, 8);
    assertThat(consumers.progress("C"))
        .isEqualTo("delivered 8/8, floor 8/8, 0 pending, 0 redelivered, 0 waiting, 1 left");
  }

  @Contract
  void eachAnswerDoublesTheWindow(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "").publish("s.1", 22, QUARTER_MEBIBYTE);
    Subscription inbox = consumers.listen(DELIVER);
    consumers.durable("C", CONSUMER).isOk();
    assertMessages(inbox, 4);
    String first = assertRequest(inbox);
    assertMessages(inbox, 4);
    assertStalled(inbox, first, 8);
    consumers.send(first);
    // Four of eight messages are open: to half of 4 MiB it is four more, to all of it twelve.
    assertMessages(inbox, 4);
    String second = assertRequest(inbox);
    assertThat(second).isNotEqualTo(first);
    assertMessages(inbox, 8);
    assertStalled(inbox, second, 20);
    consumers.send(second);
    assertMessages(inbox, 2);
  }

  @Contract
  void onlyTheAnswerToTheLastRequestCounts(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "").publish("s.1", 9, QUARTER_MEBIBYTE);
    Subscription inbox = consumers.listen(DELIVER);
    consumers.durable("C", CONSUMER).isOk();
    assertMessages(inbox, 4);
    String request = assertRequest(inbox);
    assertMessages(inbox, 4);
    consumers.send("$JS.FC.S.C.none");
    assertStalled(inbox, request, 8);
    assertStalled(inbox, request, 8);
    consumers.send(request);
    assertMessages(inbox, 1);
    Message heartbeat = receive(inbox);
    assertThat(inShort(heartbeat)).isEqualTo(HEARTBEAT);
    assertThat(heartbeat.getHeaders().containsKey("Nats-Consumer-Stalled")).isFalse();
  }

  @Contract
  void aClientThatAnswersAtOnceIsNeverStalled(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "").publish("s.1", 40, QUARTER_MEBIBYTE);
    Subscription inbox = consumers.listen(DELIVER);
    consumers.durable("C", CONSUMER.replace("500000000", "9000000000")).isOk();
    int messages = 0;
    while (messages < 40) {
      Message next = receive(inbox);
      if (next.isStatusMessage()) {
        assertThat(inShort(next)).isEqualTo(REQUEST);
        consumers.send(replyOf(next));
      } else {
        messages++;
        assertThat(next.metaData().consumerSequence()).isEqualTo(messages);
      }
    }
  }

  @Contract
  void withoutPayloadsLittleCounts(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "").publish("s.1", 12, QUARTER_MEBIBYTE);
    Subscription inbox = consumers.listen(DELIVER);
    consumers.durable("C", CONSUMER + ",'headers_only':true").isOk();
    for (int i = 0; i < 12; i++) {
      Message message = receive(inbox);
      assertThat(message.isStatusMessage()).isFalse();
      assertThat(message.getData()).isEmpty();
      assertThat(message.getHeaders().getFirst("Nats-Msg-Size"))
          .isEqualTo(Integer.toString(QUARTER_MEBIBYTE));
    }
    assertThat(receive(inbox, 1)).containsExactly(HEARTBEAT);
  }

  private static void assertMessages(Subscription inbox, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      Message message = nextButHeartbeats(inbox);
      assertThat(message.isStatusMessage()).as("%d: %s", i, message.getStatus()).isFalse();
      assertThat(message.getData()).hasSize(QUARTER_MEBIBYTE);
    }
  }

  private static String assertRequest(Subscription inbox) throws Exception {
    Message request = nextButHeartbeats(inbox);
    assertThat(inShort(request)).isEqualTo(REQUEST);
    assertThat(request.getSubject()).isEqualTo(DELIVER);
    assertThat(replyOf(request)).matches("\\$JS\\.FC\\.S\\.C\\.[0-9A-Za-z]{4}");
    return replyOf(request);
  }

  /** On a slow machine there may be one more heartbeat before an answer arrives. */
  private static Message nextButHeartbeats(Subscription inbox) throws Exception {
    Message next = receive(inbox);
    while (inShort(next).equals(HEARTBEAT)) {
      next = receive(inbox);
    }
    return next;
  }

  private static void assertStalled(Subscription inbox, String request, int delivered)
      throws Exception {
    Message heartbeat = receive(inbox);
    assertThat(inShort(heartbeat)).isEqualTo(HEARTBEAT);
    assertThat(heartbeat.getReplyTo()).isNull();
    assertThat(heartbeat.getHeaders().getFirst("Nats-Last-Consumer"))
        .isEqualTo(Integer.toString(delivered));
    assertThat(heartbeat.getHeaders().getFirst("Nats-Last-Stream"))
        .isEqualTo(Integer.toString(delivered));
    assertThat(heartbeat.getHeaders().getFirst("Nats-Consumer-Stalled")).isEqualTo(request);
  }
}
