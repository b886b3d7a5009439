package dev.jetharness.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.JetStreamManagement;
import io.nats.client.KeyValue;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@JetStreamTest
class DeclarationsTest {

  @Test
  @WithStream(
      name = "ORDERS",
      subjects = {"orders.>", "returns.>"},
      retention = RetentionPolicy.WorkQueue,
      storage = StorageType.Memory)
  @WithConsumer(
      stream = "ORDERS",
      name = "billing",
      filterSubjects = "orders.*",
      ackWait = "1m30s",
      maxDeliver = 3)
  void streamsAndConsumersAreMadeAsDeclared(JetStreamManagement management) throws Exception {
    StreamConfiguration stream = management.getStreamInfo("ORDERS").getConfiguration();
    assertThat(stream.getSubjects()).containsExactly("orders.>", "returns.>");
    assertThat(stream.getRetentionPolicy()).isEqualTo(RetentionPolicy.WorkQueue);
    assertThat(stream.getStorageType()).isEqualTo(StorageType.Memory);
    ConsumerConfiguration consumer =
        management.getConsumerInfo("ORDERS", "billing").getConsumerConfiguration();
    assertThat(consumer.getDurable()).isEqualTo("billing");
    assertThat(consumer.getFilterSubjects()).containsExactly("orders.*");
    assertThat(consumer.getAckWait()).isEqualTo(Duration.ofSeconds(90));
    assertThat(consumer.getMaxDeliver()).isEqualTo(3);
  }

  @Test
  @WithStream(name = "ORDERS")
  void aStreamWithoutSubjectsStoresItsName(JetStreamManagement management) throws Exception {
    assertThat(management.getStreamInfo("ORDERS").getConfiguration().getSubjects())
        .containsExactly("ORDERS");
  }

  @Test
  @WithKeyValue(value = "prices", history = 3, ttl = "10m")
  void bucketsAreMadeAsDeclared(KeyValue prices) throws Exception {
    assertThat(prices.getStatus().getMaxHistoryPerKey()).isEqualTo(3);
    assertThat(prices.getStatus().getTtl()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void whatTheServerRefusesFailsTheTest() {
    assertThat(Jupiter.failures(Jupiter.run(RefusedCase.class)))
        .containsExactlyInAnyOrder(
            "@WithConsumer(stream = \"NOWHERE\", name = \"billing\") of RefusedCase.noStream() could"
                + " not be set up: stream not found [10059]",
            "@WithStream(name = \"OTHER\") of RefusedCase.overlap() could not be set up: subjects"
                + " overlap with an existing stream [10065]",
            "@WithConsumer(stream = \"ORDERS\", name = \"billing\") of RefusedCase.duration() could"
                + " not be set up: ackWait = \"soon\" is no duration: write it like \"30s\","
                + " \"1m30s\" or \"0.5s\"");
  }

  @JetStreamTest
  @WithStream(name = "ORDERS")
  static class RefusedCase {
    @Test
    @WithConsumer(stream = "NOWHERE", name = "billing")
    void noStream() {}

    @Test
    @WithStream(name = "OTHER", subjects = "ORDERS")
    void overlap() {}

    @Test
    @WithConsumer(stream = "ORDERS", name = "billing", ackWait = "soon")
    void duration() {}
  }
}
