package dev.jetharness.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.Broker;
import dev.jetharness.BrokerKind;
import dev.jetharness.Brokers;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.StreamConfiguration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

class RegisteredExtensionTest {
  private static final Topology ORDERS =
      connection ->
          connection
              .jetStreamManagement()
              .addStream(StreamConfiguration.builder().name("ORDERS").build());

  @Nested
  class AStaticField {
    @RegisterExtension
    static final JetStreamExtension JETSTREAM =
        JetStreamExtension.builder().broker(Brokers.inMemory()).topology(ORDERS).build();

    private final Connection connection;

    AStaticField(Connection connection) {
      this.connection = connection;
    }

    @Test
    @WithStream(name = "PAYMENTS")
    void givesParametersAndSetsUp(Connection same, Broker broker, JetStreamManagement management)
        throws Exception {
      assertThat(same).isSameAs(connection);
      assertThat(broker.kind()).isEqualTo(BrokerKind.IN_MEMORY);
      assertThat(management.getStreamNames()).containsExactlyInAnyOrder("ORDERS", "PAYMENTS");
    }

    @Test
    void givesEachTestABrokerOfItsOwn(JetStream jetStream) throws Exception {
      assertThat(jetStream.publish("ORDERS", new byte[0]).getSeqno()).isEqualTo(1);
    }

    @Test
    void givesEachTestABrokerOfItsOwnIndeed(JetStream jetStream) throws Exception {
      assertThat(jetStream.publish("ORDERS", new byte[0]).getSeqno()).isEqualTo(1);
    }
  }

  @Nested
  class AStaticFieldForTheClass {
    @RegisterExtension
    static final JetStreamExtension JETSTREAM =
        JetStreamExtension.builder().scope(BrokerScope.CLASS).topology(ORDERS).build();

    private static Connection shared;

    @BeforeAll
    static void setUp(Connection connection) {
      shared = connection;
    }

    @Test
    void givesThemAllOneBroker(Connection connection) {
      assertThat(connection).isSameAs(shared);
    }
  }

  @Nested
  class AnInstanceField {
    @RegisterExtension
    final JetStreamExtension jetStream = JetStreamExtension.builder().topology(ORDERS).build();

    @Test
    void givesParametersAndSetsUp(JetStream jetStream) throws Exception {
      assertThat(jetStream.publish("ORDERS", new byte[0]).getSeqno()).isEqualTo(1);
    }

    @Test
    void givesEachTestABrokerOfItsOwn(JetStream jetStream) throws Exception {
      assertThat(jetStream.publish("ORDERS", new byte[0]).getSeqno()).isEqualTo(1);
    }
  }

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class AnInstanceFieldThatLivesAsLongAsTheClass {
    @RegisterExtension
    final JetStreamExtension jetStream =
        JetStreamExtension.builder().scope(BrokerScope.CLASS).build();

    private Connection shared;

    @BeforeAll
    void setUp(Connection connection) {
      shared = connection;
    }

    @Test
    void servesTheClass(Connection connection) {
      assertThat(connection).isSameAs(shared);
    }
  }

  @Nested
  class WithoutABuilder {
    @RegisterExtension static final JetStreamExtension JETSTREAM = new JetStreamExtension();

    @Test
    void ithasTheDefaults(Connection connection) {
      assertThat(connection.getOptions().getConnectionName()).isEqualTo("ithasTheDefaults");
    }
  }

  @Test
  void anInstanceFieldCannotServeTheClass() {
    assertThat(Jupiter.failures(Jupiter.run(InstanceForClassCase.class)))
        .singleElement()
        .asString()
        .endsWith(
            "InstanceForClassCase.one(Connection) asks by an instance field for a broker for the"
                + " class, but the field lives as long as one test: make it static");
  }

  static class InstanceForClassCase {
    @RegisterExtension
    final JetStreamExtension jetStream =
        JetStreamExtension.builder().scope(BrokerScope.CLASS).build();

    @Test
    void one(Connection connection) {}
  }

  @Test
  void aFieldAndTheAnnotationAreOneTooMany() {
    assertThat(Jupiter.failures(Jupiter.run(FieldAndAnnotationCase.class)))
        .singleElement()
        .asString()
        .endsWith(
            "FieldAndAnnotationCase has both @JetStreamTest and a field with a JetStreamExtension:"
                + " keep one of them");
  }

  @JetStreamTest
  static class FieldAndAnnotationCase {
    @RegisterExtension
    static final JetStreamExtension JETSTREAM = JetStreamExtension.builder().build();

    @Test
    void one(Connection connection) {}
  }

  @Test
  void twoFieldsAreOneTooMany() {
    assertThat(Jupiter.failures(Jupiter.run(TwoFieldsCase.class)))
        .singleElement()
        .asString()
        .endsWith(
            "TwoFieldsCase has two fields with a JetStreamExtension, but a test has one broker: keep"
                + " one of them, and start the other broker in the test, such as by"
                + " Brokers.inMemory().start()");
  }

  static class TwoFieldsCase {
    @RegisterExtension static final JetStreamExtension ONE = JetStreamExtension.builder().build();

    @RegisterExtension static final JetStreamExtension TWO = JetStreamExtension.builder().build();

    @Test
    void one(Connection connection) {}
  }

  @Test
  void beforeAllNeedsABrokerForTheClass() {
    assertThat(Jupiter.failures(Jupiter.run(BeforeAllCase.class)))
        .singleElement()
        .asString()
        .contains("Write JetStreamExtension.builder().scope(BrokerScope.CLASS), or use");
  }

  static class BeforeAllCase {
    @RegisterExtension
    static final JetStreamExtension JETSTREAM = JetStreamExtension.builder().build();

    @BeforeAll
    static void setUp(Connection connection) {}

    @Test
    void one() {}
  }
}
