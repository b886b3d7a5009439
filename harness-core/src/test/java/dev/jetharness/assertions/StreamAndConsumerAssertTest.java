package dev.jetharness.assertions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetharness.traffic.AckKind;
import org.junit.jupiter.api.Test;

class StreamAndConsumerAssertTest {
  private final RecordedBroker broker = new RecordedBroker();

  @Test
  void tellsStoredFromDuplicateAndRefused() {
    broker.stored(1, "orders.created", "o-1");
    broker.duplicate(1, "orders.created", "o-1");
    broker.recorder.refused("ORDERS", "orders.created", 10071, "wrong last sequence: 1");

    StreamAssert orders = broker.asserted().stream("ORDERS");
    orders.stored("orders.>").withText("o-1").once();
    orders.recognisedDuplicate("orders.created").once();
    orders.refused(10071).onSubject("orders.created").once();
    broker.asserted().stream("PAYMENTS").neverStored(">").neverRefused();
    assertThatThrownBy(() -> orders.neverStored(">"))
        .hasMessageStartingWith("Expected no message stored by ORDERS on \">\", but found 1:");
    assertThatThrownBy(orders::neverRefused)
        .hasMessageContaining("refused orders.created by ORDERS: wrong last sequence: 1 (10071)");
    assertThatThrownBy(() -> orders.refused(10070))
        .hasMessageContaining("  <- not with error 10070");
  }

  @Test
  void tellsWhatWasDoneWithADelivery() {
    broker.delivered("billing", 7, 1, "orders.created", "o-1");
    broker.said("billing", 7, 1, AckKind.IN_PROGRESS, "+WPI");
    broker.said("billing", 7, 1, AckKind.NAK, "-NAK {\"delay\":1000000}");
    broker.delivered("billing", 7, 2, "orders.created", "o-1");
    broker.said("billing", 7, 2, AckKind.ACK, "+ACK");
    broker.delivered("billing", 8, 1, "orders.created", "o-2");
    broker.said("billing", 8, 1, AckKind.TERM, "+TERM");
    broker.delivered("billing", 9, 5, "orders.created", "o-3");
    broker.recorder.maxDeliveriesReached("ORDERS", "billing", 9, 5);

    ConsumerAssert billing = broker.asserted().consumer("ORDERS", "billing");
    billing.delivered().withText("o-1").times(2);
    billing.redelivered().withText("o-1").once();
    billing
        .naked()
        .withText("o-1")
        .matching("with a delay", e -> e.body().contains("delay"))
        .once();
    billing.acknowledged().onSubject("orders.created").withText("o-1").once();
    billing.termed().withText("o-2").once();
    billing.reachedMaxDeliveries().withText("o-3").once();
    billing.neverAcknowledged(content -> content.text().equals("o-2"));
    billing.neverDelivered(content -> content.text().equals("o-4"));
    broker
        .asserted()
        .consumer("ORDERS", "shipping")
        .neverDelivered()
        .neverRedelivered()
        .neverAcknowledged()
        .neverNaked()
        .neverTermed();
    assertThat(broker.fences).isPositive();
  }

  @Test
  void showsTheWholeStoryOfAMessage() {
    broker.published("orders.created", "o-1");
    broker.stored(7, "orders.created", "o-1");
    broker.delivered("billing", 7, 1, "orders.created", "o-1");
    broker.said("billing", 7, 1, AckKind.NAK, "-NAK {\"delay\":1000000}");
    broker.said("billing", 6, 1, AckKind.IN_PROGRESS, "+WPI");
    broker.duplicate(7, "orders.created", "o-1");
    broker.recorder.maxDeliveriesReached("ORDERS", "billing", 7, 5);
    assertThatThrownBy(
            () -> broker.asserted().consumer("ORDERS", "billing").acknowledged().withText("o-1"))
        .extracting(e -> PublishedAssertTest.withoutTimes(e))
        .isEqualTo(
            """
            Expected at least 1 message acknowledged by ORDERS/billing, within 0s, but there was none.
            Nearest misses (2 of 2):
              #5 in progress a message to ORDERS/billing by worker (sequence 6, delivery 1)  <- not acknowledged
              #4 naked {"delay":1000000} orders.created "o-1" to ORDERS/billing by worker (sequence 7, delivery 1)  <- not acknowledged
            Everything that happened:
              #1 published orders.created "o-1" by app
              #2 stored orders.created "o-1" in ORDERS (sequence 7)
              #3 delivered orders.created "o-1" by ORDERS/billing to worker (sequence 7, delivery 1)
              #4 naked {"delay":1000000} orders.created "o-1" to ORDERS/billing by worker (sequence 7, delivery 1)
              #5 in progress a message to ORDERS/billing by worker (sequence 6, delivery 1)
              #6 recognised as duplicate orders.created "o-1" in ORDERS (sequence 7)
              #7 given up orders.created "o-1" by ORDERS/billing after 5 deliveries (sequence 7)""");
  }

  @Test
  void neverAcknowledgedShowsWhoDid() {
    broker.delivered("billing", 7, 1, "orders.created", "o-1");
    broker.said("billing", 7, 1, AckKind.NEXT, "+NXT");
    assertThatThrownBy(() -> broker.asserted().consumer("ORDERS", "billing").neverAcknowledged())
        .hasMessageStartingWith("Expected no message acknowledged by ORDERS/billing, but found 1:");
  }
}
