package dev.jetharness.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.Broker;
import dev.jetharness.BrokerKind;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineExecutionResults;

class OnEachBrokerTest {
  private static final List<BrokerKind> SEEN = new ArrayList<>();

  @BeforeEach
  void forget() {
    SEEN.clear();
  }

  @OnEachBroker
  @WithStream(name = "ORDERS")
  void runsOnEachBroker(JetStream jetStream) throws Exception {
    assertThat(jetStream.publish("ORDERS", new byte[0]).getSeqno()).isEqualTo(1);
  }

  @Test
  void theBrokerIsInTheDisplayName() {
    EngineExecutionResults results = Jupiter.run(EachCase.class);
    assertThat(Jupiter.failures(results)).isEmpty();
    assertThat(Jupiter.invocations(results)).containsExactly("in memory", "process", "container");
    assertThat(SEEN).contains(BrokerKind.IN_MEMORY).doesNotHaveDuplicates();
  }

  @JetStreamTest(scope = BrokerScope.CLASS)
  static class EachCase {
    private final Connection connection;

    EachCase(Connection connection) {
      this.connection = connection;
    }

    @OnEachBroker
    void one(Broker broker, Connection same) {
      SEEN.add(broker.kind());
      assertThat(connection).isSameAs(same);
      assertThat(broker.connections()).containsExactly(connection);
    }
  }

  @Test
  void aMissingBrokerSkipsItsRunWithTheReason() {
    EngineExecutionResults results =
        Jupiter.run(
            Map.of(
                "jetharness.broker", "inmemory",
                "jetharness.nats-server", "/nowhere/nats-server",
                "jetharness.broker.required", "false"),
            EachCase.class);
    assertThat(Jupiter.failures(results)).isEmpty();
    assertThat(SEEN).contains(BrokerKind.IN_MEMORY).doesNotContain(BrokerKind.PROCESS);
    assertThat(Jupiter.skips(results)).anyMatch(reason -> reason.contains("/nowhere/nats-server"));
  }

  @Test
  void aFieldsConfigurationHoldsOnEachBroker() {
    assertThat(Jupiter.failures(Jupiter.run(FieldCase.class))).isEmpty();
    assertThat(SEEN).contains(BrokerKind.IN_MEMORY);
  }

  static class FieldCase {
    @RegisterExtension
    static final JetStreamExtension JETSTREAM =
        JetStreamExtension.builder()
            .scope(BrokerScope.CLASS)
            .topology(
                connection ->
                    connection
                        .keyValueManagement()
                        .create(io.nats.client.api.KeyValueConfiguration.builder("prices").build()))
            .build();

    @OnEachBroker
    void one(Broker broker, @Bucket("prices") io.nats.client.KeyValue prices) {
      SEEN.add(broker.kind());
    }
  }

  @Test
  void itStandsInsteadOfTest() {
    assertThat(Jupiter.failures(Jupiter.run(AlsoTestCase.class)))
        .anySatisfy(
            message ->
                assertThat(message)
                    .isEqualTo(
                        "AlsoTestCase.one() has both @Test and @OnEachBroker: take @Test out"));
  }

  static class AlsoTestCase {
    @Test
    @OnEachBroker
    void one() {}
  }
}
