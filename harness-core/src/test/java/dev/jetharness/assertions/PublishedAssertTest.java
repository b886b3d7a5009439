package dev.jetharness.assertions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetharness.traffic.TrafficRecorder;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PublishedAssertTest {
  private final RecordedBroker broker = new RecordedBroker();

  @Test
  void findsByContent() {
    broker.published("orders.created", "o-1", "Nats-Msg-Id", "m-1");
    broker.published("orders.created", "o-2", "tenant", "acme");
    broker
        .asserted()
        .published("orders.*")
        .onSubject("orders.created")
        .withText("o-1")
        .withMessageId("m-1")
        .withPayload("o-1".getBytes(UTF_8))
        .matching("by app", e -> e.connection().equals("app"))
        .once();
    broker.asserted().published("orders.>").withHeader("tenant", "acme").once();
    assertThat(broker.asserted().published("orders.>").times(2).events()).hasSize(2);
  }

  @Test
  void findsInOrder() {
    broker.published("orders.created", "1");
    broker.published("orders.paid", "2");
    broker.published("orders.shipped", "3");
    broker.asserted().published("orders.>").inOrder("1", "3").inOrder().inOrder("1", "2", "3");
    broker.asserted().published("orders.>").subjectsInOrder("orders.created", "orders.shipped");
    assertThatThrownBy(() -> broker.asserted().published("orders.>").inOrder("3", "1"))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith(
            "Expected messages with the texts \"3\", \"1\" in this order published on \"orders.>\","
                + " within 0s, but found 3:\n");
    assertThatThrownBy(() -> broker.asserted().published(">").subjectsInOrder("a", "b"))
        .hasMessageContaining("messages on the subjects \"a\", \"b\" in this order published");
  }

  @Test
  void waitsForWhatComesLater() {
    CompletableFuture<Void> later =
        CompletableFuture.runAsync(
            () -> {
              broker.published("orders.created", "1");
              broker.published("orders.created", "2");
            });
    broker.asserted().within(Duration.ofSeconds(30)).published("orders.created").withText("2");
    later.join();
  }

  @Test
  void missingShowsNearestMissesFirst() {
    broker.published("payments.made", "x");
    broker.published("orders.created", "o-2");
    broker.published("orders.paid", "o-1");
    assertThatThrownBy(() -> broker.asserted().published("orders.created").withText("o-1"))
        .isInstanceOf(AssertionError.class)
        .extracting(e -> withoutTimes(e))
        .isEqualTo(
            """
            Expected at least 1 message published on "orders.created" with text "o-1", within 0s, but there was none.
            Nearest misses (3 of 3):
              #2 published orders.created "o-2" by app  <- not with text "o-1"
              #3 published orders.paid "o-1" by app  <- not on "orders.created"
              #1 published payments.made "x" by app  <- not on "orders.created", not with text "o-1"
            Everything that happened:
              #1 published payments.made "x" by app
              #2 published orders.created "o-2" by app
              #3 published orders.paid "o-1" by app""");
  }

  @Test
  void missingInSilenceSaysSo() {
    assertThatThrownBy(() -> broker.asserted().published("orders.created"))
        .hasMessage(
            """
            Expected at least 1 message published on "orders.created", within 0s, but there was none.
            Nothing went through the broker.""");
  }

  @Test
  void aLongHistoryIsCapped() {
    for (int i = 1; i <= 100; i++) {
      broker.published("orders.created", "o-" + i);
    }
    assertThatThrownBy(() -> broker.asserted().published("orders.created").withText("o-0"))
        .hasMessageContaining("Nearest misses (5 of 100):\n")
        .hasMessageContaining("What happened last (20 of 100 events):\n  #81 ")
        .message()
        .hasLineCount(28);
    assertThatThrownBy(() -> broker.asserted().published("orders.created").times(99))
        .hasMessageContaining(
            "Expected 99 messages published on \"orders.created\", exactly, but found 100:")
        .hasMessageContaining("… and 80 more");
  }

  @Test
  void countsExactlyBehindAFence() {
    broker.published("orders.created", "o-1");
    broker.asserted().published("orders.created").once();
    assertThat(broker.fences).isEqualTo(1);
    broker.underWay(() -> broker.published("orders.created", "o-1"));
    assertThatThrownBy(() -> broker.asserted().published("orders.created").once())
        .hasMessageContaining("Expected 1 message published")
        .hasMessageContaining("but found 2:");
  }

  @Test
  void refusesToCountNothing() {
    broker.published("orders.created", "o-1");
    assertThatThrownBy(() -> broker.asserted().published("orders.created").times(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("neverPublished");
  }

  @Test
  void neverPublishedPassesAFence() {
    broker.published("orders.created", "o-1");
    broker.asserted().neverPublished("orders.failed");
    broker.asserted().neverPublished("orders.created", content -> content.text().equals("o-2"));
    assertThat(broker.fences).isEqualTo(2);
    broker.underWay(() -> broker.published("orders.failed", "o-1"));
    assertThatThrownBy(() -> broker.asserted().neverPublished("orders.failed"))
        .extracting(e -> withoutTimes(e))
        .isEqualTo(
            """
            Expected no message published on "orders.failed", but found 1:
              #2 published orders.failed "o-1" by app
            Everything that happened:
              #1 published orders.created "o-1" by app
              #2 published orders.failed "o-1" by app""");
  }

  @Test
  void cannotTellWhatTheRecorderForgot() {
    RecordedBroker small = new RecordedBroker(new TrafficRecorder(1, 1 << 20));
    small.published("orders.created", "1");
    small.published("orders.created", "2");
    assertThatThrownBy(() -> small.asserted().neverPublished("orders.failed"))
        .hasMessageContaining("the recorder forgot the oldest 1 events")
        .hasMessageContaining("broker.traffic().clear()");
    assertThatThrownBy(() -> small.asserted().published("orders.failed"))
        .hasMessageContaining("(the recorder forgot 1 older events)");
  }

  @Test
  void cannotTellWhenTheFenceIsBroken() {
    broker.underWay(
        () -> {
          throw new Fence.BrokenFenceException("app did not answer a PING");
        });
    assertThatThrownBy(() -> broker.asserted().neverPublished("orders.failed"))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "Cannot tell whether any more messages were published on \"orders.failed\": app did not answer a PING")
        .hasCauseInstanceOf(Fence.BrokenFenceException.class);
  }

  @Test
  void leavesOutWhatTheFenceItselfSends() {
    broker.recorder.published(Fence.CONNECTION, "orders.x", null, new byte[0], new byte[0]);
    broker.recorder.refused("ORDERS", "orders.x", 10060, "expected stream does not match");
    broker.asserted().neverPublished(">");
    broker.asserted().stream("ORDERS").neverRefused();
  }

  @Test
  void aDescriptionComesFirst() {
    assertThatThrownBy(
            () -> broker.asserted().as("after %s", "placing").published("orders.created"))
        .hasMessageStartingWith("[after placing] Expected at least 1 message");
    assertThatThrownBy(() -> broker.asserted().withFailMessage("no!").published("orders.created"))
        .hasMessage("no!");
  }

  @Test
  void anInterruptedWaitFailsAndStaysInterrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(
            () -> broker.asserted().within(Duration.ofSeconds(30)).published("orders.created"))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("Interrupted while waiting for messages published");
    assertThat(Thread.interrupted()).isTrue();
  }

  static String withoutTimes(Throwable failure) {
    return String.valueOf(failure.getMessage()).replaceAll("\\+\\d+\\.\\d{3}s ", "");
  }
}
