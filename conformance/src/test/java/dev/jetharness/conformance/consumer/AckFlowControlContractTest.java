package dev.jetharness.conformance.consumer;

import static dev.jetharness.conformance.consumer.Consumers.inShort;
import static dev.jetharness.conformance.consumer.Consumers.json;
import static dev.jetharness.conformance.consumer.Consumers.receive;
import static dev.jetharness.conformance.consumer.Consumers.replyOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Await;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import io.nats.client.Subscription;

/** Ack policy flow_control: answers to flow control requests acknowledge. */
class AckFlowControlContractTest {
  private static final String REQUEST = "100 FlowControl Request";
  private static final String HEARTBEAT = "100 Idle Heartbeat";
  private static final String CONSUMER = "'ack_policy':'flow_control','deliver_subject':'d'";

  @Contract
  void theConsumerHasFlowControlAndHeartbeats(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    assertThat(consumers.durable("C", CONSUMER).text())
        .contains(
            json(
                "'config':{'durable_name':'C','name':'C','deliver_policy':'all',"
                    + "'ack_policy':'flow_control','max_deliver':-1,'replay_policy':'instant',"
                    + "'max_ack_pending':1000,'flow_control':true,'deliver_subject':'d',"
                    + "'idle_heartbeat':1000000000,'num_replicas':0,'metadata':"
                    + "{'_nats.level':'5','_nats.req.level':'4','_nats.ver':'2.15.1'}}"));
  }

  @Contract
  void atMaxAckPendingTheClientIsAskedToAnswer(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2", "s.3");
    Subscription inbox = consumers.listen("d");
    consumers.durable("C", CONSUMER + ",'max_ack_pending':2").isOk();
    assertThat(receive(inbox, 2)).containsExactly("s.1", "s.2");
    Message request = receive(inbox);
    assertThat(inShort(request)).isEqualTo(REQUEST);
    assertThat(replyOf(request)).matches("\\$JS\\.FC\\.S\\.C\\.[0-9A-Za-z]{4}");
    Message heartbeat = receive(inbox);
    assertThat(inShort(heartbeat)).isEqualTo(HEARTBEAT);
    assertThat(heartbeat.getHeaders().getFirst("Nats-Last-Consumer")).isEqualTo("2");
    assertThat(heartbeat.getHeaders().getFirst("Nats-Last-Stream")).isEqualTo("2");
    assertThat(heartbeat.getHeaders().getFirst("Nats-Consumer-Stalled"))
        .isEqualTo(replyOf(request));
    assertThat(consumers.progress("C"))
        .isEqualTo("delivered 2/2, floor 0/0, 2 pending, 0 redelivered, 0 waiting, 1 left");
  }

  @Contract
  void theAnswerSaysWhatIsAcknowledged(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2", "s.3", "s.4");
    Subscription inbox = consumers.listen("d");
    consumers.durable("C", CONSUMER + ",'max_ack_pending':3").isOk();
    assertThat(receive(inbox, 3)).endsWith("s.3");
    answer(consumers, receive(inbox), 2, 2);
    assertThat(receive(inbox, 1)).containsExactly("s.4");
    assertThat(consumers.progress("C"))
        .isEqualTo("delivered 4/4, floor 2/2, 2 pending, 0 redelivered, 0 waiting, 0 left");
  }

  @Contract
  void anAnswerWithoutHeadersAcknowledgesNothing(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2");
    Subscription inbox = consumers.listen("d");
    consumers.durable("C", CONSUMER + ",'max_ack_pending':1").isOk();
    assertThat(receive(inbox, 1)).containsExactly("s.1");
    consumers.send(replyOf(receive(inbox)));
    Message heartbeat = receive(inbox);
    assertThat(heartbeat.getHeaders().containsKey("Nats-Consumer-Stalled")).isFalse();
    assertThat(consumers.info("C").number("num_ack_pending")).isEqualTo(1);
    answer(consumers, receive(inbox), 1, 1);
    assertThat(receive(inbox, 1)).containsExactly("s.2");
  }

  @Contract
  void anAnswerToAnotherRequestAcknowledgesNothing(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2");
    Subscription inbox = consumers.listen("d");
    consumers.durable("C", CONSUMER + ",'max_ack_pending':1").isOk();
    assertThat(receive(inbox, 1)).containsExactly("s.1");
    Message request = receive(inbox);
    consumers.send("$JS.FC.S.C.none", "Nats-Last-Consumer", "1", "Nats-Last-Stream", "1");
    assertThat(consumers.info("C").number("num_ack_pending")).isEqualTo(1);
    answer(consumers, request, 1, 1);
    assertThat(receive(inbox, 1)).containsExactly("s.2");
    answer(consumers, request, 2, 2);
    assertThat(consumers.info("C").number("num_ack_pending")).isEqualTo(1);
  }

  @Contract
  void whenItIsQuietTheClientIsAskedAfterTheHeartbeat(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    Subscription inbox = consumers.listen("d");
    consumers.durable("C", CONSUMER).isOk();
    assertThat(receive(inbox, 2)).containsExactly("s.1", HEARTBEAT);
    Message request = receive(inbox);
    assertThat(inShort(request)).isEqualTo(REQUEST);
    answer(consumers, request, 1, 1);
    Await.until("acknowledged", () -> consumers.info("C").number("num_ack_pending") == 0);
    assertThat(receive(inbox, 2)).containsOnly(HEARTBEAT);
  }

  /** The server trusts the client even beyond what was delivered. */
  @Contract
  void theAnswerMayBeAhead(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2", "s.3");
    Subscription inbox = consumers.listen("d");
    consumers.durable("C", CONSUMER + ",'max_ack_pending':1").isOk();
    assertThat(receive(inbox, 1)).containsExactly("s.1");
    answer(consumers, receive(inbox), 7, 7);
    assertThat(receive(inbox, 1)).containsExactly("s.2");
    assertThat(consumers.info("C").number("num_ack_pending")).isEqualTo(1);
  }

  @Contract
  void nobodyListensToAcknowledgements(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    Subscription inbox = consumers.listen("d");
    consumers.durable("C", CONSUMER).isOk();
    Message refused = consumers.request(replyOf(receive(inbox)), "+ACK");
    assertThat(refused.getStatus().getCode()).isEqualTo(503);
    assertThat(consumers.info("C").number("num_ack_pending")).isEqualTo(1);
  }

  @Contract
  void nothingIsRedeliveredForAnAckWait(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    Subscription inbox = consumers.listen("d");
    Answer created = consumers.durable("C", CONSUMER);
    assertThat(created.at("config.ack_wait")).isNull();
    assertThat(receive(inbox, 5)).containsExactly("s.1", HEARTBEAT, REQUEST, HEARTBEAT, HEARTBEAT);
  }

  @Contract
  void aWorkQueueLosesWhatIsAcknowledged(TestServer server) throws Exception {
    acknowledgedMessagesLeave(server, "workqueue");
  }

  @Contract
  void anInterestStreamLosesWhatIsAcknowledged(TestServer server) throws Exception {
    acknowledgedMessagesLeave(server, "interest");
  }

  private static void acknowledgedMessagesLeave(TestServer server, String retention)
      throws Exception {
    Consumers consumers = Consumers.of(server, "'retention':'" + retention + "'");
    Subscription inbox = consumers.listen("d");
    consumers.durable("C", CONSUMER + ",'max_ack_pending':3").isOk();
    consumers.publish("s.1", "s.2", "s.3", "s.4");
    assertThat(receive(inbox, 3)).endsWith("s.3");
    assertThat(consumers.messages()).isEqualTo(4);
    answer(consumers, receive(inbox), 2, 2);
    assertThat(receive(inbox, 1)).containsExactly("s.4");
    Await.until("acknowledged messages left", () -> consumers.messages() == 2);
  }

  private static void answer(Consumers consumers, Message request, int lastConsumer, int lastStream)
      throws Exception {
    assertThat(inShort(request)).isEqualTo(REQUEST);
    consumers.send(
        replyOf(request),
        "Nats-Last-Consumer",
        Integer.toString(lastConsumer),
        "Nats-Last-Stream",
        Integer.toString(lastStream));
  }
}
