package dev.jetharness.samples.orders;

import io.nats.client.Connection;
import io.nats.client.ConsumerContext;
import io.nats.client.FetchConsumeOptions;
import io.nats.client.FetchConsumer;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamStatusCheckedException;
import io.nats.client.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Sends parcels in rounds: the van is away most of the day, and catches up when it is back. */
public final class Shipping {
  private final ConsumerContext paid;

  public Shipping(Connection connection) throws IOException, JetStreamApiException {
    paid = connection.getConsumerContext(Topology.ORDERS, Topology.SHIPPING);
  }

  /** Loads what is waiting, at most so many parcels, and returns the orders sent. */
  public List<String> round(int parcels)
      throws IOException,
          JetStreamApiException,
          JetStreamStatusCheckedException,
          InterruptedException {
    List<String> sent = new ArrayList<>();
    FetchConsumer waiting =
        paid.fetch(FetchConsumeOptions.builder().maxMessages(parcels).noWait().build());
    for (Message next = waiting.nextMessage(); next != null; next = waiting.nextMessage()) {
      sent.add(Order.fromBytes(next.getData()).id());
      next.ack();
    }
    return sent;
  }
}
