package dev.jetharness.samples.orders;

import static dev.jetharness.assertions.JetStreamAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.Broker;
import dev.jetharness.junit.ConsumerName;
import dev.jetharness.junit.JetStreamTest;
import dev.jetharness.junit.WithTopology;
import io.nats.client.Connection;
import io.nats.client.ConsumerContext;
import io.nats.client.JetStream;
import org.junit.jupiter.api.Test;

/** A service that was offline catches up. */
@JetStreamTest
@WithTopology(Topology.class)
class ShippingTest {

  @Test
  void sendsWhatWasPaidWhileTheVanWasAway(
      Connection connection,
      JetStream jetStream,
      @ConsumerName(stream = "ORDERS", value = "shipping") ConsumerContext shipping,
      Broker broker)
      throws Exception {
    for (String id : new String[] {"o-1", "o-2", "o-3"}) {
      jetStream.publish("orders.paid", new Order(id, "alice", 500).toBytes());
    }
    assertThat(shipping.getConsumerInfo().getNumPending()).isEqualTo(3);

    Shipping van = new Shipping(connection);

    assertThat(van.round(2)).containsExactly("o-1", "o-2");
    assertThat(van.round(2)).containsExactly("o-3");
    assertThat(van.round(2)).isEmpty();
    assertThat(broker).consumer("ORDERS", "shipping").acknowledged().times(3);
  }
}
