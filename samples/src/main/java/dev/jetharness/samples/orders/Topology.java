package dev.jetharness.samples.orders;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.ObjectStoreConfiguration;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.time.Duration;

/**
 * The streams, consumers and buckets that the service needs in production; its tests use the very
 * same.
 */
public final class Topology {
  /** All orders, and what became of them. */
  public static final String ORDERS = "ORDERS";

  /** What the server says about orders that were given up. */
  public static final String GIVEN_UP = "ORDERS_GIVEN_UP";

  /** Orders that a person has to look at. */
  public static final String DEAD_LETTERS = "ORDERS_DEAD_LETTERS";

  /** The consumer that charges customers. */
  public static final String BILLING = "billing";

  /** The consumer that sends parcels. */
  public static final String SHIPPING = "shipping";

  /** The bucket with the status of each order. */
  public static final String STATUS = "order-status";

  /** The bucket with the invoices. */
  public static final String INVOICES = "invoices";

  static final int BILLING_ATTEMPTS = 3;

  private Topology() {}

  /** Creates what is missing, and updates what differs. */
  public static void create(Connection connection) throws IOException, JetStreamApiException {
    JetStreamManagement management = connection.jetStreamManagement();
    management.addStream(
        StreamConfiguration.builder()
            .name(ORDERS)
            .subjects("orders.>")
            .duplicateWindow(Duration.ofMinutes(2))
            .build());
    management.addStream(
        StreamConfiguration.builder()
            .name(GIVEN_UP)
            .subjects("$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES." + ORDERS + ".*")
            .build());
    management.addStream(
        StreamConfiguration.builder().name(DEAD_LETTERS).subjects("dead-letters.>").build());
    management.addOrUpdateConsumer(
        ORDERS,
        ConsumerConfiguration.builder()
            .durable(BILLING)
            .filterSubject("orders.created")
            .ackPolicy(AckPolicy.Explicit)
            .ackWait(Duration.ofSeconds(30))
            .maxDeliver(BILLING_ATTEMPTS)
            .build());
    management.addOrUpdateConsumer(
        ORDERS,
        ConsumerConfiguration.builder()
            .durable(SHIPPING)
            .filterSubject("orders.paid")
            .ackPolicy(AckPolicy.Explicit)
            .build());
    management.addOrUpdateConsumer(
        GIVEN_UP, ConsumerConfiguration.builder().durable("undertaker").build());
    connection
        .keyValueManagement()
        .create(KeyValueConfiguration.builder(STATUS).maxHistoryPerKey(10).build());
    connection.objectStoreManagement().create(ObjectStoreConfiguration.builder(INVOICES).build());
  }
}
