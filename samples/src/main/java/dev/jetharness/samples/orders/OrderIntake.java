package dev.jetharness.samples.orders;

import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.PublishOptions;
import io.nats.client.api.PublishAck;
import java.io.IOException;

/**
 * Takes orders in. The order's number is the message id, so that a retried call is not a second
 * order.
 */
public final class OrderIntake {
  private final JetStream jetStream;

  public OrderIntake(Connection connection) throws IOException {
    jetStream = connection.jetStream();
  }

  /**
   * Stores an order.
   *
   * @return whether it is new; false if this number was taken in before
   */
  public boolean accept(Order order) throws IOException, JetStreamApiException {
    PublishAck ack =
        jetStream.publish(
            "orders.created",
            order.toBytes(),
            PublishOptions.builder().messageId(order.id()).expectedStream(Topology.ORDERS).build());
    return !ack.isDuplicate();
  }
}
