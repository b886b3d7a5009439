package dev.jetharness.inmemory;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetharness.Broker;
import dev.jetharness.settings.InMemorySettings;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.ClusterInfo;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.Replica;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A broker that reports three nodes takes code that replicates its streams. */
@Timeout(60)
class ThreeNodesTest {
  private final Broker broker = InMemorySettings.defaults().nodes(3).start();
  private final Connection connection;
  private final JetStreamManagement management;

  ThreeNodesTest() throws Exception {
    connection = broker.connect();
    management = connection.jetStreamManagement();
  }

  @AfterEach
  void close() {
    broker.close();
  }

  @Test
  void theServerNamesItsCluster() {
    assertThat(connection.getServerInfo().getCluster()).isEqualTo("jetharness");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void streamsHaveUpToThreeReplicasThatAreCurrent(int replicas) throws Exception {
    StreamInfo info = management.addStream(stream(replicas));

    ClusterInfo cluster = requireNonNull(info.getClusterInfo());
    assertThat(cluster.getName()).isEqualTo("jetharness");
    assertThat(cluster.getLeader()).isEqualTo(connection.getServerInfo().getServerName());
    assertThat(cluster.getReplicas() == null ? 0 : cluster.getReplicas().size())
        .isEqualTo(replicas - 1);
    if (cluster.getReplicas() != null) {
      assertThat(cluster.getReplicas()).allMatch(Replica::isCurrent);
    }
    assertThat(management.getStreamInfo("S").getClusterInfo().getLeader())
        .isEqualTo(cluster.getLeader());
  }

  @Test
  void moreReplicasThanNodesAreRefused() {
    assertThatThrownBy(() -> management.addStream(stream(5)))
        .isInstanceOf(JetStreamApiException.class)
        .hasMessageContaining("no suitable peers for placement [10005]");
  }

  @Test
  void aConsumerHasNoMoreReplicasThanItsStream() throws Exception {
    management.addStream(stream(1));

    assertThatThrownBy(() -> management.addOrUpdateConsumer("S", consumer().numReplicas(3).build()))
        .isInstanceOf(JetStreamApiException.class)
        .hasMessageContaining("[10126]");
  }

  @Test
  void aDurableConsumerIsAsSafeAsItsStream() throws Exception {
    management.addStream(stream(3));

    ClusterInfo cluster =
        requireNonNull(management.addOrUpdateConsumer("S", consumer().build()).getClusterInfo());

    assertThat(cluster.getReplicas()).hasSize(2);
  }

  private static StreamConfiguration stream(int replicas) {
    return StreamConfiguration.builder().name("S").subjects("s.>").replicas(replicas).build();
  }

  private static ConsumerConfiguration.Builder consumer() {
    return ConsumerConfiguration.builder().durable("c");
  }
}
