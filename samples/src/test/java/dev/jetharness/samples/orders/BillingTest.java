package dev.jetharness.samples.orders;

import static dev.jetharness.assertions.JetStreamAssertions.assertThat;

import dev.jetharness.Broker;
import dev.jetharness.junit.JetStreamTest;
import dev.jetharness.junit.WithTopology;
import io.nats.client.Connection;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A handler that acknowledges, asks again after a delay, and terminates. */
@JetStreamTest
@WithTopology(Topology.class)
class BillingTest {

  @BeforeEach
  void anOrderIsWaiting(Connection connection) throws Exception {
    new OrderIntake(connection).accept(new Order("o-1", "alice", 1999));
  }

  @Test
  void acknowledgesAPaidOrder(Connection connection, Broker broker) throws Exception {
    new Billing(connection, order -> {}).start();

    assertThat(broker).consumer("ORDERS", "billing").acknowledged().once();
    assertThat(broker).stream("ORDERS").stored("orders.paid").withText("o-1|alice|1999").once();
  }

  @Test
  void triesAgainWhenTheGatewayIsDown(Connection connection, Broker broker) throws Exception {
    AtomicInteger calls = new AtomicInteger();
    PaymentGateway flaky =
        order -> {
          if (calls.incrementAndGet() == 1) {
            throw new PaymentGateway.Unavailable("try later");
          }
        };

    new Billing(connection, flaky).start();

    assertThat(broker).consumer("ORDERS", "billing").naked().once();
    assertThat(broker).consumer("ORDERS", "billing").redelivered().once();
  }

  @Test
  void endsAnOrderThatCannotBePaid(Connection connection, Broker broker) throws Exception {
    PaymentGateway broke =
        order -> {
          throw new PaymentGateway.Declined("no money");
        };

    new Billing(connection, broke).start();
    assertThat(broker).consumer("ORDERS", "billing").termed().once();
    assertThat(broker).published("orders.declined").once();
    assertThat(broker).neverPublished("orders.paid");
  }
}
