package dev.jetharness.conformance.consumer;

import static dev.jetharness.conformance.consumer.Consumers.inShort;
import static dev.jetharness.conformance.consumer.Consumers.receive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import io.nats.client.Subscription;

/** Updates of push consumers that are at work. */
class PushUpdateContractTest {

  @Contract
  void anotherDeliverSubjectGetsAllThatIsPendingAgain(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2", "s.3");
    Subscription inbox = consumers.listen("d");
    consumers.durable("C", "'deliver_subject':'d','ack_policy':'explicit'").isOk();
    receive(inbox);
    consumers.acknowledge(receive(inbox), "+ACK");
    receive(inbox);
    consumers.leave(inbox);
    consumers.awaitUnbound("C");
    consumers.publish("s.4");
    Subscription moved = consumers.listen("e");
    consumers.durable("C", "'deliver_subject':'e','ack_policy':'explicit'").isOk();
    assertDelivery(receive(moved), "s.1", 2, 4);
    assertDelivery(receive(moved), "s.3", 2, 5);
    assertDelivery(receive(moved), "s.4", 1, 6);
    assertThat(consumers.progress("C"))
        .isEqualTo("delivered 6/4, floor 0/0, 3 pending, 2 redelivered, 0 waiting, 0 left");
  }

  @Contract
  void theOldDeliverSubjectGetsNothingMore(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.durable("C", "'deliver_subject':'d'").isOk();
    Subscription moved = consumers.listen("e");
    consumers.durable("C", "'deliver_subject':'e'").isOk();
    Subscription old = consumers.listen("d");
    consumers.publish("s.1");
    assertThat(receive(moved, 1)).containsExactly("s.1");
    consumers.expectNothing(old);
    consumers.leave(moved);
    consumers.awaitUnbound("C");
  }

  @Contract
  void aHigherMaxAckPendingLetsDeliveryGoOn(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2", "s.3");
    Subscription inbox = consumers.listen("d");
    String members = "'deliver_subject':'d','ack_policy':'explicit','max_ack_pending':";
    consumers.durable("C", members + 1).isOk();
    assertThat(receive(inbox, 1)).containsExactly("s.1");
    consumers.durable("C", members + 2).isOk();
    assertThat(receive(inbox, 1)).containsExactly("s.2");
    assertThat(consumers.progress("C"))
        .isEqualTo("delivered 2/2, floor 0/0, 2 pending, 0 redelivered, 0 waiting, 1 left");
  }

  @Contract
  void headersOnlyTakesEffectWithTheNextMessage(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    Subscription inbox = consumers.listen("d");
    consumers.durable("C", "'deliver_subject':'d'").isOk();
    assertThat(receive(inbox, 1)).containsExactly("s.1");
    consumers.durable("C", "'deliver_subject':'d','headers_only':true").isOk();
    consumers.publish("s.2");
    Message headersOnly = receive(inbox);
    assertThat(headersOnly.getSubject()).isEqualTo("s.2");
    assertThat(headersOnly.getData()).isEmpty();
    assertThat(headersOnly.getHeaders().getFirst("Nats-Msg-Size")).isEqualTo("3");
    consumers.durable("C", "'deliver_subject':'d'").isOk();
    consumers.publish("s.3");
    assertThat(receive(inbox, 1)).containsExactly("s.3");
  }

  @Contract
  void anotherFilterTakesEffectWithTheNextMessage(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2");
    Subscription inbox = consumers.listen("d");
    consumers.durable("C", "'deliver_subject':'d','filter_subject':'s.1'").isOk();
    assertThat(receive(inbox, 1)).containsExactly("s.1");
    consumers.durable("C", "'deliver_subject':'d','filter_subject':'s.2'").isOk();
    consumers.publish("s.1", "s.2");
    Message next = receive(inbox);
    assertThat(inShort(next)).isEqualTo("s.2");
    assertThat(next.metaData().streamSequence()).isEqualTo(4);
  }

  @Contract
  void pushAndPullDoNotChangeIntoEachOther(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.durable("PUSH", "'deliver_subject':'d'").isOk();
    consumers.durable("PULL", "").isOk();
    consumers.durable("PUSH", "").isError(500, 10012, "can not update push consumer to pull based");
    consumers
        .durable("PULL", "'deliver_subject':'d'")
        .isError(500, 10012, "can not update pull consumer to push based");
  }

  private static void assertDelivery(
      Message message, String payload, int deliveries, int consumerSequence) {
    assertThat(inShort(message)).isEqualTo(payload);
    assertThat(message.metaData().deliveredCount()).isEqualTo(deliveries);
    assertThat(message.metaData().consumerSequence()).isEqualTo(consumerSequence);
  }
}
