package dev.jetharness.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@JetStreamTest(scope = BrokerScope.CLASS)
@WithStream(name = "ORDERS")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PerClassLifecycleTest {
  private final Connection connection;
  private int published;

  PerClassLifecycleTest(Connection connection) {
    this.connection = connection;
  }

  @BeforeAll
  void setUp(JetStream jetStream) throws Exception {
    published = (int) jetStream.publish("ORDERS", new byte[0]).getSeqno();
  }

  @Test
  void allTestsShareTheBroker(Connection same) throws Exception {
    assertThat(same).isSameAs(connection);
    assertThat(same.jetStream().publish("ORDERS", new byte[0]).getSeqno()).isEqualTo(++published);
  }

  @Test
  void allTestsShareTheBrokerIndeed(Connection same) throws Exception {
    assertThat(same).isSameAs(connection);
    assertThat(same.jetStream().publish("ORDERS", new byte[0]).getSeqno()).isEqualTo(++published);
  }

  @AfterAll
  void tearDown(Connection same) {
    assertThat(same).isSameAs(connection);
    assertThat(published).isEqualTo(3);
  }
}
