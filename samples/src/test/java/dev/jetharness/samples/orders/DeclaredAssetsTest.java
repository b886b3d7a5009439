package dev.jetharness.samples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.junit.JetStreamTest;
import dev.jetharness.junit.WithConsumer;
import dev.jetharness.junit.WithKeyValue;
import dev.jetharness.junit.WithStream;
import io.nats.client.ConsumerContext;
import io.nats.client.JetStream;
import io.nats.client.KeyValue;
import io.nats.client.Message;
import io.nats.client.StreamContext;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Streams, consumers and buckets declared by annotations, and injected. */
@JetStreamTest
@WithStream(name = "ORDERS", subjects = "orders.>")
@WithConsumer(stream = "ORDERS", name = "audit", filterSubjects = "orders.paid")
@WithKeyValue("prices")
class DeclaredAssetsTest {

  @Test
  void areThereBeforeTheTest(JetStream jetStream, StreamContext orders, ConsumerContext audit)
      throws Exception {
    jetStream.publish("orders.created", new byte[0]);
    jetStream.publish("orders.paid", new byte[0]);

    Message message = audit.next(Duration.ofSeconds(2));

    assertThat(message.getSubject()).isEqualTo("orders.paid");
    assertThat(orders.getStreamInfo().getStreamState().getMsgCount()).isEqualTo(2);
  }

  @Test
  void areEmptyForTheNextTest(StreamContext orders, KeyValue prices) throws Exception {
    assertThat(orders.getStreamInfo().getStreamState().getMsgCount()).isZero();
    assertThat(prices.keys()).isEmpty();
  }
}
