package dev.jetharness.samples.orders;

import static dev.jetharness.assertions.JetStreamAssertions.assertThat;

import dev.jetharness.Broker;
import dev.jetharness.junit.JetStreamTest;
import dev.jetharness.junit.WithTopology;
import io.nats.client.Connection;
import org.junit.jupiter.api.Test;

/** What the server gives up ends where a person finds it. */
@JetStreamTest
@WithTopology(Topology.class)
class DeadLetterTest {

  @Test
  void buriesAnOrderAfterItsLastAttempt(Connection connection, Broker broker) throws Exception {
    new OrderIntake(connection).accept(new Order("o-1", "alice", 1999));
    new Undertaker(connection).start();

    new Billing(
            connection,
            order -> {
              throw new PaymentGateway.Unavailable("all day long");
            })
        .start();

    assertThat(broker).stream("ORDERS_DEAD_LETTERS")
        .stored("dead-letters.orders")
        .withText("o-1|alice|1999")
        .once();
    assertThat(broker).consumer("ORDERS", "billing").delivered().times(Topology.BILLING_ATTEMPTS);
    assertThat(broker).consumer("ORDERS", "billing").neverAcknowledged();
  }
}
