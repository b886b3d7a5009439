package dev.jetharness.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.Broker;
import dev.jetharness.traffic.Traffic;
import io.nats.client.Connection;
import io.nats.client.ConsumerContext;
import io.nats.client.JetStream;
import io.nats.client.JetStreamManagement;
import io.nats.client.KeyValue;
import io.nats.client.KeyValueManagement;
import io.nats.client.ObjectStore;
import io.nats.client.ObjectStoreManagement;
import io.nats.client.StreamContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

@JetStreamTest
class ParametersTest {

  @Test
  void aConnectionIsOpenAndNamedForItsTest(Connection connection) {
    assertThat(connection.getStatus()).isEqualTo(Connection.Status.CONNECTED);
    assertThat(connection.getOptions().getConnectionName())
        .isEqualTo("aConnectionIsOpenAndNamedForItsTest");
  }

  @Test
  void theBrokerAndItsTrafficBelongTogether(Broker broker, Traffic traffic) {
    assertThat(broker.traffic()).isSameAs(traffic);
  }

  @Test
  void parametersShareOneConnection(Connection connection, Connection again, Broker broker) {
    assertThat(again).isSameAs(connection);
    assertThat(broker.connections()).containsExactly(connection);
  }

  @Test
  @WithStream(name = "ORDERS", subjects = "orders.>")
  void jetStreamAndItsManagement(JetStream jetStream, JetStreamManagement management)
      throws Exception {
    assertThat(jetStream.publish("orders.created", new byte[0]).getStream()).isEqualTo("ORDERS");
    assertThat(management.getStreamNames()).containsExactly("ORDERS");
  }

  @Test
  @WithStream(name = "ORDERS", subjects = "orders.>")
  @WithConsumer(stream = "ORDERS", name = "billing")
  void theOnlyStreamAndConsumerNeedNoName(StreamContext orders, ConsumerContext billing) {
    assertThat(orders.getStreamName()).isEqualTo("ORDERS");
    assertThat(billing.getConsumerName()).isEqualTo("billing");
  }

  @Test
  @WithStream(name = "ORDERS", subjects = "orders.>")
  @WithStream(name = "PAYMENTS", subjects = "payments.>")
  @WithConsumer(stream = "ORDERS", name = "billing")
  @WithConsumer(stream = "PAYMENTS", name = "billing")
  void severalStreamsAndConsumersAreNamed(
      @StreamName("PAYMENTS") StreamContext payments,
      @ConsumerName(stream = "ORDERS", value = "billing") ConsumerContext billing)
      throws Exception {
    assertThat(payments.getStreamName()).isEqualTo("PAYMENTS");
    assertThat(billing.getConsumerInfo().getStreamName()).isEqualTo("ORDERS");
  }

  @Test
  @WithKeyValue("prices")
  @WithObjectStore("invoices")
  void theOnlyBucketsNeedNoName(
      KeyValue prices,
      ObjectStore invoices,
      KeyValueManagement keyValues,
      ObjectStoreManagement objectStores)
      throws Exception {
    assertThat(prices.getBucketName()).isEqualTo("prices");
    assertThat(invoices.getBucketName()).isEqualTo("invoices");
    assertThat(keyValues.getBucketNames()).containsExactly("prices");
    assertThat(objectStores.getBucketNames()).containsExactly("invoices");
  }

  @Test
  @WithKeyValue("prices")
  @WithKeyValue("stock")
  void severalBucketsAreNamed(@Bucket("stock") KeyValue stock) {
    assertThat(stock.getBucketName()).isEqualTo("stock");
  }

  @Test
  void otherParametersAreLeftToOthers(TestInfo info) {
    assertThat(info.getDisplayName()).startsWith("otherParameters");
  }
}
