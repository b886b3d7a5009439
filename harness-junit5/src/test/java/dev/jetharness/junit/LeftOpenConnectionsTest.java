package dev.jetharness.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.jetharness.Broker;
import io.nats.client.Connection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LeftOpenConnectionsTest {

  @Test
  void aTestThatLeavesAConnectionOpenFails() {
    assertThat(Jupiter.failures(Jupiter.run(LeavingCase.class)))
        .hasSize(2)
        .anySatisfy(
            message ->
                assertThat(message)
                    .contains(
                        "LeavingCase.one(Broker) left a connection open:\n"
                            + "  'orders-service', opened at ")
                    .contains("LeavingCase.one(LeftOpenConnectionsTest.java:")
                    .contains("Close what a test opens, best with try (Connection connection ="))
        .anySatisfy(
            message ->
                assertThat(message)
                    .contains("LeavingCase.two(Broker) left 2 connections open:\n")
                    .contains("  a connection without a name, opened at "));
  }

  @JetStreamTest
  static class LeavingCase {
    @Test
    void one(Broker broker) throws Exception {
      broker.connect(broker.options().connectionName("orders-service"));
      broker.connect().close();
    }

    @Test
    void two(Broker broker) throws Exception {
      broker.connect();
      broker.connect();
    }
  }

  @Test
  void onlyTheOneThatLeftItFailsOnASharedBroker() {
    assertThat(Jupiter.failures(Jupiter.run(SharedCase.class)))
        .hasSize(2)
        .anySatisfy(message -> assertThat(message).startsWith("SharedCase.leaves(Broker) left"))
        .anySatisfy(
            message ->
                assertThat(message).startsWith("SharedCase left a connection open:\n  'setup', "));
  }

  @JetStreamTest(scope = BrokerScope.CLASS)
  static class SharedCase {
    @BeforeAll
    static void setUp(Broker broker) throws Exception {
      broker.connect(broker.options().connectionName("setup"));
    }

    @Test
    void leaves(Broker broker) throws Exception {
      broker.connect();
    }

    @Test
    void leavesNone(Broker broker) throws Exception {
      broker.connect().close();
    }
  }

  @Test
  void closingAfterTheTestIsInTime() {
    assertThat(Jupiter.failures(Jupiter.run(ClosingAfterCase.class))).isEmpty();
  }

  @JetStreamTest
  static class ClosingAfterCase {
    private @Nullable Connection connection;

    @Test
    void opens(Broker broker) throws Exception {
      connection = broker.connect();
    }

    @AfterEach
    void close() throws Exception {
      Objects.requireNonNull(connection).close();
    }
  }

  @Test
  void aFailedTestIsNotBlamedTwice() {
    assertThat(Jupiter.failures(Jupiter.run(FailingCase.class))).containsExactly("for a reason");
  }

  @JetStreamTest
  static class FailingCase {
    @Test
    void fails(Broker broker) throws Exception {
      broker.connect();
      fail("for a reason");
    }
  }

  @Test
  void theBrokerIsNotTheTestsToClose() {
    assertThat(Jupiter.failures(Jupiter.run(ClosingCase.class)))
        .singleElement()
        .asString()
        .startsWith(
            "the broker of ClosingCase.closes(Broker) is closed by JetHarness: take the call of"
                + " close() out.");
  }

  @JetStreamTest
  static class ClosingCase {
    @Test
    void closes(Broker broker) {
      broker.close();
    }
  }
}
