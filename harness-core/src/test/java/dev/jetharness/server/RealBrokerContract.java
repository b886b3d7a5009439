package dev.jetharness.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.groups.Tuple.tuple;

import dev.jetharness.Broker;
import dev.jetharness.settings.BrokerSettings;
import dev.jetharness.spi.BrokerRun;
import dev.jetharness.traffic.AckKind;
import dev.jetharness.traffic.TrafficEvent.Acknowledged;
import dev.jetharness.traffic.TrafficEvent.Delivered;
import dev.jetharness.traffic.TrafficEvent.Published;
import dev.jetharness.traffic.TrafficEvent.Refused;
import dev.jetharness.traffic.TrafficEvent.Stored;
import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.PublishOptions;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every broker on a real server does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class RealBrokerContract {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final BrokerRun run = BrokerRun.begin();
  private final BrokerSettings settings;

  protected RealBrokerContract(BrokerSettings settings) {
    this.settings = settings;
  }

  @BeforeAll
  void startOrSkip() {
    RealServers.start(settings).close();
  }

  @AfterAll
  void endRun() {
    run.close();
  }

  private Broker start() {
    return settings.start();
  }

  private static JetStreamManagement addStream(Connection connection, String name)
      throws IOException, JetStreamApiException {
    JetStreamManagement management = connection.jetStreamManagement();
    management.addStream(StreamConfiguration.builder().name(name).subjects(name + ".>").build());
    return management;
  }

  @Test
  void servesAnApplicationsClient() throws Exception {
    try (Broker broker = start();
        Connection connection = broker.connect()) {
      JetStreamManagement management = addStream(connection, "ORDERS");
      connection.jetStream().publish("ORDERS.new", "one".getBytes(UTF_8));
      assertThat(broker.kind()).isEqualTo(settings.kind());
      assertThat(broker.serverVersion()).isEqualTo(connection.getServerInfo().getVersion());
      assertThat(management.getStreamInfo("ORDERS").getStreamState().getMsgCount()).isEqualTo(1);
    }
  }

  @Test
  void keepsBrokersApart() throws Exception {
    try (Broker one = start();
        Broker other = start()) {
      addStream(one.connect(), "ORDERS");
      assertThat(other.connect().jetStreamManagement().getStreamNames()).isEmpty();
    }
  }

  @Test
  void leavesNothingToTheNextBroker() throws Exception {
    for (int i = 0; i < 20; i++) {
      try (Broker broker = start()) {
        JetStreamManagement management = addStream(broker.connect(), "ORDERS");
        assertThat(management.getStreamNames()).containsExactly("ORDERS");
        assertThat(management.getStreamInfo("ORDERS").getStreamState().getMsgCount()).isZero();
        broker.connect().jetStream().publish("ORDERS.new", new byte[0]);
      }
    }
  }

  @Test
  void resetEmptiesTheAccountAndTheRecorderAndKeepsConnections() throws Exception {
    try (Broker broker = start()) {
      Connection connection = broker.connect();
      JetStreamManagement management = addStream(connection, "ORDERS");
      connection.jetStream().publish("ORDERS.new", new byte[0]);
      broker.reset();
      assertThat(management.getStreamNames()).isEmpty();
      assertThat(broker.traffic().events()).isEmpty();
      addStream(connection, "ORDERS");
      assertThat(management.getStreamNames()).containsExactly("ORDERS");
    }
  }

  @Test
  void leadsPastTheServersThatAnApplicationNamed() throws Exception {
    Options.Builder application =
        Options.builder().server("nats://production.invalid:4222").token("secret".toCharArray());
    try (Broker broker = start();
        Connection connection = broker.connect(application)) {
      assertThat(connection.getServers()).noneMatch(server -> server.contains("production"));
      addStream(connection, "ORDERS");
    }
  }

  @Test
  void leadsOtherClientsThroughItsProxyOnly() throws Exception {
    try (Broker broker = start();
        Connection connection = Nats.connect(broker.url())) {
      addStream(connection, "ORDERS");
      assertThat(connection.getServerInfo().getPort())
          .isEqualTo(URI.create(broker.url()).getPort());
      assertThat(connection.getServerInfo().getConnectURLs()).isEmpty();
    }
  }

  @ParameterizedTest(name = "through the url: {0}")
  @ValueSource(booleans = {false, true})
  void recordsWhatGoesOverTheWire(boolean proxied) throws Exception {
    try (Broker broker = start()) {
      Options.Builder options = proxied ? Options.builder().server(broker.url()) : broker.options();
      try (Connection connection = Nats.connect(options.connectionName("shop").build())) {
        useAStream(connection);
      }
      assertRecorded(broker);
    }
  }

  private static void useAStream(Connection connection) throws Exception {
    addStream(connection, "ORDERS");
    connection.jetStream().publish("ORDERS.new", "one".getBytes(UTF_8));
    PublishOptions wrong = PublishOptions.builder().expectedLastSequence(7).build();
    assertThat(catchRefusal(connection, wrong)).isEqualTo(10071);
    List<Message> messages =
        connection
            .jetStream()
            .subscribe("ORDERS.>", PullSubscribeOptions.builder().durable("SHIP").build())
            .fetch(1, LIMIT);
    messages.get(0).ackSync(LIMIT);
  }

  private static int catchRefusal(Connection connection, PublishOptions options)
      throws IOException {
    try {
      connection.jetStream().publish("ORDERS.new", new byte[0], options);
      return 0;
    } catch (JetStreamApiException refused) {
      return refused.getApiErrorCode();
    }
  }

  private static void assertRecorded(Broker broker) {
    assertThat(broker.traffic().events(Published.class))
        .extracting(Published::connection, Published::subject)
        .contains(tuple("shop", "ORDERS.new"));
    assertThat(broker.traffic().events(Stored.class))
        .singleElement()
        .satisfies(
            stored -> {
              assertThat(stored.stream()).isEqualTo("ORDERS");
              assertThat(stored.sequence()).isEqualTo(1);
              assertThat(stored.duplicate()).isFalse();
            });
    assertThat(broker.traffic().events(Refused.class))
        .singleElement()
        .satisfies(refused -> assertThat(refused.errorCode()).isEqualTo(10071));
    assertThat(broker.traffic().events(Delivered.class))
        .singleElement()
        .satisfies(
            delivered -> {
              assertThat(delivered.connection()).isEqualTo("shop");
              assertThat(delivered.consumer()).isEqualTo("SHIP");
              assertThat(delivered.deliveries()).isEqualTo(1);
              assertThat(delivered.subject()).isEqualTo("ORDERS.new");
            });
    assertThat(broker.traffic().events(Acknowledged.class))
        .singleElement()
        .satisfies(
            acknowledged -> {
              assertThat(acknowledged.kind()).isEqualTo(AckKind.ACK);
              assertThat(acknowledged.streamSequence()).isEqualTo(1);
            });
  }

  @ParameterizedTest(name = "through the url: {0}")
  @ValueSource(booleans = {false, true})
  void endsConnectionsThatWereLeftOpen(boolean proxied) throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    try (Broker broker = start()) {
      Options.Builder options =
          proxied
              ? Options.builder().server(broker.url()).reconnectWait(Duration.ofMillis(1))
              : broker.options();
      Nats.connect(
          options
              .maxReconnects(3)
              .errorListener(new ErrorListener() {})
              .connectionListener(
                  (connection, event) -> {
                    if (connection.getStatus() == Connection.Status.CLOSED) {
                      ended.countDown();
                    }
                  })
              .build());
    }
    assertThat(ended.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void refusesToBeUsedAfterItsEnd() {
    Broker broker = start();
    broker.close();
    broker.close();
    assertThatIllegalStateException().isThrownBy(broker::url);
    assertThatIllegalStateException().isThrownBy(broker::options);
    assertThatIllegalStateException().isThrownBy(broker::reset);
    assertThatIllegalStateException().isThrownBy(broker::connect);
    assertThatIllegalStateException().isThrownBy(broker::serverVersion);
  }

  @Test
  void isClosedEvenByAnInterruptedThread() throws Exception {
    Broker broker = start();
    addStream(broker.connect(), "ORDERS");
    Thread.currentThread().interrupt();
    broker.close();
    assertThat(Thread.interrupted()).isTrue();
  }
}
