package dev.jetharness.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithStream(name = "PAYMENTS")
class InheritanceTest extends AbstractOrdersTest {

  @Test
  void theSubclassHasWhatItsSuperclassDeclares(
      Connection connection, JetStreamManagement management) throws Exception {
    assertThat(connection).isSameAs(seen);
    assertThat(management.getStreamNames()).containsExactlyInAnyOrder("ORDERS", "PAYMENTS");
  }
}

@JetStreamTest
@WithStream(name = "ORDERS")
abstract class AbstractOrdersTest {
  Connection seen;

  @BeforeEach
  void setUp(Connection connection) {
    seen = connection;
  }

  @Test
  void anInheritedTestRunsInTheSubclass(JetStreamManagement management) throws Exception {
    assertThat(management.getStreamNames()).contains("ORDERS");
  }
}
