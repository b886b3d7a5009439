package dev.jetharness.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.jetharness.Broker;
import dev.jetharness.BrokerFailedException;
import dev.jetharness.BrokerKind;
import dev.jetharness.BrokerUnavailableException;
import dev.jetharness.Brokers;
import dev.jetharness.server.RealServers;
import dev.jetharness.settings.ExternalSettings;
import dev.jetharness.traffic.TrafficEvent.Stored;
import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.Nats;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.StreamConfiguration;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An account of a process serves as the server that somebody else runs. */
class ExternalBrokerTest {
  private final Broker server = RealServers.start(Brokers.process());
  private final ExternalSettings settings = Brokers.external(server.url());
  private final Connection owner;
  private final JetStreamManagement owners;

  ExternalBrokerTest() throws Exception {
    owner = server.connect();
    owners = owner.jetStreamManagement();
  }

  @BeforeEach
  void makeWhatIsThereBefore() throws Exception {
    addStream(owners, "BEFORE");
    owners.addOrUpdateConsumer("BEFORE", ConsumerConfiguration.builder().durable("OLD").build());
  }

  @AfterEach
  void end() {
    server.close();
  }

  private static void addStream(JetStreamManagement management, String name) throws Exception {
    management.addStream(StreamConfiguration.builder().name(name).subjects(name).build());
  }

  private void makeSomething(Broker broker) throws Exception {
    JetStreamManagement management = broker.connect().jetStreamManagement();
    addStream(management, "NEW");
    management.addOrUpdateConsumer(
        "BEFORE", ConsumerConfiguration.builder().durable("NEW").build());
  }

  @Test
  void removesOnlyWhatItsTestsMade() throws Exception {
    try (Broker broker = settings.start()) {
      assertThat(broker.kind()).isEqualTo(BrokerKind.EXTERNAL);
      assertThat(broker.serverVersion()).isEqualTo(server.serverVersion());
      makeSomething(broker);
      broker.reset();
      assertThat(owners.getStreamNames()).containsExactly("BEFORE");
      makeSomething(broker);
    }
    assertThat(owners.getStreamNames()).containsExactly("BEFORE");
    assertThat(owners.getConsumerNames("BEFORE")).containsExactly("OLD");
  }

  @Test
  void wipesEverythingOnlyIfAsked() throws Exception {
    try (Broker broker = settings.wipe(true).start()) {
      assertThat(broker.connect().jetStreamManagement().getStreamNames()).isEmpty();
      makeSomethingOnAnEmptyServer(broker);
    }
    assertThat(owners.getStreamNames()).isEmpty();
  }

  private static void makeSomethingOnAnEmptyServer(Broker broker) throws Exception {
    addStream(broker.connect().jetStreamManagement(), "NEW");
  }

  @Test
  void recordsTrafficOfItsOptionsAndItsUrl() throws Exception {
    try (Broker broker = settings.start()) {
      broker.connect().jetStream().publish("BEFORE", new byte[0]);
      try (Connection other = Nats.connect(broker.url())) {
        other.jetStream().publish("BEFORE", new byte[0]);
      }
      assertThat(broker.traffic().events(Stored.class)).hasSize(2);
    }
  }

  @Test
  void failsIfATestDeletedWhatWasThereBefore() throws Exception {
    Broker broker = settings.start();
    broker.connect().jetStreamManagement().deleteStream("BEFORE");
    assertThatExceptionOfType(BrokerFailedException.class)
        .isThrownBy(broker::close)
        .withMessageContaining("[BEFORE] were on the server before");
  }

  @Test
  void isUsedByOneBrokerAtATime() {
    try (Broker first = settings.start()) {
      assertThatExceptionOfType(BrokerFailedException.class)
          .isThrownBy(() -> ExternalBrokerProvider.start(settings, Duration.ZERO))
          .withMessageContaining("one broker at a time");
      assertThat(first.url()).isNotEmpty();
    }
    settings.start().close();
  }

  @Test
  void saysThatNoServerAnswers() {
    assertThatExceptionOfType(BrokerUnavailableException.class)
        .isThrownBy(() -> Brokers.external("nats://user:secret@127.0.0.1:1").start())
        .withMessageContaining("nats://127.0.0.1:1 ")
        .satisfies(missing -> assertThat(missing.getMessage()).doesNotContain("secret"));
  }
}
