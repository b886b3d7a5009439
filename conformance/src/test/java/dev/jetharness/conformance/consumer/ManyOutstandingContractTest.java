package dev.jetharness.conformance.consumer;

import static dev.jetharness.conformance.consumer.Consumers.receive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import io.nats.client.Subscription;

/** A consumer with a great many deliveries that nobody has acknowledged. */
class ManyOutstandingContractTest {
  private static final int MESSAGES = 100_000;
  private static final String MEMBERS = "'ack_policy':'explicit','max_ack_pending':-1";

  @Contract
  void allComeAgainInOrderWhenTheirAckWaitIsOver(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "'storage':'memory'").fill("s.1", MESSAGES);
    consumers.durable("C", MEMBERS + ",'ack_wait':600000000000").isOk();
    assertInOrder(consumers, 1, 1);
    assertThat(consumers.progress("C"))
        .isEqualTo(
            "delivered %1$d/%1$d, floor 0/0, %1$d pending, 0 redelivered, 0 waiting, 0 left"
                .formatted(MESSAGES));
    consumers.durable("C", MEMBERS + ",'ack_wait':1000000").isOk();
    Subscription one = consumers.pull("C", "{'batch':1}");
    assertThat(receive(one).metaData().streamSequence()).isEqualTo(1);
    consumers.durable("C", MEMBERS + ",'ack_wait':600000000000").isOk();
    assertInOrder(consumers, 2, 2);
    Answer info = consumers.info("C");
    assertThat(info.number("num_redelivered")).isEqualTo(MESSAGES);
    assertThat(info.number("num_ack_pending")).isEqualTo(MESSAGES);
    assertThat(info.number("delivered.stream_seq")).isEqualTo(MESSAGES);
  }

  private static void assertInOrder(Consumers consumers, int first, int deliveries)
      throws Exception {
    Subscription inbox = consumers.pull("C", "{'batch':" + (MESSAGES - first + 1) + "}");
    for (int i = first; i <= MESSAGES; i++) {
      Message message = receive(inbox);
      assertThat(message.metaData().streamSequence()).isEqualTo(i);
      assertThat(message.metaData().deliveredCount()).isEqualTo(deliveries);
    }
  }
}
