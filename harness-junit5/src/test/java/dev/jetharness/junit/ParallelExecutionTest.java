package dev.jetharness.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStream;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ParallelExecutionTest {
  private static final Map<String, String> PARALLEL =
      Map.of(
          "junit.jupiter.execution.parallel.enabled", "true",
          "junit.jupiter.execution.parallel.mode.default", "concurrent",
          "junit.jupiter.execution.parallel.config.strategy", "fixed",
          "junit.jupiter.execution.parallel.config.fixed.parallelism", "4");
  private static final Set<Connection> SEEN = ConcurrentHashMap.newKeySet();

  @BeforeEach
  void forget() {
    SEEN.clear();
  }

  @Test
  void testsWithABrokerOfTheirOwnRunSideBySide() {
    assertThat(Jupiter.failures(Jupiter.run(PARALLEL, OwnCase.class))).isEmpty();
    assertThat(SEEN).hasSize(20);
  }

  @JetStreamTest
  @WithStream(name = "ORDERS")
  static class OwnCase {
    @RepeatedTest(20)
    void publishes(Connection connection, JetStream jetStream) throws Exception {
      SEEN.add(connection);
      assertThat(jetStream.publish("ORDERS", new byte[0]).getSeqno()).isEqualTo(1);
    }
  }

  @Test
  void testsWithASharedBrokerFindItSetUpOnce() {
    assertThat(Jupiter.failures(Jupiter.run(PARALLEL, SharedCase.class))).isEmpty();
    assertThat(SEEN).hasSize(1);
  }

  @JetStreamTest(scope = BrokerScope.CLASS)
  @WithStream(name = "ORDERS")
  static class SharedCase {
    @RepeatedTest(20)
    void publishes(Connection connection, JetStream jetStream) throws Exception {
      SEEN.add(connection);
      assertThat(jetStream.publish("ORDERS", new byte[0]).getSeqno()).isPositive();
    }
  }

  @Test
  void classesOfARunShareABrokerSideBySide() {
    assertThat(Jupiter.failures(Jupiter.run(PARALLEL, RunCase.class, OtherRunCase.class)))
        .isEmpty();
    assertThat(SEEN).hasSize(1);
  }

  @JetStreamTest(scope = BrokerScope.RUN)
  @WithStream(name = "ORDERS")
  static class RunCase {
    @RepeatedTest(5)
    void publishes(Connection connection) {
      SEEN.add(connection);
    }
  }

  @JetStreamTest(scope = BrokerScope.RUN)
  @WithStream(name = "PAYMENTS")
  static class OtherRunCase {
    @RepeatedTest(5)
    void publishes(Connection connection) {
      SEEN.add(connection);
    }
  }
}
