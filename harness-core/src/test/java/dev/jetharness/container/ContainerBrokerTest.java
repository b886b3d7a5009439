package dev.jetharness.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jetharness.Broker;
import dev.jetharness.BrokerUnavailableException;
import dev.jetharness.Brokers;
import dev.jetharness.server.RealBrokerContract;
import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.StreamConfiguration;
import org.junit.jupiter.api.Test;

class ContainerBrokerTest extends RealBrokerContract {

  ContainerBrokerTest() {
    super(Brokers.container());
  }

  @Test
  void servesReplicatedStreamsOnThreeNodes() throws Exception {
    try (Broker broker = Brokers.container().nodes(3).start();
        Connection connection = broker.connect()) {
      JetStreamManagement management = connection.jetStreamManagement();
      StreamConfiguration.Builder stream =
          StreamConfiguration.builder().name("ORDERS").subjects("orders.>");
      management.addStream(stream.replicas(3).build());
      connection.jetStream().publish("orders.new", new byte[0]);
      broker.reset();
      management.addStream(stream.replicas(1).build());
      assertThat(management.getStreamInfo("ORDERS").getStreamState().getMsgCount()).isZero();
    }
  }

  @Test
  void saysHowToGetAnImageThatIsMissing() {
    assertThatExceptionOfType(BrokerUnavailableException.class)
        .isThrownBy(() -> Brokers.container().image("localhost:9/nats:none").start())
        .withMessageContaining("docker pull localhost:9/nats:none");
  }
}
