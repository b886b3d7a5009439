package dev.jetharness.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.Broker;
import dev.jetharness.BrokerKind;
import io.nats.client.Connection;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;

class SelectionTest {
  private static final Map<String, String> MISSING =
      Map.of(
          "jetharness.broker", "process",
          "jetharness.nats-server", "/nowhere/nats-server",
          "jetharness.broker.required", "false");
  private static final Map<String, String> MISSING_BUT_REQUIRED =
      Map.of(
          "jetharness.broker", "process",
          "jetharness.nats-server", "/nowhere/nats-server",
          "jetharness.broker.required", "true");

  @Test
  void aMissingBrokerSkipsAClassWithTheReason() {
    EngineExecutionResults results = Jupiter.run(MISSING, PlainCase.class, ClassCase.class);
    assertThat(results.testEvents().started().count()).isZero();
    assertThat(Jupiter.failures(results)).isEmpty();
    assertThat(Jupiter.skips(results))
        .hasSize(2)
        .allSatisfy(SelectionTest::saysWhatIsMissingAndHowToGetIt);
  }

  @Test
  void aMissingBrokerSkipsAMethodWithTheReason() {
    EngineExecutionResults results = Jupiter.run(MISSING, MethodCase.class);
    assertThat(results.testEvents().succeeded().count()).isEqualTo(1);
    assertThat(Jupiter.failures(results)).isEmpty();
    assertThat(Jupiter.skips(results))
        .singleElement()
        .satisfies(SelectionTest::saysWhatIsMissingAndHowToGetIt);
  }

  @Test
  void aMissingBrokerFailsIfItIsRequired() {
    EngineExecutionResults results =
        Jupiter.run(MISSING_BUT_REQUIRED, PlainCase.class, ClassCase.class, MethodCase.class);
    assertThat(Jupiter.skips(results)).isEmpty();
    assertThat(Jupiter.failures(results))
        .hasSize(3)
        .allSatisfy(SelectionTest::saysWhatIsMissingAndHowToGetIt);
  }

  private static void saysWhatIsMissingAndHowToGetIt(String reason) {
    assertThat(reason)
        .startsWith("/nowhere/nats-server, named by ")
        .contains("install nats-server")
        .doesNotContain("\n");
  }

  @Test
  void whatIsNotAllowedFailsAndSaysWhatIs() {
    assertThat(
            Jupiter.failures(Jupiter.run(Map.of("jetharness.broker", "memory"), PlainCase.class)))
        .singleElement()
        .asString()
        .contains("jetharness.broker = 'memory': allowed are inmemory, process, container");
  }

  @JetStreamTest
  static class PlainCase {
    private final Connection connection;

    PlainCase(Connection connection) {
      this.connection = connection;
    }

    @Test
    void one() {
      assertThat(connection).isNotNull();
    }
  }

  @JetStreamTest(scope = BrokerScope.CLASS)
  static class ClassCase {
    @BeforeAll
    static void setUp(Connection connection) {}

    @Test
    void one() {}
  }

  static class MethodCase {
    @Test
    @JetStreamTest
    void one(Connection connection) {}

    @Test
    void two() {}
  }

  @Test
  void aTestMaySayHowManyNodesItNeeds() {
    assertThat(
            Jupiter.failures(
                Jupiter.run(
                    Map.of("jetharness.broker", "inmemory", "jetharness.broker.nodes", "1"),
                    NodesCase.class)))
        .isEmpty();
  }

  @JetStreamTest(nodes = 3)
  static class NodesCase {
    @Test
    @WithStream(name = "ORDERS", replicas = 3)
    void hasReplicas(Broker broker) {
      assertThat(broker.kind()).isEqualTo(BrokerKind.IN_MEMORY);
    }
  }
}
