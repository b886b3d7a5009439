package dev.jetharness.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.junit.JetStreamExtension;
import io.nats.client.Connection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The extension built in code, with a lambda that sets up. */
class RegisteredExtensionTest {

  @RegisterExtension
  static final JetStreamExtension JETSTREAM =
      JetStreamExtension.builder().topology(Topology::create).build();

  @Test
  void givesTheTestItsBroker(Connection connection) throws Exception {
    assertThat(new OrderIntake(connection).accept(new Order("o-1", "alice", 1999))).isTrue();
  }
}
