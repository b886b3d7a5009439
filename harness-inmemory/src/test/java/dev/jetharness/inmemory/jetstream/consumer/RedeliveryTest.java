package dev.jetharness.inmemory.jetstream.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.inmemory.bus.RecordingAccount.Sent;
import dev.jetharness.inmemory.jetstream.config.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedeliveryTest {
  private Bench bench = new Bench();

  @Test
  void deliversAgainWhenTheAckWaitIsOver() {
    deliver(ConfigBuilder.pull().ackWait(Duration.ofSeconds(10)), 2);
    bench.pull("in", "9");
    bench.advance(Duration.ofSeconds(10).minusNanos(1));
    assertThat(bench.fresh()).isEmpty();
    bench.advance(Duration.ofNanos(1));
    assertThat(bench.freshInShort()).containsExactly("2/1/3/0", "2/2/4/0");
    bench.advance(Duration.ofSeconds(10));
    assertThat(bench.freshInShort()).containsExactly("3/1/5/0", "3/2/6/0");
    assertThat(bench.info().redelivered()).isEqualTo(2);
    assertThat(bench.info().ackPending()).isEqualTo(2);
  }

  @Test
  void usesOneTimerForAllThatIsPending() {
    deliver(ConfigBuilder.pull(), 500);
    assertThat(bench.time.waiting()).isEqualTo(1);
  }

  @Test
  void ordersWhatExpiresTogetherByStreamSequence() {
    List<Sent> sent = deliver(ConfigBuilder.pull().ackWait(Duration.ofSeconds(10)), 3);
    bench.advance(Duration.ofSeconds(1));
    bench.ack(sent.get(0), "+WPI");
    bench.advance(Duration.ofSeconds(10));
    bench.pull("in", "9");
    assertThat(bench.freshInShort()).containsExactly("2/2/4/0", "2/3/5/0", "2/1/6/0");
  }

  @Test
  void redeliversBeforeNewMessagesAndBeyondMaxAckPending() {
    List<Sent> sent = deliver(ConfigBuilder.pull().maxAckPending(2), 2);
    bench.publish("a");
    bench.ack(sent.get(1), "-NAK");
    bench.pull("in", "9");
    assertThat(bench.freshInShort()).containsExactly("2/2/3/1");
    bench.ack(sent.get(1), "+ACK");
    assertThat(bench.freshInShort()).containsExactly("1/3/4/0");
  }

  @Test
  void waitsLongerWithEachStepOfTheBackOff() {
    deliver(ConfigBuilder.pull().backoff(Duration.ofSeconds(1), Duration.ofSeconds(3)), 1);
    bench.pull("in", "9");
    bench.advance(Duration.ofSeconds(1));
    assertThat(bench.freshInShort()).containsExactly("2/1/2/0");
    bench.advance(Duration.ofMillis(2999));
    assertThat(bench.fresh()).isEmpty();
    bench.advance(Duration.ofMillis(1));
    assertThat(bench.freshInShort()).containsExactly("3/1/3/0");
    bench.advance(Duration.ofSeconds(3));
    assertThat(bench.freshInShort()).containsExactly("4/1/4/0");
  }

  @Test
  void givesUpAfterOneDeliveryAsSoonAsTheAckWaitIsOver() {
    deliver(ConfigBuilder.pull().maxDeliver(1), 1);
    bench.listen("$JS.EVENT.ADVISORY.>");
    bench.advance(Duration.ofSeconds(30));
    Sent advisory = bench.fresh().get(0);
    assertThat(advisory.destination()).isEqualTo("$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.S.C");
    assertThat(advisory.text())
        .endsWith("\"stream\":\"S\",\"consumer\":\"C\",\"stream_seq\":1,\"deliveries\":1}")
        .contains("\"type\":\"io.nats.jetstream.advisory.v1.max_deliver\"");
    assertThat(bench.traffic).endsWith("gave up S>C 1/1");
    assertThat(bench.info().ackPending()).isZero();
    assertThat(bench.info().redelivered()).isZero();
    assertThat(bench.info().ackFloor()).isEqualTo(new SequencePair(0, 0));
  }

  @Test
  void givesUpAfterMoreDeliveriesWhenTheMessageComesUpAgain() {
    deliver(ConfigBuilder.pull().maxDeliver(2), 1);
    bench.listen("$JS.EVENT.ADVISORY.>");
    bench.pull("in", "1");
    bench.advance(Duration.ofSeconds(60));
    assertThat(bench.freshInShort()).containsExactly("2/1/2/0");
    assertThat(bench.info().ackPending()).isEqualTo(1);

    bench.publish("a");
    bench.pull("in", "1");

    assertThat(bench.freshInShort())
        .containsExactly("1/2/3/0", "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.S.C");
    assertThat(bench.traffic).contains("gave up S>C 2/1");
    assertThat(bench.info().redelivered()).isEqualTo(1);
    assertThat(bench.info().ackPending()).isEqualTo(1);
  }

  @Test
  void givesUpAfterTheLastNak() {
    Sent first = deliver(ConfigBuilder.pull().maxDeliver(2), 1).get(0);
    bench.ack(first, "-NAK");
    bench.pull("in", "1");
    Sent second = bench.fresh().get(0);
    bench.ack(second, "-NAK");
    bench.pull("in", "1");
    assertThat(bench.fresh()).isEmpty();
    assertThat(bench.traffic).endsWith("gave up S>C 2/1");
  }

  @Test
  void keepsInAWorkQueueWhatWasGivenUp() {
    bench = new Bench(RetentionPolicy.WORK_QUEUE);
    deliver(ConfigBuilder.pull().maxDeliver(1), 1);
    bench.advance(Duration.ofSeconds(30));
    assertThat(bench.info().ackPending()).isZero();
    assertThat(bench.sequencer.call(() -> bench.consumer().needs(1, "a"))).isTrue();
  }

  @Test
  void takesAnAckFromBeforeTheRedelivery() {
    Sent first = deliver(ConfigBuilder.pull(), 1).get(0);
    bench.pull("in", "1");
    bench.advance(Duration.ofSeconds(30));
    assertThat(bench.fresh()).hasSize(1);
    bench.ack(first, "+ACK");
    assertThat(bench.info().ackPending()).isZero();
    assertThat(bench.info().redelivered()).isZero();
    assertThat(bench.info().ackFloor()).isEqualTo(new SequencePair(2, 1));
  }

  @Test
  void doesNotRedeliverWhatWasAcknowledgedWhileItWaitedForAPull() {
    Sent first = deliver(ConfigBuilder.pull(), 1).get(0);
    bench.advance(Duration.ofSeconds(30));
    bench.ack(first, "+ACK");
    bench.pull("in", "{\"no_wait\":true}");
    assertThat(bench.freshInShort()).containsExactly("404 No Messages");
  }

  @Test
  void terminatesWhatIsRemovedWhileItIsPending() {
    List<Sent> sent = deliver(ConfigBuilder.pull(), 2);
    bench.ack(sent.get(0), "-NAK");
    bench.listen("$JS.EVENT.ADVISORY.>");
    bench.remove(1);
    assertThat(bench.fresh())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.destination())
                  .isEqualTo("$JS.EVENT.ADVISORY.CONSUMER.MSG_TERMINATED.S.C");
              assertThat(each.text())
                  .endsWith("\"reason\":\"Unacknowledged message was deleted\"}");
            });
    assertThat(bench.info().ackPending()).isEqualTo(1);
    bench.pull("in", "{\"no_wait\":true}");
    assertThat(bench.freshInShort()).containsExactly("404 No Messages");
  }

  @Test
  void triesAgainWhatNobodyReceived() {
    bench.publish("a");
    bench.start(ConfigBuilder.pull());
    bench.listen("in");
    bench.account.lose(1);

    bench.pull("in", "2");

    assertThat(bench.freshInShort()).containsExactly("1/1/1/0", "2/1/2/0");
    assertThat(bench.traffic).containsExactly("delivered S>C 2/1/2 to client");
    assertThat(bench.info().waiting()).isEqualTo(1);
  }

  private List<Sent> deliver(ConfigBuilder config, int messages) {
    for (int i = 0; i < messages; i++) {
      bench.publish("a");
    }
    bench.start(config);
    bench.listen("in");
    bench.pull("in", String.valueOf(messages));
    return bench.fresh();
  }
}
