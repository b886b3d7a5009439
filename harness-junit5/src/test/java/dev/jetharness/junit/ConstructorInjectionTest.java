package dev.jetharness.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.Broker;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@JetStreamTest
@WithStream(name = "ORDERS")
class ConstructorInjectionTest {
  private final Connection connection;
  private final JetStream jetStream;
  private final Broker broker;

  ConstructorInjectionTest(Connection connection, JetStream jetStream, Broker broker) {
    this.connection = connection;
    this.jetStream = jetStream;
    this.broker = broker;
  }

  @Test
  void theConstructorGetsWhatTheTestGets(Connection same, Broker sameBroker) {
    assertThat(connection).isSameAs(same);
    assertThat(broker).isSameAs(sameBroker);
    assertThat(connection.getOptions().getConnectionName())
        .isEqualTo("theConstructorGetsWhatTheTestGets");
  }

  @Test
  void eachInstanceHasABrokerOfItsOwn() throws Exception {
    assertThat(jetStream.publish("ORDERS", new byte[0]).getSeqno()).isEqualTo(1);
  }

  @Test
  void eachInstanceHasABrokerOfItsOwnIndeed() throws Exception {
    assertThat(jetStream.publish("ORDERS", new byte[0]).getSeqno()).isEqualTo(1);
  }

  @Test
  void aConstructorForAllTestsNeedsABrokerForTheClass() {
    assertThat(Jupiter.failures(Jupiter.run(PerClassCase.class)))
        .singleElement()
        .asString()
        .startsWith(
            "the constructor PerClassCase(Connection) runs once for its class, but has a broker per"
                + " test (scope METHOD). Write @JetStreamTest(scope = BrokerScope.CLASS) on the class");
  }

  @JetStreamTest
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class PerClassCase {
    PerClassCase(Connection connection) {}

    @Test
    void one() {}
  }
}
