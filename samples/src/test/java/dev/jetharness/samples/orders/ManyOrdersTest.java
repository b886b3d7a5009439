package dev.jetharness.samples.orders;

import static dev.jetharness.assertions.JetStreamAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.Broker;
import dev.jetharness.junit.JetStreamTest;
import dev.jetharness.junit.WithTopology;
import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameterised and repeated tests, in parallel: each has a broker of its own. */
@JetStreamTest
@WithTopology(Topology.class)
@Execution(ExecutionMode.CONCURRENT)
class ManyOrdersTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 100})
  void areAllPaid(int orders, Connection connection, Broker broker) throws Exception {
    OrderIntake intake = new OrderIntake(connection);
    for (int i = 0; i < orders; i++) {
      intake.accept(new Order("o-" + i, "alice", 100));
    }

    new Billing(connection, order -> {}).start();

    assertThat(broker).stream("ORDERS").stored("orders.paid").times(orders);
  }

  @RepeatedTest(3)
  void startWithAnEmptyStream(JetStreamManagement management) throws Exception {
    assertThat(management.getStreamInfo("ORDERS").getStreamState().getMsgCount()).isZero();
  }
}
