package dev.jetharness.conformance.consumer;

import static dev.jetharness.conformance.consumer.Consumers.receive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.util.List;

/** In which order messages come again, and how that goes with new ones and with the floors. */
class RedeliveryOrderContractTest {
  private static final String EXPLICIT = "'ack_policy':'explicit'";

  @Contract
  void naksComeInTheOrderOfTheirArrivalAndOnce(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2", "s.3", "s.4");
    consumers.durable("C", EXPLICIT).isOk();
    List<Message> deliveries = consumers.deliver("C", 3);
    for (int each : new int[] {2, 0, 2, 1, 0}) {
      consumers.acknowledge(deliveries.get(each), "-NAK");
    }
    assertThat(receive(consumers.pull("C", "{'batch':9,'no_wait':true}"), 5))
        .containsExactly("s.3", "s.1", "s.2", "s.4", "404 No Messages");
  }

  /** What was delivered in another order is redelivered in the order of the stream. */
  @Contract
  void whatExceedsItsAckWaitTogetherComesInTheOrderOfTheStream(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2", "s.3", "s.4");
    consumers.durable("C", EXPLICIT).isOk();
    List<Message> deliveries = consumers.deliver("C", 4);
    for (int each : new int[] {3, 1, 0, 2}) {
      consumers.acknowledge(deliveries.get(each), "+WPI");
    }
    consumers.durable("C", EXPLICIT + ",'ack_wait':20000000").isOk();
    Subscription again = consumers.pull("C", "{'batch':4}");
    assertThat(receive(again, 4)).containsExactly("s.1", "s.2", "s.3", "s.4");
  }

  @Contract
  void redeliveriesDoNotCountForMaxAckPending(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2", "s.3");
    consumers.durable("C", EXPLICIT + ",'max_ack_pending':2").isOk();
    List<Message> deliveries = consumers.deliver("C", 2);
    Subscription waiting = consumers.pull("C", "{'batch':9}");
    consumers.acknowledge(deliveries.get(1), "-NAK");
    assertThat(receive(waiting, 1)).containsExactly("s.2");
    consumers.expectNothing(waiting);
    consumers.acknowledge(deliveries.get(0), "+ACK");
    assertThat(receive(waiting, 1)).containsExactly("s.3");
    assertThat(consumers.progress("C"))
        .isEqualTo("delivered 4/3, floor 1/1, 2 pending, 1 redelivered, 1 waiting, 0 left");
  }

  /** Each redelivery has a number of its own, and the floor moves by the first one. */
  @Contract
  void theFloorMovesByTheFirstDelivery(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2", "s.3");
    consumers.durable("C", EXPLICIT).isOk();
    List<Message> deliveries = consumers.deliver("C", 3);
    consumers.acknowledge(deliveries.get(0), "-NAK");
    Message again = consumers.deliver("C", 1).get(0);
    assertThat(again.metaData().consumerSequence()).isEqualTo(4);
    assertThat(again.metaData().pendingCount()).isZero();
    consumers.acknowledge(again, "+ACK");
    assertThat(consumers.progress("C"))
        .isEqualTo("delivered 4/3, floor 1/1, 2 pending, 0 redelivered, 0 waiting, 0 left");
    consumers.acknowledge(deliveries.get(2), "+ACK");
    assertThat(consumers.progress("C"))
        .isEqualTo("delivered 4/3, floor 1/1, 1 pending, 0 redelivered, 0 waiting, 0 left");
    consumers.acknowledge(deliveries.get(1), "+ACK");
    assertThat(consumers.progress("C"))
        .as("with nothing pending the floor is all that was delivered")
        .isEqualTo("delivered 4/3, floor 4/3, 0 pending, 0 redelivered, 0 waiting, 0 left");
  }

  @Contract
  void aPushedRedeliveryComesBeforeNewMessages(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2", "s.3", "s.4");
    Subscription inbox = consumers.listen("d");
    consumers.durable("C", EXPLICIT + ",'deliver_subject':'d','max_ack_pending':2").isOk();
    Message first = receive(inbox);
    Message second = receive(inbox);
    consumers.acknowledge(second, "-NAK");
    assertThat(receive(inbox, 1)).containsExactly("s.2");
    consumers.acknowledge(first, "+ACK");
    assertThat(receive(inbox, 1)).containsExactly("s.3");
    consumers.expectNothing(inbox);
  }
}
