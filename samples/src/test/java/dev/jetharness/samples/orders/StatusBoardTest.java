package dev.jetharness.samples.orders;

import static dev.jetharness.assertions.JetStreamAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.Broker;
import dev.jetharness.junit.Bucket;
import dev.jetharness.junit.JetStreamTest;
import dev.jetharness.junit.WithTopology;
import io.nats.client.Connection;
import io.nats.client.KeyValue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A projection in Key-Value, and a watcher of it. */
@JetStreamTest
@WithTopology(Topology.class)
class StatusBoardTest {

  @Test
  void showsWhatBecameOfAnOrder(
      Connection connection, @Bucket("order-status") KeyValue status, Broker broker)
      throws Exception {
    new OrderIntake(connection).accept(new Order("o-1", "alice", 1999));
    new Billing(connection, order -> {}).start();
    new StatusBoard(connection).start();

    assertThat(broker).stream("KV_order-status").stored("$KV.order-status.o-1").times(2);
    assertThat(status.get("o-1").getValueAsString()).isEqualTo("paid");
  }

  @Test
  void tellsAWatcherOfEachStatus(Connection connection) throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    StatusBoard board = new StatusBoard(connection);
    board.watch((order, status) -> heard.add(order + " is " + status));
    board.start();

    new OrderIntake(connection).accept(new Order("o-1", "alice", 1999));

    assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("o-1 is created");
  }
}
