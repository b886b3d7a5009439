package dev.jetharness.samples.orders;

import static dev.jetharness.assertions.JetStreamAssertions.assertThat;

import dev.jetharness.Broker;
import dev.jetharness.junit.OnEachBroker;
import dev.jetharness.junit.WithTopology;
import io.nats.client.Connection;

/** One test, once on each broker that is there. */
@WithTopology(Topology.class)
class EachBrokerTest {

  @OnEachBroker
  void aPaidOrderIsAcknowledgedEverywhere(Connection connection, Broker broker) throws Exception {
    new OrderIntake(connection).accept(new Order("o-1", "alice", 1999));

    new Billing(connection, order -> {}).start();

    assertThat(broker).consumer("ORDERS", "billing").acknowledged().once();
  }
}
