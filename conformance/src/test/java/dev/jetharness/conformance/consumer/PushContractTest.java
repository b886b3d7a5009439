package dev.jetharness.conformance.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api;
import dev.jetharness.conformance.support.Await;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Connection;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.Subscription;
import io.nats.client.api.ConsumerConfiguration;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * Push delivery: interest, deliver groups, heartbeats, flow control, ordered consumers, ephemerals.
 */
class PushContractTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Contract
  void messagesAreDeliveredUnderTheirOwnSubject(TestServer server) throws Exception {
    Api api = Orders.stream(server, "s.1");
    Subscription inbox = server.connection().subscribe("deliver.here");
    Orders.consumer(api, "\"deliver_subject\":\"deliver.here\"").isOk();
    assertThat(inbox.nextMessage(LIMIT).getSubject()).isEqualTo("s.1");
  }

  @Contract
  void withoutInterestNothingIsDelivered(TestServer server) throws Exception {
    Api api = Orders.stream(server, "s.1");
    Orders.consumer(api, "\"deliver_subject\":\"d\"").isOk();
    Api.Answer info = api.call("CONSUMER.INFO.S.C");
    assertThat(info.number("delivered.consumer_seq")).isZero();
    assertThat(info.at("push_bound")).isNull();
  }

  @Contract
  void deliveryBeginsWhenInterestComes(TestServer server) throws Exception {
    Api api = Orders.stream(server, "s.1");
    Orders.consumer(api, "\"deliver_subject\":\"d\"").isOk();
    Subscription inbox = server.connection().subscribe("d");
    assertThat(inbox.nextMessage(LIMIT).getData()).asString().isEqualTo("s.1");
    assertThat(api.call("CONSUMER.INFO.S.C").at("push_bound")).isEqualTo(true);
  }

  @Contract
  void deliveryStopsWhenInterestGoesAndGoesOnWhenItReturns(TestServer server) throws Exception {
    Api api = Orders.stream(server, "s.1");
    Connection connection = server.connection();
    Subscription inbox = connection.subscribe("d");
    Orders.consumer(api, "\"deliver_subject\":\"d\",\"ack_policy\":\"none\"").isOk();
    assertThat(inbox.nextMessage(LIMIT)).isNotNull();
    inbox.unsubscribe();
    connection.flush(LIMIT);
    Await.until("unbound", () -> api.call("CONSUMER.INFO.S.C").at("push_bound") == null);
    Orders.publish(server, "s.2");
    assertThat(api.call("CONSUMER.INFO.S.C").number("delivered.stream_seq")).isEqualTo(1);
    Subscription again = connection.subscribe("d");
    assertThat(again.nextMessage(LIMIT).getData()).asString().isEqualTo("s.2");
  }

  @Contract
  void aDeliverGroupNeedsAMemberOfItsQueue(TestServer server) throws Exception {
    Api api = Orders.stream(server, "s.1");
    Connection connection = server.connection();
    connection.subscribe("d");
    Orders.consumer(api, "\"deliver_subject\":\"d\",\"deliver_group\":\"g\"").isOk();
    connection.flush(LIMIT);
    assertThat(api.call("CONSUMER.INFO.S.C").number("delivered.stream_seq")).isZero();
    Subscription member = connection.subscribe("d", "g");
    assertThat(member.nextMessage(LIMIT).getData()).asString().isEqualTo("s.1");
  }

  @Contract
  void aDeliverGroupSharesTheMessages(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    Connection connection = server.connection();
    Subscription one = connection.subscribe("d", "g");
    Subscription other = connection.subscribe("d", "g");
    Orders.consumer(api, "\"deliver_subject\":\"d\",\"deliver_group\":\"g\"").isOk();
    for (int i = 0; i < 100; i++) {
      Orders.publish(server, "s." + i);
    }
    Await.until(
        "all delivered", () -> api.call("CONSUMER.INFO.S.C").number("delivered.stream_seq") == 100);
    connection.flush(LIMIT);
    assertThat(one.getPendingMessageCount() + other.getPendingMessageCount()).isEqualTo(100);
    assertThat(one.getPendingMessageCount()).isPositive();
  }

  @Contract
  void anIdleConsumerSendsHeartbeatsWithItsLastSequences(TestServer server) throws Exception {
    Api api = Orders.stream(server, "s.1");
    Subscription inbox = server.connection().subscribe("d");
    Orders.consumer(api, "\"deliver_subject\":\"d\",\"idle_heartbeat\":100000000").isOk();
    assertThat(inbox.nextMessage(LIMIT).getData()).asString().isEqualTo("s.1");
    Message heartbeat = inbox.nextMessage(LIMIT);
    assertThat(heartbeat.getStatus().getCode()).isEqualTo(100);
    assertThat(heartbeat.getStatus().getMessage()).isEqualTo("Idle Heartbeat");
    assertThat(heartbeat.getHeaders().getFirst("Nats-Last-Consumer")).isEqualTo("1");
    assertThat(heartbeat.getHeaders().getFirst("Nats-Last-Stream")).isEqualTo("1");
  }

  @Contract
  void flowControlAsksAndWaitsForAnAnswer(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    byte[] large = new byte[256 * 1024];
    for (int i = 0; i < 12; i++) {
      server.js().publish("s.large", large);
    }
    Subscription inbox = server.connection().subscribe("d");
    inbox.setPendingLimits(-1, -1);
    Orders.consumer(
            api, "\"deliver_subject\":\"d\",\"flow_control\":true,\"idle_heartbeat\":5000000000")
        .isOk();
    int messages = 0;
    Message question = inbox.nextMessage(LIMIT);
    while (!question.isStatusMessage()) {
      messages++;
      question = inbox.nextMessage(LIMIT);
    }
    assertThat(question.getStatus().getMessage()).isEqualTo("FlowControl Request");
    assertThat(question.getReplyTo()).startsWith("$JS.FC.S.C.");
    assertThat(messages).isBetween(1, 11);
    server.connection().publish(question.getReplyTo(), new byte[0]);
    while (messages < 12) {
      Message next = inbox.nextMessage(LIMIT);
      if (next.isStatusMessage()) {
        server.connection().publish(next.getReplyTo(), new byte[0]);
      } else {
        messages++;
      }
    }
    assertThat(api.call("CONSUMER.INFO.S.C").number("delivered.consumer_seq")).isEqualTo(12);
  }

  @Contract
  void anOrderedConsumerReadsTheStreamInOrder(TestServer server) throws Exception {
    Orders.stream(server);
    for (int i = 0; i < 300; i++) {
      Orders.publish(server, "s." + i);
    }
    JetStreamSubscription subscription =
        server
            .js()
            .subscribe("s.>", PushSubscribeOptions.builder().stream("S").ordered(true).build());
    for (int i = 0; i < 300; i++) {
      assertThat(subscription.nextMessage(LIMIT).getData()).asString().isEqualTo("s." + i);
    }
  }

  @Contract
  void aBacklogLargerThanTheClientsBufferIsDeliveredWhole(TestServer server) throws Exception {
    Orders.stream(server);
    byte[] payload = new byte[64 * 1024];
    for (int i = 0; i < 400; i++) {
      server.js().publish("s.big", payload);
    }
    JetStreamSubscription subscription =
        server
            .js()
            .subscribe("s.>", PushSubscribeOptions.builder().stream("S").ordered(true).build());
    for (int i = 0; i < 400; i++) {
      assertThat(subscription.nextMessage(LIMIT).metaData().streamSequence()).isEqualTo(i + 1);
    }
  }

  @Contract
  void jnatsPushesToADurableAndAcknowledges(TestServer server) throws Exception {
    Api api = Orders.stream(server, "s.1", "s.2");
    JetStreamSubscription subscription =
        server.js().subscribe("s.>", PushSubscribeOptions.builder().durable("D").build());
    subscription.nextMessage(LIMIT).ackSync(LIMIT);
    subscription.nextMessage(LIMIT).ackSync(LIMIT);
    assertThat(api.call("CONSUMER.INFO.S.D").number("ack_floor.stream_seq")).isEqualTo(2);
  }

  @Contract
  void jnatsQueueSubscribersShareADurable(TestServer server) throws Exception {
    Orders.stream(server);
    PushSubscribeOptions options = PushSubscribeOptions.builder().durable("D").build();
    Connection other = server.connect();
    JetStreamSubscription one = server.js().subscribe("s.>", "team", options);
    JetStreamSubscription two = other.jetStream().subscribe("s.>", "team", options);
    other.flush(LIMIT);
    for (int i = 0; i < 40; i++) {
      Orders.publish(server, "s." + i);
    }
    Set<Long> seen = new TreeSet<>();
    Await.until(
        "all messages at one of the two",
        () -> {
          for (JetStreamSubscription member : new JetStreamSubscription[] {one, two}) {
            for (Message m = member.nextMessage(Duration.ofMillis(1));
                m != null;
                m = member.nextMessage(Duration.ofMillis(1))) {
              m.ack();
              assertThat(seen.add(m.metaData().streamSequence())).isTrue();
            }
          }
          return seen.size() == 40;
        });
  }

  @Contract
  void anEphemeralConsumerIsDeletedWhenNobodyListens(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    JetStreamSubscription subscription =
        server
            .js()
            .subscribe(
                "s.>",
                PushSubscribeOptions.builder()
                    .configuration(
                        ConsumerConfiguration.builder()
                            .inactiveThreshold(Duration.ofMillis(200))
                            .build())
                    .build());
    String name = subscription.getConsumerName();
    subscription.unsubscribe();
    Await.until(
        "the ephemeral is gone",
        () -> api.call("CONSUMER.INFO.S." + name).at("error.err_code") instanceof Number);
  }

  @Contract
  void anInactivePullConsumerIsDeleted(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    Orders.consumer(api, "\"ack_policy\":\"explicit\",\"inactive_threshold\":200000000").isOk();
    Await.until(
        "the inactive one is gone",
        () -> api.call("CONSUMER.INFO.S.C").at("error.err_code") instanceof Number);
  }

  @Contract
  void changingTheDeliverSubjectRedirects(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    Connection connection = server.connection();
    Subscription later = connection.subscribe("d2");
    Orders.consumer(api, "\"deliver_subject\":\"d1\"").isOk();
    Orders.consumer(api, "\"deliver_subject\":\"d2\"").isOk();
    Orders.publish(server, "s.1");
    assertThat(later.nextMessage(LIMIT).getData()).asString().isEqualTo("s.1");
  }

  @Contract
  void aBoundDeliverSubjectMayNotChange(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    server.connection().subscribe("d1");
    server.connection().flush(LIMIT);
    Orders.consumer(api, "\"deliver_subject\":\"d1\"").isOk();
    Api.Answer refused = Orders.consumer(api, "\"deliver_subject\":\"d2\"");
    assertThat(refused.number("error.err_code")).isEqualTo(10013);
    assertThat(new String(refused.text().getBytes(UTF_8), UTF_8))
        .contains("consumer name already in use");
  }
}
