package dev.jetharness.conformance.consumer;

import static dev.jetharness.conformance.consumer.Consumers.inShort;
import static dev.jetharness.conformance.consumer.Consumers.receive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.Subscription;
import io.nats.client.api.ConsumerConfiguration;
import java.time.Duration;

/** What clients need that read a stream in order, and begin anew when something was lost. */
class OrderedConsumerContractTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String ORDERED =
      "'ack_policy':'none','max_deliver':1,'mem_storage':true,'num_replicas':1,"
          + "'flow_control':true,'idle_heartbeat':5000000000,'deliver_subject':'%s'";

  @Contract
  void theConsumerIsCreatedAsItWasAskedFor(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    Answer created = consumers.ephemeral("O", ORDERED.formatted("d"));
    assertThat(created.at("config.durable_name")).isNull();
    assertThat(created.at("config.max_deliver")).isEqualTo(1);
    assertThat(created.at("config.mem_storage")).isEqualTo(true);
    assertThat(created.number("config.num_replicas")).isEqualTo(1);
    assertThat(created.number("config.inactive_threshold")).isEqualTo(5_000_000_000L);
    assertThat(created.at("config.max_ack_pending")).isNull();
  }

  @Contract
  void aNewConsumerGoesOnWithWhatWasLost(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2", "s.3", "s.4");
    Subscription first = consumers.listen("d1");
    consumers.ephemeral("O1", ORDERED.formatted("d1")).isOk();
    assertThat(receive(first, 4)).endsWith("s.4");
    consumers.call("CONSUMER.DELETE.S.O1", "").isOk();
    Subscription second = consumers.listen("d2");
    Answer created =
        consumers.ephemeral(
            "O2",
            ORDERED.formatted("d2") + ",'deliver_policy':'by_start_sequence','opt_start_seq':3");
    assertThat(created.number("num_pending")).isEqualTo(2);
    Message third = receive(second);
    assertThat(inShort(third)).isEqualTo("s.3");
    assertThat(third.metaData().consumerSequence()).isEqualTo(1);
    assertThat(third.metaData().pendingCount()).isEqualTo(1);
    assertThat(receive(second, 1)).containsExactly("s.4");
    consumers.publish("s.5");
    assertThat(receive(second, 1)).containsExactly("s.5");
    consumers.expectNothing(first);
  }

  @Contract
  void nothingIsDeliveredToADeletedConsumer(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    Subscription deleted = consumers.listen("d1");
    Subscription other = consumers.listen("d2");
    consumers.ephemeral("O1", ORDERED.formatted("d1")).isOk();
    consumers.ephemeral("O2", ORDERED.formatted("d2")).isOk();
    consumers.call("CONSUMER.DELETE.S.O1", "").isOk();
    consumers.publish("s.1");
    assertThat(receive(other, 1)).containsExactly("s.1");
    consumers.expectNothing(deleted);
  }

  @Contract
  void jnatsGoesOnWhenItsConsumerIsDeleted(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2");
    JetStreamSubscription subscription = subscribe(server);
    assertNext(subscription, 1);
    assertNext(subscription, 2);
    consumers.call("CONSUMER.DELETE.S." + subscription.getConsumerName(), "").isOk();
    consumers.publish("s.3", "s.4");
    assertNext(subscription, 3);
    assertNext(subscription, 4);
  }

  /** The reset makes the consumer number its deliveries from 1 again, as if some were lost. */
  @Contract
  void jnatsGoesOnWhenDeliveriesAreNotInOrder(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1", "s.2", "s.3");
    JetStreamSubscription subscription = subscribe(server);
    for (int i = 1; i <= 3; i++) {
      assertNext(subscription, i);
    }
    String before = subscription.getConsumerName();
    consumers.call("CONSUMER.RESET.S." + before, "{'seq':1}").isOk();
    consumers.publish("s.4");
    assertNext(subscription, 4);
    assertThat(subscription.getConsumerName()).isNotEqualTo(before);
  }

  private static JetStreamSubscription subscribe(TestServer server) throws Exception {
    ConsumerConfiguration beatOften =
        ConsumerConfiguration.builder().idleHeartbeat(Duration.ofMillis(200)).build();
    PushSubscribeOptions options =
        PushSubscribeOptions.builder().stream("S").ordered(true).configuration(beatOften).build();
    return server.js().subscribe("s.>", options);
  }

  private static void assertNext(JetStreamSubscription subscription, long sequence)
      throws Exception {
    Message message = subscription.nextMessage(LIMIT);
    assertThat(message).isNotNull();
    assertThat(message.metaData().streamSequence()).isEqualTo(sequence);
  }
}
