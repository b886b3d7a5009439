package dev.jetharness.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import org.junit.jupiter.api.Test;

class OneMethodTest {

  @Test
  @JetStreamTest
  @WithStream(name = "ORDERS")
  void oneMethodAloneMayHaveABroker(JetStreamManagement management) throws Exception {
    assertThat(management.getStreamNames()).containsExactly("ORDERS");
  }

  @Test
  void theOthersHaveNone() {
    assertThat(Jupiter.failures(Jupiter.run(OtherMethodCase.class)))
        .singleElement()
        .asString()
        .startsWith("No ParameterResolver registered for parameter");
  }

  static class OtherMethodCase {
    @Test
    @JetStreamTest
    void with(Connection connection) {}

    @Test
    void without(Connection connection) {}
  }
}
