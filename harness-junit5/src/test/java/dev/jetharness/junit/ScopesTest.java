package dev.jetharness.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.traffic.Traffic;
import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScopesTest {
  private static final List<Connection> SEEN = new ArrayList<>();

  @BeforeEach
  void forget() {
    SEEN.clear();
  }

  @Test
  void byDefaultEachTestHasABrokerOfItsOwn() {
    assertThat(Jupiter.failures(Jupiter.run(MethodCase.class))).isEmpty();
    assertThat(SEEN).hasSize(4);
    assertThat(SEEN.get(0)).isSameAs(SEEN.get(1));
    assertThat(SEEN.get(2)).isSameAs(SEEN.get(3)).isNotSameAs(SEEN.get(0));
    assertThat(SEEN).allMatch(connection -> connection.getStatus() == Connection.Status.CLOSED);
  }

  @JetStreamTest
  @WithStream(name = "ORDERS")
  static class MethodCase {
    @BeforeEach
    void setUp(Connection connection, Traffic traffic) throws Exception {
      SEEN.add(connection);
      connection.jetStream().publish("ORDERS", new byte[0]);
      assertThat(traffic).isNotNull();
    }

    @Test
    void one(Connection connection, JetStreamManagement management) throws Exception {
      SEEN.add(connection);
      assertThat(management.getStreamInfo("ORDERS").getStreamState().getMsgCount()).isEqualTo(1);
    }

    @Test
    void two(Connection connection, JetStreamManagement management) throws Exception {
      SEEN.add(connection);
      assertThat(management.getStreamInfo("ORDERS").getStreamState().getMsgCount()).isEqualTo(1);
    }
  }

  @Test
  void testsOfAClassShareABrokerIfItSaysSo() {
    assertThat(Jupiter.failures(Jupiter.run(ClassCase.class))).isEmpty();
    assertThat(SEEN).hasSize(5);
    assertThat(SEEN.stream().distinct()).hasSize(1);
    assertThat(SEEN.get(0).getStatus()).isEqualTo(Connection.Status.CLOSED);
    assertThat(SEEN.get(0).getOptions().getConnectionName()).isEqualTo("ClassCase");
  }

  @JetStreamTest(scope = BrokerScope.CLASS)
  static class ClassCase {
    @BeforeAll
    static void setUp(Connection connection) {
      SEEN.add(connection);
    }

    @BeforeEach
    void before(Connection connection) {
      SEEN.add(connection);
    }

    @Test
    void one(Connection connection) {
      SEEN.add(connection);
    }

    @Test
    void two() {}

    @AfterAll
    static void tearDown(Connection connection) {
      assertThat(connection.getStatus()).isEqualTo(Connection.Status.CONNECTED);
      SEEN.add(connection);
    }
  }

  @Test
  void classesOfARunShareABrokerIfTheySaySo() {
    assertThat(Jupiter.failures(Jupiter.run(RunCase.class, OtherRunCase.class))).isEmpty();
    assertThat(SEEN).hasSize(3);
    assertThat(SEEN.stream().distinct()).hasSize(1);
    assertThat(SEEN.get(0).getStatus()).isEqualTo(Connection.Status.CLOSED);
  }

  @JetStreamTest(scope = BrokerScope.RUN)
  @WithStream(name = "ORDERS")
  static class RunCase {
    @BeforeAll
    static void setUp(Connection connection) {
      SEEN.add(connection);
    }

    @Test
    void one(Connection connection) {
      SEEN.add(connection);
    }
  }

  @JetStreamTest(scope = BrokerScope.RUN)
  @WithStream(name = "ORDERS")
  static class OtherRunCase {
    @Test
    void one(Connection connection) {
      SEEN.add(connection);
    }
  }

  @Test
  void aBrokerPerTestIsNotThereForTheClass() {
    assertThat(Jupiter.failures(Jupiter.run(BeforeAllCase.class)))
        .singleElement()
        .asString()
        .isEqualTo(
            "BeforeAllCase.setUp(Connection) runs once for its class, but has a broker per test"
                + " (scope METHOD). Write @JetStreamTest(scope = BrokerScope.CLASS) on the class,"
                + " or use @BeforeEach, @AfterEach or the test's own parameters");
  }

  @JetStreamTest
  static class BeforeAllCase {
    @BeforeAll
    static void setUp(Connection connection) {}

    @Test
    void one() {}
  }

  @Test
  void aMethodCannotAskForTheClass() {
    assertThat(Jupiter.failures(Jupiter.run(MethodAsksForClassCase.class)))
        .singleElement()
        .asString()
        .contains(
            "MethodAsksForClassCase.one() has a broker for the class, but only the class can ask"
                + " for it: write @JetStreamTest(scope = BrokerScope.CLASS) on"
                + " MethodAsksForClassCase, or leave the scope out");
  }

  static class MethodAsksForClassCase {
    @Test
    @JetStreamTest(scope = BrokerScope.CLASS)
    void one() {}
  }

  @Test
  void aMethodCannotDeclareOnASharedBroker() {
    assertThat(Jupiter.failures(Jupiter.run(MethodDeclaresCase.class)))
        .singleElement()
        .asString()
        .isEqualTo(
            "MethodDeclaresCase.one() declares streams, consumers or buckets for itself, but shares"
                + " its broker with other tests (scope CLASS): declare them on the class, or give it"
                + " scope = BrokerScope.METHOD");
  }

  @JetStreamTest(scope = BrokerScope.CLASS)
  static class MethodDeclaresCase {
    @Test
    @WithStream(name = "ORDERS")
    void one() {}
  }
}
