package dev.jetharness.samples.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;

/** Keeps invoices in an Object Store bucket. */
public final class Invoices {
  private final ObjectStore invoices;

  public Invoices(Connection connection) throws IOException {
    invoices = connection.objectStore(Topology.INVOICES);
  }

  /** Writes the invoice of an order. */
  public void issue(Order order)
      throws IOException, JetStreamApiException, NoSuchAlgorithmException {
    String text =
        "Invoice %s%n%s owes %d.%02d%n"
            .formatted(order.id(), order.customer(), order.cents() / 100, order.cents() % 100);
    invoices.put(nameOf(order.id()), new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  /** Reads an invoice. */
  public String read(String orderId)
      throws IOException, JetStreamApiException, InterruptedException, NoSuchAlgorithmException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    invoices.get(nameOf(orderId), text);
    return text.toString(UTF_8);
  }

  private static String nameOf(String orderId) {
    return "invoice-" + orderId + ".txt";
  }
}
