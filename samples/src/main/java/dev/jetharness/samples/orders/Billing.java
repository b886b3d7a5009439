package dev.jetharness.samples.orders;

import io.nats.client.Connection;
import io.nats.client.ConsumerContext;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.MessageConsumer;
import io.nats.client.PublishOptions;
import java.io.IOException;
import java.time.Duration;

/**
 * Charges customers: acknowledges a paid order, asks for a failed one again after a delay, and ends
 * one that can't be paid.
 */
public final class Billing {
  /** How long the payment gateway is left alone after a failure. */
  public static final Duration RETRY_DELAY = Duration.ofMillis(200);

  private final JetStream jetStream;
  private final ConsumerContext orders;
  private final PaymentGateway gateway;

  public Billing(Connection connection, PaymentGateway gateway)
      throws IOException, JetStreamApiException {
    this.jetStream = connection.jetStream();
    this.orders = connection.getConsumerContext(Topology.ORDERS, Topology.BILLING);
    this.gateway = gateway;
  }

  /** Works on orders as they come, until the returned consumer is stopped. */
  public MessageConsumer start() throws IOException, JetStreamApiException {
    return orders.consume(this::handle);
  }

  private void handle(Message message) {
    Order order = Order.fromBytes(message.getData());
    try {
      gateway.charge(order);
      publish("orders.paid", order);
      message.ack();
    } catch (PaymentGateway.Unavailable laterMaybe) {
      message.nakWithDelay(RETRY_DELAY);
    } catch (PaymentGateway.Declined never) {
      publish("orders.declined", order);
      message.term();
    }
  }

  private void publish(String subject, Order order) {
    try {
      jetStream.publish(
          subject,
          order.toBytes(),
          PublishOptions.builder().messageId(subject + ":" + order.id()).build());
    } catch (IOException | JetStreamApiException e) {
      throw new IllegalStateException("order " + order.id() + " stays open, it comes again", e);
    }
  }
}
