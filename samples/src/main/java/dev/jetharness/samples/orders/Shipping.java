package dev.jetharness.samples.orders;

import io.nats.client.Connection;
import io.nats.client.ConsumerContext;
import io.nats.client.FetchConsumeOptions;
import io.nats.client.FetchConsumer;
import io.nats.client.JetStreamApiException;
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
  public List<String> round(int parcels) throws Exception {
    List<String> sent = new ArrayList<>();
    FetchConsumeOptions waiting =
        FetchConsumeOptions.builder().maxMessages(parcels).noWait().build();
    try (FetchConsumer parcelsToSend = paid.fetch(waiting)) {
      for (Message m = parcelsToSend.nextMessage(); m != null; m = parcelsToSend.nextMessage()) {
        sent.add(Order.fromBytes(m.getData()).id());
        m.ack();
      }
    }
    return sent;
  }
}
