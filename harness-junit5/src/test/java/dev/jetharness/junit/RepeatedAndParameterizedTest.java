package dev.jetharness.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.Broker;
import io.nats.client.JetStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@JetStreamTest
@WithStream(name = "ORDERS", subjects = "orders.>")
class RepeatedAndParameterizedTest {

  @RepeatedTest(3)
  void eachRepetitionHasABrokerOfItsOwn(JetStream jetStream) throws Exception {
    assertThat(jetStream.publish("orders.created", new byte[0]).getSeqno()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"orders.created", "orders.paid"})
  void eachInvocationHasABrokerOfItsOwn(String subject, JetStream jetStream) throws Exception {
    assertThat(jetStream.publish(subject, new byte[0]).getSeqno()).isEqualTo(1);
  }

  @TestFactory
  Stream<DynamicTest> dynamicTestsShareTheBrokerOfTheirFactory(Broker broker) {
    return Stream.of("1", "2")
        .map(
            number ->
                DynamicTest.dynamicTest(
                    number, () -> assertThat(broker.connections()).hasSizeLessThanOrEqualTo(1)));
  }
}
