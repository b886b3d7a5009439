package dev.jetharness.junit;

import static dev.jetharness.assertions.JetStreamAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetharness.Broker;
import dev.jetharness.assertions.ConsumerAssert;
import io.nats.client.Connection;
import io.nats.client.ConsumerContext;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.MessageConsumer;
import io.nats.client.PublishOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;

@WithStream(name = "ORDERS", subjects = "orders.>")
@WithConsumer(
    stream = "ORDERS",
    name = "billing",
    filterSubjects = "orders.created",
    maxDeliver = 2)
@Timeout(120)
class AssertionsOnBrokersTest {
  private static final String MAX_DELIVERIES =
      "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.ORDERS.billing";

  @OnEachBroker
  void whatWasPublishedAndStored(Broker broker, JetStream jetStream) throws Exception {
    PublishOptions once = PublishOptions.builder().messageId("m-1").build();
    jetStream.publish("orders.created", bytes("o-1"), once);
    jetStream.publish("orders.created", bytes("o-1"), once);
    assertThatThrownBy(
            () ->
                jetStream.publish(
                    "orders.created",
                    bytes("o-2"),
                    PublishOptions.builder().expectedLastSequence(7).build()))
        .isInstanceOf(JetStreamApiException.class);

    assertThat(broker).published("orders.*").withMessageId("m-1").withText("o-1").times(2);
    assertThat(broker).published("orders.created").inOrder("o-1", "o-1", "o-2");
    assertThat(broker).stream("ORDERS").stored("orders.created").withText("o-1").once();
    assertThat(broker).stream("ORDERS").recognisedDuplicate("orders.created").once();
    assertThat(broker).stream("ORDERS").refused(10071).once();
    assertThat(broker).stream("ORDERS").neverStored("orders.failed");
    assertThat(broker).neverPublished("orders.failed");
    assertThatThrownBy(() -> assertThat(broker).neverPublished("orders.>"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Expected no message published on \"orders.>\", but found 3:");
  }

  @OnEachBroker
  void whatWasDeliveredAndAcknowledged(
      Broker broker, Connection connection, JetStream jetStream, ConsumerContext billing)
      throws Exception {
    connection.createDispatcher().subscribe(MAX_DELIVERIES, message -> {});
    try (MessageConsumer consumer = billing.consume(AssertionsOnBrokersTest::handle)) {
      jetStream.publish("orders.created", bytes("good"));
      jetStream.publish("orders.created", bytes("bad"));
      jetStream.publish("orders.created", bytes("ugly"));

      ConsumerAssert asserted = assertThat(broker).consumer("ORDERS", "billing");
      asserted.acknowledged().withText("good").once();
      asserted.naked().withText("bad").times(2);
      asserted.delivered().withText("bad").times(2);
      asserted.redelivered().onSubject("orders.created").withText("bad").once();
      asserted.reachedMaxDeliveries().withText("bad").once();
      asserted.termed().withText("ugly").once();
      asserted.neverAcknowledged(content -> !content.text().equals("good"));
      consumer.stop();
    }
  }

  private static void handle(Message message) {
    switch (new String(message.getData(), StandardCharsets.UTF_8)) {
      case "good" -> message.ack();
      case "bad" -> message.nak();
      default -> message.term();
    }
  }

  @OnEachBroker
  void whatWasNotDelivered(Broker broker, Connection connection, ConsumerContext billing)
      throws Exception {
    connection.publish("orders.paid", bytes("o-1"));
    assertThat(broker).consumer("ORDERS", "billing").neverDelivered();
    connection.publish("orders.created", bytes("o-1"));
    assertThat(broker).consumer("ORDERS", "billing").neverDelivered();
    billing.next(Duration.ofSeconds(10)).ack();
    assertThat(broker).consumer("ORDERS", "billing").delivered().withText("o-1").once();
    assertThat(broker).consumer("ORDERS", "billing").neverRedelivered().neverNaked().neverTermed();
    assertThatThrownBy(() -> assertThat(broker).consumer("ORDERS", "billing").neverAcknowledged())
        .hasMessageContaining("Expected no message acknowledged by ORDERS/billing, but found 1:");
  }

  /** Published without an acknowledgement, so that only the fence can tell. */
  @OnEachBroker
  void whatIsStillOnItsWayIsSeenBehindTheFence(
      Broker broker, Connection connection, ConsumerContext billing) throws Exception {
    try (MessageConsumer consumer = billing.consume(Message::ack)) {
      for (int i = 1; i <= 200; i++) {
        connection.publish("orders.created", bytes("o-" + i));
      }
      assertThatThrownBy(
              () ->
                  assertThat(broker)
                      .consumer("ORDERS", "billing")
                      .neverDelivered(content -> content.text().equals("o-200")))
          .isInstanceOf(AssertionError.class);
      consumer.stop();
    }
  }

  @OnEachBroker
  void whatDoesNotExistWasNeverUsed(Broker broker) {
    assertThatCode(
            () -> {
              assertThat(broker).stream("NOWHERE").neverStored(">").neverRefused();
              assertThat(broker).consumer("NOWHERE", "nobody").neverDelivered();
              assertThat(broker).consumer("ORDERS", "nobody").neverDelivered();
            })
        .doesNotThrowAnyException();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
