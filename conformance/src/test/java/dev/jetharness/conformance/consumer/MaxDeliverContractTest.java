package dev.jetharness.conformance.consumer;

import static dev.jetharness.conformance.consumer.Consumers.inShort;
import static dev.jetharness.conformance.consumer.Consumers.receive;
import static dev.jetharness.conformance.consumer.Consumers.timeless;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Await;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import io.nats.client.Subscription;

/** When a message is given up after its last delivery, and what is said of it. */
class MaxDeliverContractTest {
  private static final String EXPLICIT = "'ack_policy':'explicit'";
  private static final String ADVISORY = "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.S.C";

  /** Until somebody asks for messages, the last delivery stays pending. */
  @Contract
  void itIsGivenUpWhenItComesUpForRedelivery(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2");
    consumers.durable("C", EXPLICIT + ",'max_deliver':2").isOk();
    Subscription advisories = consumers.listen(ADVISORY);
    consumers.acknowledge(consumers.next("C"), "-NAK");
    consumers.acknowledge(consumers.next("C"), "-NAK");
    consumers.expectNothing(advisories);
    assertThat(consumers.progress("C"))
        .isEqualTo("delivered 2/1, floor 0/0, 1 pending, 1 redelivered, 0 waiting, 1 left");
    assertThat(inShort(consumers.next("C"))).isEqualTo("s.2");
    assertThat(timeless(receive(advisories, 1).get(0))).isEqualTo(advisory(1, 2));
    assertThat(consumers.progress("C"))
        .isEqualTo("delivered 3/2, floor 0/0, 1 pending, 1 redelivered, 0 waiting, 0 left");
    consumers.expectNothing(advisories);
  }

  @Contract
  void theOnlyDeliveryIsGivenUpWhenItsAckWaitIsOver(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    consumers.durable("C", EXPLICIT + ",'max_deliver':1,'ack_wait':100000000").isOk();
    Subscription advisories = consumers.listen(ADVISORY);
    consumers.next("C");
    assertThat(timeless(receive(advisories, 1).get(0))).isEqualTo(advisory(1, 1));
    Await.until("given up", () -> consumers.info("C").number("num_ack_pending") == 0);
    assertThat(consumers.progress("C"))
        .isEqualTo("delivered 1/1, floor 0/0, 0 pending, 0 redelivered, 0 waiting, 0 left");
    assertThat(consumers.messages()).isEqualTo(1);
  }

  @Contract
  void aLateAcknowledgementStillTakesTheCountAway(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    consumers.durable("C", EXPLICIT + ",'max_deliver':2").isOk();
    consumers.acknowledge(consumers.next("C"), "-NAK");
    Message last = consumers.next("C");
    consumers.acknowledge(last, "-NAK");
    assertThat(receive(consumers.pull("C", "{'no_wait':true}"), 1))
        .containsExactly("404 No Messages");
    assertThat(consumers.info("C").number("num_redelivered")).isEqualTo(1);
    consumers.acknowledge(last, "+ACK");
    assertThat(consumers.info("C").number("num_redelivered")).isZero();
  }

  @Contract
  void inAWorkQueueItStaysUntilThatAcknowledgement(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "'retention':'workqueue'").publish("s.1");
    consumers.durable("C", EXPLICIT + ",'max_deliver':2").isOk();
    consumers.acknowledge(consumers.next("C"), "-NAK");
    Message last = consumers.next("C");
    consumers.acknowledge(last, "-NAK");
    assertThat(receive(consumers.pull("C", "{'no_wait':true}"), 1))
        .containsExactly("404 No Messages");
    assertThat(consumers.messages()).isEqualTo(1);
    consumers.acknowledge(last, "+ACK");
    Await.until("gone", () -> consumers.messages() == 0);
  }

  /** The advisory has the number of deliveries that were made, not of those that are allowed. */
  @Contract
  void aLoweredLimitIsAnnouncedWithTheDeliveriesMade(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    consumers.durable("C", EXPLICIT).isOk();
    Subscription advisories = consumers.listen(ADVISORY);
    Message last = deliverTimes(consumers, 4);
    consumers.durable("C", EXPLICIT + ",'max_deliver':2").isOk();
    consumers.acknowledge(last, "-NAK");
    assertThat(receive(consumers.pull("C", "{'no_wait':true}"), 1))
        .containsExactly("404 No Messages");
    assertThat(timeless(receive(advisories, 1).get(0))).isEqualTo(advisory(1, 4));
    assertThat(consumers.info("C").number("num_ack_pending")).isZero();
  }

  /** Below its redeliveries, a limit is reached at the end of the ack wait. */
  @Contract
  void aLoweredLimitIsNoticedAtTheEndOfTheAckWait(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    consumers.durable("C", EXPLICIT).isOk();
    Subscription advisories = consumers.listen(ADVISORY);
    deliverTimes(consumers, 3);
    consumers.durable("C", EXPLICIT + ",'max_deliver':2,'ack_wait':100000000").isOk();
    assertThat(timeless(receive(advisories, 1).get(0))).isEqualTo(advisory(1, 3));
    Await.until("given up", () -> consumers.info("C").number("num_ack_pending") == 0);
  }

  /** All is queued for redelivery under the limit of before, and given up under the new one. */
  @Contract
  void aNewDeliverSubjectComesBeforeANewLimit(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2");
    Subscription inbox = consumers.listen("d");
    consumers.durable("C", EXPLICIT + ",'deliver_subject':'d'").isOk();
    Message first = receive(inbox);
    receive(inbox);
    for (int i = 0; i < 2; i++) {
      consumers.acknowledge(first, "-NAK");
      receive(inbox);
    }
    consumers.leave(inbox);
    consumers.awaitUnbound("C");
    Subscription advisories = consumers.listen(ADVISORY);
    consumers.durable("C", EXPLICIT + ",'deliver_subject':'e','max_deliver':2").isOk();
    assertThat(consumers.info("C").number("num_ack_pending")).isEqualTo(2);
    consumers.expectNothing(advisories);
    assertThat(receive(consumers.listen("e"), 1)).containsExactly("s.2");
    assertThat(timeless(receive(advisories, 1).get(0))).isEqualTo(advisory(1, 3));
    assertThat(consumers.info("C").number("num_ack_pending")).isEqualTo(1);
  }

  private static Message deliverTimes(Consumers consumers, int times) throws Exception {
    Message delivery = consumers.next("C");
    for (int i = 1; i < times; i++) {
      consumers.acknowledge(delivery, "-NAK");
      delivery = consumers.next("C");
    }
    assertThat(delivery.metaData().deliveredCount()).isEqualTo(times);
    return delivery;
  }

  private static String advisory(int sequence, int deliveries) {
    return ("{\"type\":\"io.nats.jetstream.advisory.v1.max_deliver\",\"id\":\"I\","
            + "\"timestamp\":\"T\",\"stream\":\"S\",\"consumer\":\"C\",\"stream_seq\":%d,"
            + "\"deliveries\":%d}")
        .formatted(sequence, deliveries);
  }
}
