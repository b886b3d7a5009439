package dev.jetharness.samples.orders;

import static dev.jetharness.assertions.JetStreamAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetharness.Broker;
import dev.jetharness.junit.JetStreamTest;
import dev.jetharness.junit.WithStream;
import dev.jetharness.junit.WithTopology;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import org.junit.jupiter.api.Test;

/** Publishing: the application's own topology, message ids, duplicates, refusals. */
@JetStreamTest
class OrderIntakeTest {
  private static final Order ORDER = new Order("o-1", "alice", 1999);

  @Test
  @WithTopology(Topology.class)
  void storesAnOrder(Connection connection, Broker broker) throws Exception {
    assertThat(new OrderIntake(connection).accept(ORDER)).isTrue();

    assertThat(broker).published("orders.created").withMessageId("o-1").once();
    assertThat(broker).stream("ORDERS").stored("orders.created").withText("o-1|alice|1999").once();
  }

  @Test
  @WithTopology(Topology.class)
  void takesARetriedOrderOnce(Connection connection, Broker broker) throws Exception {
    OrderIntake intake = new OrderIntake(connection);

    assertThat(intake.accept(ORDER)).isTrue();
    assertThat(intake.accept(ORDER)).isFalse();

    assertThat(broker).published("orders.created").times(2);
    assertThat(broker).stream("ORDERS").recognisedDuplicate("orders.created").once();
  }

  @Test
  @WithStream(name = "OTHER", subjects = "orders.>")
  void insistsOnItsStream(Connection connection, Broker broker) throws Exception {
    OrderIntake intake = new OrderIntake(connection);

    assertThatThrownBy(() -> intake.accept(ORDER)).isInstanceOf(JetStreamApiException.class);

    assertThat(broker).stream("OTHER").refused(10060).once();
    assertThat(broker).stream("OTHER").neverStored("orders.>");
  }
}
