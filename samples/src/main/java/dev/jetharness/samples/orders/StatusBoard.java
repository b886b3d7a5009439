package dev.jetharness.samples.orders;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamSubscription;
import io.nats.client.KeyValue;
import io.nats.client.Message;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.api.KeyValueEntry;
import io.nats.client.api.KeyValueWatcher;
import io.nats.client.impl.NatsKeyValueWatchSubscription;
import java.io.IOException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Keeps the status of every order in a Key-Value bucket: a projection of the stream. */
public final class StatusBoard {
  private final Connection connection;
  private final KeyValue status;

  public StatusBoard(Connection connection) throws IOException {
    this.connection = connection;
    this.status = connection.keyValue(Topology.STATUS);
  }

  /** Follows the stream from its beginning, until the returned subscription is ended. */
  public JetStreamSubscription start() throws IOException, JetStreamApiException {
    return connection
        .jetStream()
        .subscribe(
            "orders.>",
            connection.createDispatcher(),
            this::project,
            false,
            PushSubscribeOptions.builder().stream(Topology.ORDERS).ordered(true).build());
  }

  /** Returns the status of an order, or null if the order is not known. */
  public @Nullable String of(String orderId) throws IOException, JetStreamApiException {
    KeyValueEntry entry = status.get(orderId);
    return entry == null ? null : entry.getValueAsString();
  }

  /** Tells a listener of each status, those that are there and those to come. */
  public NatsKeyValueWatchSubscription watch(BiConsumer<String, String> listener)
      throws IOException, JetStreamApiException, InterruptedException {
    return status.watchAll(
        new KeyValueWatcher() {
          @Override
          public void watch(KeyValueEntry entry) {
            listener.accept(entry.getKey(), entry.getValueAsString());
          }

          @Override
          public void endOfData() {
            // A status board has no end: what comes later is as good as what was there.
          }
        });
  }

  private void project(Message message) {
    String newStatus = message.getSubject().substring("orders.".length());
    try {
      status.put(Order.fromBytes(message.getData()).id(), newStatus);
    } catch (IOException | JetStreamApiException e) {
      throw new IllegalStateException("the status board is behind", e);
    }
  }
}
