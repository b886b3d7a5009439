package dev.jetharness.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.junit.BrokerScope;
import dev.jetharness.junit.JetStreamTest;
import dev.jetharness.junit.WithTopology;
import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** One broker for a whole class: what is stored before all tests is there for each of them. */
@JetStreamTest(scope = BrokerScope.CLASS)
@WithTopology(Topology.class)
class SharedBrokerTest {

  @BeforeAll
  static void storeOneOrder(Connection connection) throws Exception {
    new OrderIntake(connection).accept(new Order("o-1", "alice", 1999));
  }

  @Test
  void seesTheOrder(JetStreamManagement management) throws Exception {
    assertThat(management.getLastMessage("ORDERS", "orders.created").getSeq()).isPositive();
  }

  @Nested
  @DisplayName("in a nested class")
  class Inside {

    @Test
    void seesTheSameOrder(JetStreamManagement management) throws Exception {
      assertThat(management.getLastMessage("ORDERS", "orders.created").getSeq()).isPositive();
    }
  }
}
