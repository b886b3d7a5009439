package dev.jetharness.inmemory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetharness.Broker;
import dev.jetharness.settings.InMemorySettings;
import io.nats.client.Connection;
import io.nats.client.ConsumerContext;
import io.nats.client.FetchConsumer;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.JetStreamSubscription;
import io.nats.client.KeyValue;
import io.nats.client.Message;
import io.nats.client.MessageConsumer;
import io.nats.client.ObjectStore;
import io.nats.client.OrderedConsumerContext;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.StreamContext;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.KeyValueEntry;
import io.nats.client.api.KeyValueOperation;
import io.nats.client.api.ObjectInfo;
import io.nats.client.api.ObjectStoreConfiguration;
import io.nats.client.api.OrderedConsumerConfiguration;
import io.nats.client.api.PublishAck;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfo;
import io.nats.client.impl.Headers;
import io.nats.service.Service;
import io.nats.service.ServiceBuilder;
import io.nats.service.ServiceEndpoint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole way of each feature of jnats through the in-memory broker. */
@Timeout(60)
class EndToEndTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Broker broker = InMemorySettings.defaults().start();
  private final Connection connection;
  private final JetStreamManagement management;
  private final JetStream jetStream;

  EndToEndTest() throws Exception {
    connection = broker.connect();
    management = connection.jetStreamManagement();
    jetStream = connection.jetStream();
  }

  @BeforeEach
  void createStream() throws Exception {
    management.addStream(
        StreamConfiguration.builder()
            .name("ORDERS")
            .subjects("orders.>")
            .storageType(StorageType.Memory)
            .allowDirect(true)
            .build());
  }

  @AfterEach
  void close() {
    broker.close();
  }

  @Test
  void streamsAreManaged() throws Exception {
    publish("orders.a", "orders.b", "orders.a");

    StreamInfo info = management.getStreamInfo("ORDERS");
    assertThat(info.getStreamState().getMsgCount()).isEqualTo(3);
    assertThat(management.getStreamNames()).containsExactly("ORDERS");
    assertThat(management.getMessage("ORDERS", 2).getSubject()).isEqualTo("orders.b");
    assertThat(management.getLastMessage("ORDERS", "orders.a").getSeq()).isEqualTo(3);
    assertThat(management.deleteMessage("ORDERS", 2)).isTrue();
    assertThat(management.purgeStream("ORDERS").getPurged()).isEqualTo(2);
    assertThat(management.deleteStream("ORDERS")).isTrue();
    assertThat(management.getStreams()).isEmpty();
  }

  @Test
  void errorsCarryTheServersCode() {
    assertThatThrownBy(() -> management.getStreamInfo("NONE"))
        .isInstanceOfSatisfying(
            JetStreamApiException.class,
            error -> assertThat(error.getApiErrorCode()).isEqualTo(10059));
  }

  @Test
  void publishingIsAcknowledgedOnce() throws Exception {
    Headers headers = new Headers().put("Nats-Msg-Id", "one");

    PublishAck first = jetStream.publish("orders.a", headers, bytes("x"));
    PublishAck second = jetStream.publish("orders.a", headers, bytes("x"));

    assertThat(first.getSeqno()).isEqualTo(1);
    assertThat(first.isDuplicate()).isFalse();
    assertThat(second.getSeqno()).isEqualTo(1);
    assertThat(second.isDuplicate()).isTrue();
  }

  @Test
  void publishingWithoutAStreamFailsAtOnce() {
    assertThatThrownBy(() -> jetStream.publish("nobody.listens", bytes("x")))
        .hasMessageContaining("503");
  }

  @Test
  void aPullConsumerFetchesAndAcknowledges() throws Exception {
    publish("orders.a", "orders.b", "orders.c");
    JetStreamSubscription subscription =
        jetStream.subscribe("orders.>", PullSubscribeOptions.builder().durable("puller").build());

    List<Message> messages = subscription.fetch(3, PATIENCE);

    assertThat(messages)
        .extracting(Message::getSubject)
        .containsExactly("orders.a", "orders.b", "orders.c");
    for (Message message : messages) {
      message.ackSync(PATIENCE);
    }
    assertThat(management.getConsumerInfo("ORDERS", "puller").getNumAckPending()).isZero();
  }

  @Test
  void aNakIsDeliveredAgain() throws Exception {
    publish("orders.a");
    JetStreamSubscription subscription =
        jetStream.subscribe("orders.>", PullSubscribeOptions.builder().durable("puller").build());

    subscription.fetch(1, PATIENCE).get(0).nak();
    Message again = subscription.fetch(1, PATIENCE).get(0);

    assertThat(again.metaData().deliveredCount()).isEqualTo(2);
  }

  @Test
  void aPushConsumerDelivers() throws Exception {
    publish("orders.a", "orders.b");
    BlockingQueue<Message> received = new LinkedBlockingQueue<>();
    jetStream.subscribe(
        "orders.>",
        connection.createDispatcher(),
        received::add,
        true,
        PushSubscribeOptions.builder().durable("pusher").build());
    publish("orders.c");

    assertThat(take(received, 3))
        .extracting(Message::getSubject)
        .containsExactly("orders.a", "orders.b", "orders.c");
  }

  @Test
  void aSimplifiedConsumerFetchesAndConsumes() throws Exception {
    publish("orders.a", "orders.b");
    StreamContext stream = connection.getStreamContext("ORDERS");
    ConsumerContext consumer =
        stream.createOrUpdateConsumer(
            ConsumerConfiguration.builder()
                .durable("simple")
                .ackPolicy(AckPolicy.Explicit)
                .build());

    try (FetchConsumer fetch = consumer.fetchMessages(1)) {
      Message first = fetch.nextMessage();
      assertThat(first.getSubject()).isEqualTo("orders.a");
      first.ack();
    }
    BlockingQueue<Message> received = new LinkedBlockingQueue<>();
    try (MessageConsumer running =
        consumer.consume(
            message -> {
              message.ack();
              received.add(message);
            })) {
      publish("orders.c");
      assertThat(take(received, 2))
          .extracting(Message::getSubject)
          .containsExactly("orders.b", "orders.c");
      running.stop();
    }
  }

  @Test
  void anOrderedConsumerReadsInOrder() throws Exception {
    for (int i = 0; i < 500; i++) {
      jetStream.publish("orders." + i, bytes("x"));
    }
    OrderedConsumerContext ordered =
        connection
            .getStreamContext("ORDERS")
            .createOrderedConsumer(new OrderedConsumerConfiguration());
    BlockingQueue<Message> received = new LinkedBlockingQueue<>();

    try (MessageConsumer running = ordered.consume(received::add)) {
      List<Message> messages = take(received, 500);

      for (int i = 0; i < 500; i++) {
        assertThat(messages.get(i).metaData().streamSequence()).isEqualTo(i + 1);
      }
      running.stop();
    }
  }

  @Test
  void aKeyValueBucketKeepsHistoryAndIsWatched() throws Exception {
    connection
        .keyValueManagement()
        .create(KeyValueConfiguration.builder().name("config").maxHistoryPerKey(5).build());
    KeyValue bucket = connection.keyValue("config");

    long first = bucket.put("a", "1");
    bucket.update("a", "2", first);
    bucket.create("b", bytes("3"));

    KeyValueEntry entry = bucket.get("a");
    assertThat(entry.getValueAsString()).isEqualTo("2");
    assertThat(bucket.get("a", first).getValueAsString()).isEqualTo("1");
    assertThat(bucket.get("none")).isNull();
    assertThatThrownBy(() -> bucket.update("a", "4", first))
        .isInstanceOf(JetStreamApiException.class);
    assertThat(bucket.keys()).containsExactlyInAnyOrder("a", "b");
    bucket.delete("b");
    assertThat(bucket.get("b")).isNull();
    assertThat(bucket.history("b"))
        .extracting(KeyValueEntry::getOperation)
        .containsExactly(KeyValueOperation.PUT, KeyValueOperation.DELETE);
    bucket.purgeDeletes();
    assertThat(bucket.getStatus().getEntryCount()).isPositive();
    assertThat(connection.keyValueManagement().getBucketNames()).containsExactly("config");
    connection.keyValueManagement().delete("config");
  }

  @Test
  void anObjectStoreKeepsLargeObjects() throws Exception {
    connection
        .objectStoreManagement()
        .create(ObjectStoreConfiguration.builder().name("invoices").build());
    ObjectStore store = connection.objectStore("invoices");
    byte[] large = new byte[1_000_000];
    new Random(1).nextBytes(large);

    ObjectInfo info = store.put("large", new ByteArrayInputStream(large));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.get("large", out);

    assertThat(info.getChunks()).isGreaterThan(1);
    assertThat(out.toByteArray()).isEqualTo(large);
    assertThat(store.getList()).extracting(ObjectInfo::getObjectName).containsExactly("large");
    store.delete("large");
    assertThat(store.getInfo("large")).isNull();
    store.seal();
    assertThat(store.getStatus().isSealed()).isTrue();
  }

  @Test
  void aServiceAnswers() throws Exception {
    Service service =
        new ServiceBuilder()
            .connection(connection)
            .name("echo")
            .version("1.0.0")
            .addServiceEndpoint(
                ServiceEndpoint.builder()
                    .endpointName("echo")
                    .endpointSubject("echo")
                    .handler(message -> message.respond(connection, message.getData()))
                    .build())
            .build();
    var stopped = service.startService();
    connection.flush(PATIENCE);

    try (Connection client = broker.connect()) {
      Message response = client.request("echo", bytes("hello"), PATIENCE);
      assertThat(response.getData()).asString(UTF_8).isEqualTo("hello");
      Message info = client.request("$SRV.INFO.echo", new byte[0], PATIENCE);
      assertThat(info.getData()).asString(UTF_8).contains("\"name\":\"echo\"");
    }
    service.stop();
    assertThat(stopped.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void resetForgetsStreamsAndKeepsConnections() throws Exception {
    publish("orders.a");
    BlockingQueue<Message> received = new LinkedBlockingQueue<>();
    connection.createDispatcher(received::add).subscribe("plain");
    connection.flush(PATIENCE);

    broker.reset();

    assertThat(management.getStreamNames()).isEmpty();
    assertThat(broker.traffic().events()).isEmpty();
    connection.publish("plain", bytes("x"));
    assertThat(take(received, 1)).hasSize(1);
  }

  private void publish(String... subjects) throws Exception {
    for (String subject : subjects) {
      jetStream.publish(subject, bytes("to " + subject));
    }
  }

  private static List<Message> take(BlockingQueue<Message> received, int count)
      throws InterruptedException {
    List<Message> taken = new ArrayList<>();
    while (taken.size() < count) {
      Message next = received.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(next).as("message %d of %d", taken.size() + 1, count).isNotNull();
      taken.add(next);
    }
    return taken;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
