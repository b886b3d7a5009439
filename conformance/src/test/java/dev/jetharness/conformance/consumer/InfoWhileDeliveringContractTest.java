package dev.jetharness.conformance.consumer;

import static dev.jetharness.conformance.consumer.Consumers.receive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.util.HashSet;
import java.util.Set;

/**
 * All counters of a consumer belong to one instant, however fast it delivers meanwhile. Clients add
 * what is left to what was delivered, to learn how much there was.
 */
class InfoWhileDeliveringContractTest {
  private static final int MESSAGES = 5000;

  @Contract
  void whatIsLeftAndWhatIsDeliveredIsAlwaysAll(TestServer server) throws Exception {
    Consumers consumers = filled(server);
    Subscription inbox = consumers.listen("d");
    Answer created = consumers.durable("C", "'deliver_subject':'d'").isOk();
    assertThat(Consumers.progress(created))
        .as("the response is from before the first delivery")
        .isEqualTo(
            "delivered 0/0, floor 0/0, 0 pending, 0 redelivered, 0 waiting, " + MESSAGES + " left");
    long delivered = 0;
    while (delivered < MESSAGES) {
      Answer info = consumers.info("C");
      delivered = info.number("delivered.consumer_seq");
      assertThat(info.number("num_pending") + delivered).isEqualTo(MESSAGES);
      assertThat(info.number("delivered.stream_seq")).isEqualTo(delivered);
      assertThat(info.number("ack_floor.consumer_seq")).isEqualTo(delivered);
    }
    for (int i = 1; i <= MESSAGES; i++) {
      assertThat(receive(inbox).metaData().streamSequence()).isEqualTo(i);
    }
  }

  @Contract
  void whatIsAcknowledgedIsBetweenTheFloorAndTheLastDelivery(TestServer server) throws Exception {
    Consumers consumers = filled(server);
    consumers.durable("C", "'ack_policy':'explicit','max_ack_pending':-1").isOk();
    Subscription inbox = consumers.pull("C", "{'batch':" + MESSAGES + "}");
    Set<Long> floors = new HashSet<>();
    for (int i = 1; i <= MESSAGES; i++) {
      Message message = receive(inbox);
      message.ack();
      if (i % 500 == 0) {
        Answer info = consumers.info("C");
        long delivered = info.number("delivered.consumer_seq");
        long floor = info.number("ack_floor.consumer_seq");
        floors.add(floor);
        assertThat(info.number("num_pending") + delivered).isEqualTo(MESSAGES);
        assertThat(floor + info.number("num_ack_pending")).isEqualTo(delivered);
        assertThat(info.number("ack_floor.stream_seq")).isEqualTo(floor);
      }
    }
    assertThat(floors).isNotEmpty();
  }

  private static Consumers filled(TestServer server) throws Exception {
    return Consumers.of(server, "'storage':'memory'").fill("s.1", MESSAGES);
  }
}
