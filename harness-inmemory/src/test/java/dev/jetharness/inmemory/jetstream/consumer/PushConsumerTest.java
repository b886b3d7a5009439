package dev.jetharness.inmemory.jetstream.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.inmemory.bus.InternalSubscription;
import dev.jetharness.inmemory.bus.RecordingAccount.Sent;
import dev.jetharness.inmemory.jetstream.config.AckPolicy;
import dev.jetharness.inmemory.jetstream.config.ConsumerConfig;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PushConsumerTest {
  private static final String HEARTBEAT = "100 Idle Heartbeat|Nats-Last-Consumer: ";

  private final Bench bench = new Bench();

  @Test
  void pushesWhileSomebodyListens() {
    bench.publish("a");
    bench.start(ConfigBuilder.push("d"));
    assertThat(bench.fresh()).isEmpty();
    assertThat(bench.info().pushBound()).isFalse();

    InternalSubscription listener = bench.listen("d");
    assertThat(bench.freshInShort()).containsExactly("1/1/1/0");
    assertThat(bench.info().pushBound()).isTrue();

    bench.close(listener);
    bench.publish("b");
    assertThat(bench.fresh()).isEmpty();
    assertThat(bench.info().pushBound()).isFalse();

    bench.listen("d");
    assertThat(bench.freshInShort()).containsExactly("1/2/2/0");
  }

  @Test
  void isNotBoundByAWildcardOrAQueueGroup() {
    bench.publish("a");
    bench.start(ConfigBuilder.push("d.1"));
    bench.listen("d.*");
    bench.sequencer.run(() -> bench.account.listen("d.1", "g"));
    assertThat(bench.fresh()).isEmpty();
  }

  @Test
  void isBoundByAMemberOfItsDeliverGroupOnly() {
    bench.publish("a");
    bench.start(ConfigBuilder.push("d").group("g"));
    bench.listen("d");
    bench.sequencer.run(() -> bench.account.listen("d", "other"));
    assertThat(bench.fresh()).isEmpty();
    bench.sequencer.run(() -> bench.account.listen("d", "g"));
    assertThat(bench.freshInShort()).containsExactly("1/1/1/0");
  }

  @Test
  void isBoundBeforeItStartsToDeliver() {
    bench.publish("a");
    bench.listen("d");
    Consumer consumer = bench.create(ConfigBuilder.push("d"));
    ConsumerInfo info = bench.info();
    assertThat(info.pushBound()).isTrue();
    assertThat(info.pending()).isEqualTo(1);
    assertThat(info.delivered()).isEqualTo(new SequencePair(0, 0));
    assertThat(bench.fresh()).isEmpty();

    bench.sequencer.run(consumer::start);
    assertThat(bench.freshInShort()).containsExactly("1/1/1/0");
  }

  @Test
  void stopsAtMaxAckPending() {
    bench.listen("d");
    bench.start(ConfigBuilder.push("d").maxAckPending(1));
    bench.publish("a", "a");
    Sent first = bench.fresh().get(0);
    bench.ack(first, "+ACK");
    assertThat(bench.freshInShort()).containsExactly("1/2/2/0");
  }

  @Test
  void beatsWhenIdleAndBound() {
    bench.start(ConfigBuilder.push("d").heartbeat(Duration.ofSeconds(1)));
    bench.advance(Duration.ofSeconds(1));
    assertThat(bench.fresh()).isEmpty();

    bench.listen("d");
    bench.publish("a");
    assertThat(bench.fresh()).hasSize(1);
    bench.advance(Duration.ofMillis(999));
    assertThat(bench.fresh()).isEmpty();
    bench.advance(Duration.ofMillis(1));
    Sent beat = bench.fresh().get(0);
    assertThat(beat.destination()).isEqualTo("d");
    assertThat(beat.headers())
        .isEqualTo(
            "NATS/1.0 100 Idle Heartbeat\r\nNats-Last-Consumer: 1\r\nNats-Last-Stream: 1\r\n\r\n");
    bench.advance(Duration.ofSeconds(2));
    assertThat(bench.fresh()).hasSize(2);
  }

  @Test
  void asksForFlowControlAtHalfTheWindowAndStopsBeyondIt() {
    bench.listen("d");
    bench.start(
        ConfigBuilder.push("d")
            .acks(AckPolicy.NONE)
            .flowControl()
            .heartbeat(Duration.ofSeconds(1)));
    String halfMebibyte = "x".repeat(1 << 19);
    for (int i = 0; i < 6; i++) {
      bench.publishText("a", halfMebibyte);
    }

    List<Sent> sent = bench.fresh();
    assertThat(sent.stream().map(Bench::inShort))
        .containsExactly("1/1/1/0", "1/2/2/0", "100 FlowControl Request", "1/3/3/0", "1/4/4/0");
    String answerTo = Objects.requireNonNull(sent.get(2).message().reply());
    assertThat(sent.get(2).destination()).isEqualTo("d");
    assertThat(answerTo).matches("\\$JS\\.FC\\.S\\.C\\.[0-9A-Za-z]{4}");
    assertThat(bench.info().pending()).isEqualTo(2);

    bench.advance(Duration.ofSeconds(1));
    assertThat(bench.freshInShort())
        .containsExactly(HEARTBEAT + "4|Nats-Last-Stream: 4|Nats-Consumer-Stalled: " + answerTo);

    bench.account.send("$JS.FC.S.C.none", null, "");
    assertThat(bench.fresh()).isEmpty();
    bench.account.send(answerTo, null, "");
    assertThat(bench.freshInShort())
        .containsExactly("1/5/5/1", "1/6/6/0", "100 FlowControl Request");
  }

  @Test
  void pausesForACongestedReceiver() {
    bench.listen("d");
    bench.start(ConfigBuilder.push("d"));
    bench.account.congested(true);
    bench.publish("a", "a");
    assertThat(bench.freshInShort()).containsExactly("1/1/1/0");
    bench.account.drain();
    assertThat(bench.freshInShort()).containsExactly("1/2/2/0");
  }

  @Test
  void keepsAMessageThatWasNotReceivedForTheNextTime() {
    bench.start(ConfigBuilder.push("d"));
    InternalSubscription listener = bench.listen("d");
    bench.account.lose(1);
    bench.publish("a");
    bench.fresh();
    bench.close(listener);
    bench.listen("d");
    bench.advance(Duration.ofSeconds(30));
    assertThat(bench.freshInShort()).containsExactly("2/1/2/0");
  }

  @Test
  void takesARedeliveryBackThatWasNotReceived() {
    bench.publish("a");
    InternalSubscription listener = bench.listen("d");
    bench.start(ConfigBuilder.push("d"));
    bench.account.lose(1);
    bench.advance(Duration.ofSeconds(30));
    assertThat(bench.info().redelivered()).isZero();
    bench.close(listener);
    bench.listen("d");
    bench.fresh();
    bench.advance(Duration.ofSeconds(30));
    assertThat(bench.freshInShort()).containsExactly("2/1/3/0");
  }

  @Test
  void listensInTheOldPlaceTooAfterItsGroupAndThenItsSubjectChanged() {
    bench.start(ConfigBuilder.push("d").group("g"));
    for (String subject : new String[] {"d", "e"}) {
      ConsumerConfig updated = ConfigBuilder.push(subject).group("h").build();
      bench.sequencer.run(() -> bench.consumer().update(updated));
    }
    bench.sequencer.run(() -> bench.account.listen("e", "h"));
    assertThat(bench.info().pushBound()).isTrue();
    InternalSubscription old = bench.sequencer.call(() -> bench.account.listen("d", "g"));
    bench.close(old);
    assertThat(bench.info().pushBound()).isFalse();
    bench.sequencer.run(() -> bench.consumer().delete());
    assertThat(bench.account.watched()).isZero();
  }

  @Test
  void redeliversAllThatIsPendingToAnotherDeliverSubject() {
    InternalSubscription listener = bench.listen("d");
    bench.start(ConfigBuilder.push("d"));
    bench.publish("a", "a");
    bench.close(listener);
    bench.fresh();
    bench.listen("e");

    bench.sequencer.run(() -> bench.consumer().update(ConfigBuilder.push("e").build()));

    List<Sent> sent = bench.fresh();
    assertThat(sent.stream().map(Bench::inShort)).containsExactly("2/1/3/0", "2/2/4/0");
    assertThat(sent.get(0).destination()).isEqualTo("e");
  }

  @Test
  void leavesNothingBehindWhenDeleted() {
    bench.listen("d");
    bench.start(ConfigBuilder.push("d").flowControl().heartbeat(Duration.ofSeconds(1)));
    bench.publish("a");
    bench.sequencer.run(() -> bench.consumer().delete());
    bench.fresh();
    bench.publish("a");
    bench.advance(Duration.ofMinutes(1));
    assertThat(bench.fresh()).isEmpty();
    assertThat(bench.time.waiting()).isZero();
    assertThat(bench.account.subscriptions()).isEmpty();
  }
}
