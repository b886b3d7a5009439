package dev.jetharness.inmemory.jetstream.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.inmemory.bus.InternalSubscription;
import dev.jetharness.inmemory.jetstream.config.AckPolicy;
import dev.jetharness.inmemory.jetstream.config.DeliverPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PacingTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final String LARGEST = "x".repeat(1 << 20);
  private static final String HALF = "x".repeat(1 << 19);

  private final Bench bench = new Bench();

  @Test
  void keepsTheGapsUntilItHasCaughtUp() {
    publishWithGaps();
    bench.listen("d");
    bench.start(ConfigBuilder.push("d").replayOriginal().acks(AckPolicy.NONE));
    assertThat(bench.freshInShort()).containsExactly("1/1/1/2");
    bench.advance(Duration.ofMillis(9_999));
    assertThat(bench.fresh()).isEmpty();
    bench.advance(Duration.ofMillis(1));
    assertThat(bench.freshInShort()).containsExactly("1/2/2/1");
    bench.advance(SECOND.multipliedBy(20));
    assertThat(bench.freshInShort()).containsExactly("1/3/3/0");

    bench.publish("a");
    assertThat(bench.freshInShort()).containsExactly("1/4/4/0");
  }

  /** It is only over when the consumer has to wait: here messages keep coming. */
  @Test
  void keepsTheGapsOfWhatCameMeanwhile() {
    bench.publish("a");
    bench.advance(SECOND);
    bench.publish("a");
    bench.listen("d");
    bench.start(ConfigBuilder.push("d").replayOriginal());
    bench.advance(Duration.ofMillis(500));
    bench.publish("a");
    bench.advance(Duration.ofMillis(500));
    assertThat(bench.freshInShort()).containsExactly("1/1/1/1", "1/2/2/0");
    bench.advance(Duration.ofMillis(499));
    assertThat(bench.fresh()).isEmpty();
    bench.advance(Duration.ofMillis(1));
    assertThat(bench.freshInShort()).containsExactly("1/3/3/0");
  }

  @Test
  void hasNoGapWithinAMillisecond() {
    bench.publish("a");
    bench.advance(Duration.ofMillis(1));
    bench.publish("a");
    bench.listen("d");
    bench.start(ConfigBuilder.push("d").replayOriginal());
    assertThat(bench.fresh()).hasSize(2);
  }

  @Test
  void hasNothingToReplayForWhoWantsNewMessages() {
    publishWithGaps();
    bench.listen("d");
    bench.start(ConfigBuilder.push("d").replayOriginal().deliver(DeliverPolicy.NEW));
    bench.publish("a");
    bench.advance(SECOND.multipliedBy(5));
    bench.publish("a");
    assertThat(bench.freshInShort()).containsExactly("1/4/1/0", "1/5/2/0");
  }

  @Test
  void givesAMessageThatWaitsToTheRequestItWasFor() {
    publishWithGaps();
    bench.listen("in");
    bench.start(ConfigBuilder.pull().replayOriginal());
    bench.pull("in", "{\"batch\":3,\"expires\":1000000000,\"idle_heartbeat\":100000000}");
    assertThat(bench.freshInShort()).containsExactly("1/1/1/2");
    bench.advance(SECOND.multipliedBy(9));
    assertThat(bench.fresh()).isEmpty();
    bench.advance(SECOND);
    assertThat(bench.freshInShort())
        .containsExactly(
            "1/2/2/1", "408 Request Timeout|Nats-Pending-Messages: 1|Nats-Pending-Bytes: 0");
  }

  @Test
  void noticesOnlyAfterwardsThatNobodyListens() {
    publishWithGaps();
    InternalSubscription listener = bench.listen("d");
    bench.start(ConfigBuilder.push("d").replayOriginal());
    bench.close(listener);
    assertThat(bench.info().pushBound()).isTrue();
    bench.advance(SECOND.multipliedBy(10));
    assertThat(bench.info().pushBound()).isFalse();
    assertThat(bench.info().pending()).isEqualTo(1);
  }

  @Test
  void deliversWhatWasDeletedWhileItWaited() {
    publishWithGaps();
    bench.listen("d");
    bench.start(ConfigBuilder.push("d").replayOriginal().acks(AckPolicy.NONE));
    bench.fresh();
    bench.remove(2);
    bench.advance(SECOND.multipliedBy(10));
    assertThat(bench.freshInShort()).containsExactly("1/2/2/1");
  }

  @Test
  void beatsNotWhileAMessageWaits() {
    ConfigBuilder beating =
        ConfigBuilder.push("d").replayOriginal().acks(AckPolicy.NONE).heartbeat(SECOND);
    publishWithGaps();
    bench.listen("d");
    bench.start(beating);
    assertThat(bench.fresh()).hasSize(1);
    bench.advance(SECOND.multipliedBy(10));
    assertThat(bench.freshInShort()).containsExactly("1/2/2/1");
    bench.advance(SECOND.multipliedBy(20));
    assertThat(bench.freshInShort()).containsExactly("1/3/3/0");
    bench.advance(SECOND);
    assertThat(bench.freshInShort())
        .containsExactly("100 Idle Heartbeat|Nats-Last-Consumer: 3|Nats-Last-Stream: 3");
  }

  @Test
  void queuesARedeliveryAgainThatWaitsLongerThanTheAckWait() {
    publishWithGaps();
    bench.listen("d");
    bench.start(ConfigBuilder.push("d").replayOriginal().ackWait(SECOND.multipliedBy(4)));
    bench.advance(SECOND.multipliedBy(40));
    assertThat(bench.freshInShort())
        .containsExactly("1/1/1/2", "1/2/2/1", "2/1/3/1", "1/3/4/0", "3/1/5/0");
    // The second message now waits for its distance from the first one, longer than its ack wait.
    bench.advance(SECOND.multipliedBy(10));
    assertThat(bench.freshInShort()).startsWith("2/2/6/0", "3/2/7/0");
  }

  @Test
  void forgetsWhatWaitsWhenTheConsumerIsDeleted() {
    publishWithGaps();
    bench.listen("d");
    bench.start(ConfigBuilder.push("d").replayOriginal().heartbeat(SECOND));
    bench.fresh();
    bench.sequencer.run(() -> bench.consumer().delete());
    bench.advance(SECOND.multipliedBy(60));
    assertThat(bench.fresh()).isEmpty();
    assertThat(bench.time.waiting()).isZero();
  }

  @Test
  void limitsTheRateOnceTheBucketIsEmpty() {
    bench.listen("d");
    bench.start(ConfigBuilder.push("d").acks(AckPolicy.NONE).rateLimit(8L << 19));
    bench.publishText("a", HALF.substring(100));
    bench.publishText("a", HALF.substring(100));
    bench.publishText("a", HALF.substring(100));
    bench.publishText("a", HALF.substring(100));
    assertThat(bench.freshInShort()).containsExactly("1/1/1/0", "1/2/2/0");
    bench.advance(SECOND);
    assertThat(bench.freshInShort()).containsExactly("1/3/3/0");
    bench.advance(SECOND);
    assertThat(bench.freshInShort()).containsExactly("1/4/4/0");
  }

  @Test
  void waitsForEverWithAMessageLargerThanTheBucket() {
    bench.listen("d");
    bench.start(ConfigBuilder.push("d").rateLimit(8L << 30).heartbeat(SECOND));
    bench.publishText("a", LARGEST);
    bench.publish("a");
    bench.advance(Duration.ofDays(100));
    assertThat(bench.fresh()).isEmpty();
    assertThat(bench.info().pending()).isEqualTo(1);
    bench.sequencer.run(() -> bench.consumer().delete());
    assertThat(bench.time.waiting()).isZero();
  }

  @Test
  void mayBeFreedOfItsLimit() {
    bench.listen("d");
    bench.start(ConfigBuilder.push("d").acks(AckPolicy.NONE).rateLimit(8));
    bench.publishText("a", HALF);
    ConfigBuilder free = ConfigBuilder.push("d").acks(AckPolicy.NONE);
    bench.sequencer.run(() -> bench.consumer().update(free.build()));
    bench.publishText("a", LARGEST);
    bench.publishText("a", LARGEST);
    assertThat(bench.fresh()).hasSize(3);
  }

  /** Three messages, ten seconds and twenty seconds apart. */
  private void publishWithGaps() {
    bench.publish("a");
    bench.advance(SECOND.multipliedBy(10));
    bench.publish("a");
    bench.advance(SECOND.multipliedBy(20));
    bench.publish("a");
    bench.advance(SECOND.multipliedBy(3));
  }
}
