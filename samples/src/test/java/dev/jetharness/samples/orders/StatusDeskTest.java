package dev.jetharness.samples.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.Broker;
import dev.jetharness.junit.Bucket;
import dev.jetharness.junit.JetStreamTest;
import dev.jetharness.junit.WithTopology;
import io.nats.client.Connection;
import io.nats.client.KeyValue;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Request and reply, between two connections. */
@JetStreamTest
@WithTopology(Topology.class)
class StatusDeskTest {

  @BeforeEach
  void theDeskIsOpen(Connection connection) throws Exception {
    new StatusDesk(connection, new StatusBoard(connection)).open();
    connection.flush(Duration.ofSeconds(2));
  }

  @Test
  void answersWithTheStatus(@Bucket("order-status") KeyValue status, Broker broker)
      throws Exception {
    status.put("o-1", "shipped");

    try (Connection customer = broker.connect()) {
      assertThat(ask(customer, "o-1")).isEqualTo("shipped");
    }
  }

  @Test
  void saysSoWhenAnOrderIsUnknown(Connection connection) throws Exception {
    assertThat(ask(connection, "o-9")).isEqualTo("unknown");
  }

  private static String ask(Connection connection, String orderId) throws Exception {
    byte[] question = orderId.getBytes(UTF_8);
    return new String(
        connection.request("desk.status", question, Duration.ofSeconds(2)).getData(), UTF_8);
  }
}
