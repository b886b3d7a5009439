package dev.jetharness.conformance.stress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The ledger finds what the stress test is there to find. */
class LedgerTest {
  private final Ledger ledger = new Ledger();

  private void publishThree() {
    ledger.published("p", 1, 1);
    ledger.published("p", 2, 2);
    ledger.published("p", 3, 3);
  }

  private void deliver(int number, long deliveries) {
    ledger.delivered("C", "r", number, deliveries, "p", number);
  }

  @Test
  void hasNothingToSayWhenEveryMessageCameOnce() {
    publishThree();
    deliver(1, 1);
    deliver(2, 1);
    deliver(3, 1);
    assertThat(ledger.close()).isEmpty();
    assertThat(ledger.outstanding("C")).isZero();
  }

  @Test
  void findsALostMessage() {
    publishThree();
    deliver(1, 1);
    deliver(3, 1);
    assertThat(ledger.outstanding("C")).isEqualTo(1);
    assertThat(ledger.close()).containsExactly("C never got Entry[publisher=p, number=2] at 2");
  }

  @Test
  void missesAConsumerThatGotNothingAtAll() {
    publishThree();
    ledger.open("C");
    assertThat(ledger.close()).hasSize(3);
  }

  @Test
  void findsADoubledMessage() {
    publishThree();
    deliver(1, 1);
    deliver(2, 1);
    deliver(2, 1);
    deliver(3, 1);
    assertThat(ledger.close())
        .containsExactly("C: p's message 2 at 2 was delivered twice for the first time");
  }

  @Test
  void findsARedeliveryThatNobodyAskedFor() {
    publishThree();
    deliver(1, 1);
    deliver(2, 1);
    deliver(3, 1);
    deliver(2, 2);
    assertThat(ledger.close())
        .containsExactly("C: p's message 2 at 2 was delivered again, although nobody asked for it");
  }

  @Test
  void missesARedeliveryThatSomebodyAskedFor() {
    publishThree();
    deliver(1, 1);
    deliver(2, 1);
    deliver(3, 1);
    ledger.askedAgain("C", 2);
    assertThat(ledger.close()).containsExactly("C never got 2 again");
    deliver(2, 2);
    assertThat(ledger.close()).isEmpty();
  }

  @Test
  void findsMessagesOfAPublisherOutOfOrder() {
    publishThree();
    deliver(2, 1);
    deliver(1, 1);
    deliver(3, 1);
    assertThat(ledger.close()).containsExactly("C: p's message 1 at 1 came after message 2");
  }

  @Test
  void findsASequenceThatWasGivenOutTwiceOrOutOfOrder() {
    ledger.published("p", 1, 7);
    ledger.published("q", 1, 7);
    ledger.published("p", 2, 6);
    assertThat(ledger.close())
        .containsExactly(
            "sequence 7 was given out twice", "p's message 2 is stored out of order at 6");
  }

  @Test
  void findsAMessageThatNobodyPublished() {
    ledger.delivered("C", "r", 9, 1, "p", 9);
    assertThat(ledger.close()).containsExactly("C got 9 from nowhere");
  }
}
