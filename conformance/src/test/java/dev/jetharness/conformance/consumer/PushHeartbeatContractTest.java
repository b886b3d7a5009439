package dev.jetharness.conformance.consumer;

import static dev.jetharness.conformance.consumer.Consumers.inShort;
import static dev.jetharness.conformance.consumer.Consumers.receive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.RawClient;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import io.nats.client.Subscription;

/** What a push consumer sends while it has nothing to deliver ({@code idle_heartbeat}). */
class PushHeartbeatContractTest {
  private static final String HEARTBEAT = "100 Idle Heartbeat";
  private static final String CONSUMER = "'deliver_subject':'d','idle_heartbeat':100000000";

  @Contract
  void aHeartbeatIsNothingButItsHeaders(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    RawClient client = server.raw().connect().send("SUB d 1\r\n").ping();
    consumers.durable("C", CONSUMER).isOk();
    String block =
        "NATS/1.0 100 Idle Heartbeat\r\nNats-Last-Consumer: 0\r\nNats-Last-Stream: 0\r\n\r\n";
    String heartbeat = "HMSG d 1 %d %d\r\n%s".formatted(block.length(), block.length(), block);
    assertThat(client.readMessage()).isEqualTo(heartbeat);
    consumers.publish("s.1");
    String message = client.readMessage();
    while (message.equals(heartbeat)) {
      message = client.readMessage();
    }
    assertThat(message).startsWith("MSG s.1 1 $JS.ACK.S.C.1.1.1.").endsWith(".0 3\r\ns.1");
    assertThat(client.readMessage()).isEqualTo(heartbeat.replace(": 0", ": 1"));
  }

  @Contract
  void itTellsHowFarTheStreamWasLookedThrough(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2", "s.3");
    Subscription inbox = consumers.listen("d");
    consumers.durable("C", CONSUMER + ",'filter_subject':'s.1'").isOk();
    assertThat(receive(inbox, 1)).containsExactly("s.1");
    assertHeartbeat(receive(inbox), 1, 3);
  }

  @Contract
  void itTellsOfDeliveriesNotOfAcknowledgements(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    Subscription inbox = consumers.listen("d");
    consumers.durable("C", CONSUMER + ",'ack_policy':'explicit'").isOk();
    Message first = receive(inbox);
    assertHeartbeat(receive(inbox), 1, 1);
    consumers.acknowledge(first, "-NAK");
    Message next = receive(inbox);
    while (next.isStatusMessage()) {
      next = receive(inbox);
    }
    assertThat(next.metaData().deliveredCount()).isEqualTo(2);
    assertHeartbeat(receive(inbox), 2, 1);
  }

  @Contract
  void itComesAtMaxAckPendingToo(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2");
    Subscription inbox = consumers.listen("d");
    consumers.durable("C", CONSUMER + ",'ack_policy':'explicit','max_ack_pending':1").isOk();
    assertThat(receive(inbox, 1)).containsExactly("s.1");
    assertHeartbeat(receive(inbox), 1, 1);
  }

  @Contract
  void aHeartbeatGoesToOneMemberOfTheDeliverGroup(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    Subscription one = consumers.listen("d", "g");
    Subscription plain = consumers.listen("d");
    consumers.durable("C", CONSUMER + ",'deliver_group':'g'").isOk();
    assertHeartbeat(receive(one), 0, 0);
    assertHeartbeat(receive(plain), 0, 0);
  }

  @Contract
  void itGoesToTheDeliverSubjectOfTheMoment(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.durable("C", CONSUMER).isOk();
    Subscription moved = consumers.listen("e");
    consumers.durable("C", CONSUMER.replace("'d'", "'e'")).isOk();
    assertHeartbeat(receive(moved), 0, 0);
  }

  @Contract
  void theIntervalMayNotChange(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.durable("C", CONSUMER).isOk();
    consumers
        .durable("C", "'deliver_subject':'d'")
        .isError(500, 10012, "heart beats can not be updated");
    consumers
        .durable("C", CONSUMER + ",'flow_control':true")
        .isError(500, 10012, "flow control can not be updated");
  }

  private static void assertHeartbeat(Message message, int consumerSequence, int streamSequence) {
    assertThat(inShort(message)).isEqualTo(HEARTBEAT);
    assertThat(message.getReplyTo()).isNull();
    assertThat(message.getData()).isEmpty();
    assertThat(message.getHeaders().size()).isEqualTo(2);
    assertThat(message.getHeaders().getFirst("Nats-Last-Consumer"))
        .isEqualTo(Integer.toString(consumerSequence));
    assertThat(message.getHeaders().getFirst("Nats-Last-Stream"))
        .isEqualTo(Integer.toString(streamSequence));
  }
}
