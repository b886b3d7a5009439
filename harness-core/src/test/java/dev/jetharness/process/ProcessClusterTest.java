package dev.jetharness.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.Broker;
import dev.jetharness.Brokers;
import dev.jetharness.server.RealServers;
import dev.jetharness.settings.ProcessSettings;
import dev.jetharness.spi.BrokerRun;
import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.StreamConfiguration;
import org.junit.jupiter.api.Test;

class ProcessClusterTest {
  private static final ProcessSettings THREE_NODES = Brokers.process().nodes(3);

  @Test
  void servesReplicatedStreamsFromTheFirstMomentAndForgetsThem() throws Exception {
    try (BrokerRun run = BrokerRun.begin()) {
      for (int i = 0; i < 10; i++) {
        try (Broker broker = RealServers.start(THREE_NODES);
            Connection connection = broker.connect()) {
          JetStreamManagement management = connection.jetStreamManagement();
          assertThat(management.getStreamNames()).isEmpty();
          StreamConfiguration.Builder stream =
              StreamConfiguration.builder().name("ORDERS").subjects("orders.>");
          management.addStream(stream.replicas(3).build());
          connection.jetStream().publish("orders.new", "one".getBytes(UTF_8));
          assertThat(management.getStreamInfo("ORDERS").getStreamState().getMsgCount())
              .isEqualTo(1);
          broker.reset();
          management.addStream(stream.replicas(1).build());
        }
      }
      run.close();
    }
  }
}
