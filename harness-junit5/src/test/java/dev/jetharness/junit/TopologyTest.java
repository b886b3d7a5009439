package dev.jetharness.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.traffic.Traffic;
import io.nats.client.Connection;
import io.nats.client.ConsumerContext;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@JetStreamTest
class TopologyTest {

  /** As an application has it. */
  static final class OrdersTopology {
    private OrdersTopology() {}

    static void create(JetStreamManagement management) throws IOException, JetStreamApiException {
      management.addStream(
          StreamConfiguration.builder().name("ORDERS").subjects("orders.>").build());
    }

    static String describe(String text) {
      return text;
    }
  }

  /** With more than one method that could be meant. */
  static final class ManyTopologies {
    private ManyTopologies() {}

    static void payments(Connection connection) throws IOException, JetStreamApiException {
      connection
          .jetStreamManagement()
          .addStream(StreamConfiguration.builder().name("PAYMENTS").build());
    }

    static void nothing(Connection connection) {}
  }

  /** Made for tests. */
  static final class Seeded implements Topology {
    @Override
    public void setUp(Connection connection) throws Exception {
      OrdersTopology.create(connection.jetStreamManagement());
      connection.jetStream().publish("orders.created", new byte[0]);
    }
  }

  @Test
  @WithTopology(OrdersTopology.class)
  @WithConsumer(stream = "ORDERS", name = "billing")
  void theApplicationsOwnMethodSetsUp(ConsumerContext billing) {
    assertThat(billing.getConsumerName()).isEqualTo("billing");
  }

  @Test
  @WithTopology(value = ManyTopologies.class, method = "payments")
  @WithTopology(OrdersTopology.class)
  void severalTopologiesSetUp(JetStreamManagement management) throws Exception {
    assertThat(management.getStreamNames()).containsExactlyInAnyOrder("ORDERS", "PAYMENTS");
  }

  @Test
  @WithTopology(Seeded.class)
  void theTrafficBeginsAfterTheSetUp(Traffic traffic, JetStreamManagement management)
      throws Exception {
    assertThat(management.getStreamInfo("ORDERS").getStreamState().getMsgCount()).isEqualTo(1);
    assertThat(traffic.events()).isEmpty();
  }

  @Nested
  @JetStreamTest(scope = BrokerScope.CLASS)
  @WithTopology(Seeded.class)
  class OnASharedBroker {
    @Test
    void setsUpOnce(JetStreamManagement management) throws Exception {
      assertThat(management.getStreamInfo("ORDERS").getStreamState().getMsgCount()).isEqualTo(1);
    }

    @Test
    void setsUpOnceIndeed(JetStreamManagement management) throws Exception {
      assertThat(management.getStreamInfo("ORDERS").getStreamState().getMsgCount()).isEqualTo(1);
    }
  }

  @Test
  void whatIsNoTopologyIsSaid() {
    assertThat(Jupiter.failures(Jupiter.run(NoTopologyCase.class)))
        .containsExactlyInAnyOrder(
            "@WithTopology(ManyTopologies.class) of NoTopologyCase.many(): there are several methods"
                + " that could be meant: ManyTopologies.nothing(Connection),"
                + " ManyTopologies.payments(Connection). Say which one: @WithTopology(value ="
                + " ManyTopologies.class, method = \"nothing\")",
            "@WithTopology(String.class) of NoTopologyCase.none(): String has no static method that"
                + " takes a Connection (or JetStreamManagement, KeyValueManagement, …), and it is no"
                + " dev.jetharness.junit.Topology. Add one of them",
            "@WithTopology(OrdersTopology.class) of NoTopologyCase.misnamed(): OrdersTopology has no"
                + " static method 'make' that takes a Connection (or JetStreamManagement,"
                + " KeyValueManagement, …), and it is no dev.jetharness.junit.Topology. Add one of"
                + " them",
            "@WithTopology(OrdersTopology.class) of NoTopologyCase.refused() could not be set up:"
                + " subjects overlap with an existing stream [10065]");
  }

  @JetStreamTest
  static class NoTopologyCase {
    @Test
    @WithTopology(ManyTopologies.class)
    void many() {}

    @Test
    @WithTopology(String.class)
    void none() {}

    @Test
    @WithTopology(value = OrdersTopology.class, method = "make")
    void misnamed() {}

    @Test
    @WithStream(name = "OTHER", subjects = "orders.>")
    @WithTopology(OrdersTopology.class)
    void refused() {}
  }
}
