package dev.jetharness.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.junit.Bucket;
import dev.jetharness.junit.JetStreamTest;
import dev.jetharness.junit.WithTopology;
import io.nats.client.Connection;
import io.nats.client.ObjectStore;
import org.junit.jupiter.api.Test;

/** Files in an Object Store bucket. */
@JetStreamTest
@WithTopology(Topology.class)
class InvoicesTest {

  @Test
  void keepsAnInvoice(Connection connection, @Bucket("invoices") ObjectStore store)
      throws Exception {
    Invoices invoices = new Invoices(connection);

    invoices.issue(new Order("o-1", "alice", 1999));

    assertThat(invoices.read("o-1")).contains("alice owes 19.99");
    assertThat(store.getList()).hasSize(1);
  }
}
