package dev.jetharness.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.Broker;
import dev.jetharness.Brokers;
import io.nats.client.Connection;
import io.nats.client.Nats;
import org.junit.jupiter.api.Test;

/** A broker by hand, for any test framework or a main method. */
class WithoutJUnitTest {

  @Test
  void aBrokerIsStartedUsedAndClosed() throws Exception {
    try (Broker broker = Brokers.inMemory().start();
        Connection connection = broker.connect()) {
      Topology.create(connection);
      assertThat(new OrderIntake(connection).accept(new Order("o-1", "bob", 5))).isTrue();
    }
  }

  @Test
  void anyClientReachesItByItsUrl() throws Exception {
    try (Broker broker = Brokers.inMemory().start();
        Connection connection = Nats.connect(broker.url())) {
      Topology.create(connection);
      assertThat(connection.jetStreamManagement().getStreamNames()).contains("ORDERS");
    }
  }
}
