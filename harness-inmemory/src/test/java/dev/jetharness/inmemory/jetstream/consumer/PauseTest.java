package dev.jetharness.inmemory.jetstream.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.inmemory.time.BrokerClock;
import dev.jetharness.inmemory.time.ManualTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PauseTest {
  private static final Instant START = BrokerClock.toInstant(ManualTime.START);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String ADVISORIES = "$JS.EVENT.ADVISORY.CONSUMER.PAUSE.>";

  private final Bench bench = new Bench();

  @Test
  void deliversNothingUntilItsTimeComes() {
    bench.listen("d");
    bench.start(ConfigBuilder.push("d").pauseUntil(START.plus(HOUR)));
    bench.publish("a");
    bench.advance(HOUR.minusNanos(1));
    assertThat(bench.fresh()).isEmpty();
    assertThat(bench.info().pauseRemaining()).isEqualTo(1);
    bench.advance(Duration.ofNanos(1));
    assertThat(bench.freshInShort()).containsExactly("1/1/1/0");
    assertThat(bench.info().pauseRemaining()).isZero();
  }

  @Test
  void tellsOfItsEnd() {
    bench.listen(ADVISORIES);
    bench.start(ConfigBuilder.pull().pauseUntil(START.plus(HOUR)));
    bench.advance(HOUR);
    assertThat(bench.fresh().get(0).text())
        .contains("\"type\":\"io.nats.jetstream.advisory.v1.consumer_pause\"")
        .endsWith(
            "\"stream\":\"S\",\"consumer\":\"C\",\"paused\":false,"
                + "\"pause_until\":\"2026-01-01T01:00:00Z\"}");
  }

  @Test
  void isNotWokenWhenItIsResumed() {
    bench.listen("d");
    bench.start(ConfigBuilder.push("d").pauseUntil(START.plus(HOUR)));
    bench.publish("a");
    update(ConfigBuilder.push("d"));
    assertThat(bench.fresh()).isEmpty();
    bench.publish("a");
    assertThat(bench.freshInShort()).containsExactly("1/1/1/1", "1/2/2/0");
    assertThat(bench.time.waiting()).isEqualTo(1);
  }

  @Test
  void followsAnotherTime() {
    bench.listen("d");
    bench.start(ConfigBuilder.push("d").pauseUntil(START.plus(HOUR)));
    bench.publish("a");
    update(ConfigBuilder.push("d").pauseUntil(START.plus(HOUR.multipliedBy(3))));
    bench.advance(HOUR.multipliedBy(2));
    assertThat(bench.fresh()).isEmpty();
    bench.advance(HOUR);
    assertThat(bench.freshInShort()).containsExactly("1/1/1/0");
  }

  @Test
  void announcesOnlyChanges() {
    bench.listen(ADVISORIES);
    bench.start(ConfigBuilder.pull().pauseUntil(START.plus(HOUR)));
    update(ConfigBuilder.pull().pauseUntil(START.plus(HOUR)).maxAckPending(7));
    assertThat(bench.fresh()).isEmpty();
    update(ConfigBuilder.pull());
    assertThat(bench.fresh().get(0).text())
        .endsWith("\"paused\":false,\"pause_until\":\"0001-01-01T00:00:00Z\"}");
  }

  @Test
  void letsRequestsWaitButThoseThatDoNotWait() {
    bench.listen("in");
    bench.start(ConfigBuilder.pull().pauseUntil(START.plus(HOUR)));
    bench.publish("a");
    bench.pull("in", "{\"no_wait\":true}");
    assertThat(bench.freshInShort()).containsExactly("404 No Messages");
    bench.pull("in", "1");
    assertThat(bench.info().waiting()).isEqualTo(1);
    bench.advance(HOUR);
    assertThat(bench.freshInShort()).containsExactly("1/1/1/0");
  }

  @Test
  void lastsNoLongerThanAGoDurationCanSay() {
    bench.start(ConfigBuilder.pull().pauseUntil(Instant.parse("9999-01-01T00:00:00Z")));
    assertThat(bench.info().pauseRemaining()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void isNoneWithATimeInThePast() {
    bench.listen("d");
    bench.start(ConfigBuilder.push("d").pauseUntil(Instant.parse("0001-01-01T00:00:00Z")));
    bench.publish("a");
    assertThat(bench.freshInShort()).containsExactly("1/1/1/0");
    assertThat(bench.info().pauseRemaining()).isZero();
  }

  @Test
  void endsWithTheConsumer() {
    bench.start(ConfigBuilder.pull().pauseUntil(START.plus(HOUR)));
    bench.sequencer.run(() -> bench.consumer().delete());
    assertThat(bench.time.waiting()).isZero();
  }

  private void update(ConfigBuilder config) {
    bench.sequencer.run(() -> bench.consumer().update(config.build()));
  }
}
