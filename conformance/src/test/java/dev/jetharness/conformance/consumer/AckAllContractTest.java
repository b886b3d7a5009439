package dev.jetharness.conformance.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Await;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import java.util.List;

/** What an acknowledgement settles that acknowledges all before it. */
class AckAllContractTest {
  private static final String ALL = "'ack_policy':'all'";

  @Contract
  void itSettlesWhatIsBelowAndNothingAbove(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.a", "s.b", "s.a", "s.b", "s.a");
    consumers.durable("C", ALL + ",'filter_subject':'s.a'").isOk();
    List<Message> deliveries = consumers.deliver("C", 3);
    consumers.acknowledge(deliveries.get(1), "+ACK");
    assertThat(consumers.progress("C"))
        .isEqualTo("delivered 3/5, floor 2/3, 1 pending, 0 redelivered, 0 waiting, 0 left");
    consumers.acknowledge(deliveries.get(2), "+ACK");
    assertThat(consumers.progress("C"))
        .isEqualTo("delivered 3/5, floor 3/5, 0 pending, 0 redelivered, 0 waiting, 0 left");
  }

  @Contract
  void whatIsBelowTheFloorIsConfirmedAndChangesNothing(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2", "s.3");
    consumers.durable("C", ALL).isOk();
    List<Message> deliveries = consumers.deliver("C", 3);
    consumers.acknowledge(deliveries.get(1), "+ACK");
    consumers.acknowledge(deliveries.get(0), "+ACK");
    consumers.acknowledge(deliveries.get(1), "+ACK");
    assertThat(consumers.progress("C"))
        .isEqualTo("delivered 3/3, floor 2/2, 1 pending, 0 redelivered, 0 waiting, 0 left");
  }

  /** The floor is the consumer sequence of the delivery that is acknowledged. */
  @Contract
  void aRedeliveryMovesTheFloorToItsOwnNumber(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2", "s.3");
    consumers.durable("C", ALL).isOk();
    List<Message> deliveries = consumers.deliver("C", 3);
    consumers.acknowledge(deliveries.get(1), "-NAK");
    Message again = consumers.deliver("C", 1).get(0);
    assertThat(again.metaData().consumerSequence()).isEqualTo(4);
    consumers.acknowledge(again, "+ACK");
    assertThat(consumers.progress("C"))
        .isEqualTo("delivered 4/3, floor 4/2, 1 pending, 0 redelivered, 0 waiting, 0 left");
    consumers.acknowledge(deliveries.get(2), "+ACK");
    assertThat(consumers.progress("C"))
        .as("delivery 3 is below floor 4, although message 3 is not")
        .isEqualTo("delivered 4/3, floor 4/2, 1 pending, 0 redelivered, 0 waiting, 0 left");
  }

  @Contract
  void aTermSettlesWhatIsBelowToo(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2", "s.3");
    consumers.durable("C", ALL).isOk();
    List<Message> deliveries = consumers.deliver("C", 3);
    consumers.acknowledge(deliveries.get(1), "+TERM");
    assertThat(consumers.progress("C"))
        .isEqualTo("delivered 3/3, floor 2/2, 1 pending, 0 redelivered, 0 waiting, 0 left");
  }

  /**
   * Given up, message 2 is not pending any more. With fewer pending messages than the gap is wide,
   * the server goes through what is pending and leaves the count of its redeliveries.
   */
  @Contract
  void aWideGapLeavesTheCountOfWhatWasGivenUp(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2", "s.3");
    List<Message> deliveries = giveUpTheSecond(consumers, 3);
    consumers.acknowledge(deliveries.get(2), "+ACK");
    assertThat(consumers.progress("C"))
        .isEqualTo("delivered 4/3, floor 3/3, 0 pending, 1 redelivered, 0 waiting, 0 left");
  }

  /** With more pending messages than the gap is wide, the server goes through the gap. */
  @Contract
  void aNarrowGapRemovesTheCountOfWhatWasGivenUp(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2", "s.3", "s.4", "s.5");
    List<Message> deliveries = giveUpTheSecond(consumers, 5);
    consumers.acknowledge(deliveries.get(2), "+ACK");
    assertThat(consumers.progress("C"))
        .isEqualTo("delivered 6/5, floor 3/3, 2 pending, 0 redelivered, 0 waiting, 0 left");
  }

  @Contract
  void anInterestStreamLosesAllThatNobodyWaitsFor(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "'retention':'interest'");
    consumers.durable("C", ALL).isOk();
    consumers.durable("ONE", "'ack_policy':'explicit'").isOk();
    consumers.publish("s.1", "s.2", "s.3");
    List<Message> deliveries = consumers.deliver("C", 3);
    Message first = consumers.next("ONE");
    Message second = consumers.next("ONE");
    consumers.acknowledge(deliveries.get(2), "+ACK");
    assertThat(consumers.messages()).isEqualTo(3);
    consumers.acknowledge(second, "+ACK");
    Await.until("the second is gone", () -> consumers.messages() == 2);
    consumers.acknowledge(first, "+ACK");
    Await.until("the first is gone", () -> consumers.messages() == 1);
  }

  private static List<Message> giveUpTheSecond(Consumers consumers, int messages) throws Exception {
    consumers.durable("C", ALL + ",'max_deliver':2").isOk();
    List<Message> deliveries = consumers.deliver("C", messages);
    consumers.acknowledge(deliveries.get(1), "-NAK");
    consumers.acknowledge(consumers.deliver("C", 1).get(0), "-NAK");
    // It is given up when it comes up for redelivery, and nothing else is there.
    assertThat(
            consumers
                .request("$JS.API.CONSUMER.MSG.NEXT.S.C", "{\"no_wait\":true}")
                .getStatus()
                .getCode())
        .isEqualTo(404);
    assertThat(consumers.info("C").number("num_ack_pending")).isEqualTo(messages - 1);
    assertThat(consumers.info("C").number("num_redelivered")).isEqualTo(1);
    return deliveries;
  }
}
