package dev.jetharness.inmemory.jetstream.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.inmemory.bus.InternalSubscription;
import dev.jetharness.inmemory.bus.RecordingAccount.Sent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InactivityTest {
  private static final Duration THRESHOLD = Duration.ofSeconds(10);
  private static final Duration GRACE = Duration.ofMillis(100);

  private final Bench bench = new Bench();

  @Test
  void keepsADurableForGood() {
    bench.start(ConfigBuilder.pull());
    bench.advance(Duration.ofDays(1));
    assertThat(bench.gone()).isFalse();
  }

  @Test
  void endsAnEphemeralAfterFiveSeconds() {
    bench.start(ConfigBuilder.pull().ephemeral());
    bench.listen("$JS.EVENT.ADVISORY.>");
    bench.advance(Duration.ofSeconds(5));
    assertThat(bench.gone()).isFalse();
    bench.advance(GRACE);
    assertThat(bench.gone()).isTrue();
    assertThat(bench.stream.listeners()).isZero();
    Sent advisory = bench.fresh().get(0);
    assertThat(advisory.destination()).isEqualTo("$JS.EVENT.ADVISORY.CONSUMER.DELETED.S.C");
    assertThat(advisory.text())
        .contains("\"type\":\"io.nats.jetstream.advisory.v1.consumer_action\"")
        .endsWith("\"stream\":\"S\",\"consumer\":\"C\",\"action\":\"delete\"}");
  }

  @Test
  void staysWhileARequestWaitsAndForTheThresholdAfterwards() {
    bench.start(ConfigBuilder.pull().inactiveThreshold(THRESHOLD));
    InternalSubscription listener = bench.listen("in");
    bench.pull("in", "1");
    bench.advance(Duration.ofMinutes(1));
    assertThat(bench.gone()).isFalse();
    bench.close(listener);
    bench.advance(THRESHOLD.plus(GRACE));
    assertThat(bench.gone()).isTrue();
  }

  @Test
  void countsFromTheLastRequest() {
    bench.start(ConfigBuilder.pull().inactiveThreshold(THRESHOLD));
    bench.advance(Duration.ofSeconds(8));
    bench.pull("in", "{\"no_wait\":true}");
    bench.advance(Duration.ofSeconds(10));
    assertThat(bench.gone()).isFalse();
    bench.advance(GRACE);
    assertThat(bench.gone()).isTrue();
  }

  @Test
  void waitsForWhatMayStillBeAcknowledged() {
    Sent sent = deliver(Duration.ofSeconds(30));
    bench.advance(Duration.ofSeconds(39));
    assertThat(bench.gone()).isFalse();
    bench.ack(sent, "+WPI");
    bench.advance(Duration.ofSeconds(39));
    assertThat(bench.gone()).isFalse();
    bench.advance(Duration.ofSeconds(2));
    assertThat(bench.gone()).isTrue();
  }

  @Test
  void countsFromTheAckOfWhatItWaitedFor() {
    Sent sent = deliver(Duration.ofMinutes(10));
    bench.advance(Duration.ofSeconds(20));
    bench.ack(sent, "+ACK");
    bench.advance(THRESHOLD);
    assertThat(bench.gone()).isFalse();
    bench.advance(GRACE);
    assertThat(bench.gone()).isTrue();
  }

  @Test
  void endsAPushConsumerThatNobodyListensTo() {
    bench.start(ConfigBuilder.push("d").ephemeral());
    bench.advance(Duration.ofSeconds(5));
    assertThat(bench.gone()).isTrue();
  }

  @Test
  void countsForAPushConsumerFromTheLossOfInterest() {
    InternalSubscription listener = bench.listen("d");
    bench.start(ConfigBuilder.push("d").inactiveThreshold(THRESHOLD));
    bench.advance(Duration.ofMinutes(1));
    bench.close(listener);
    bench.advance(Duration.ofSeconds(9));
    InternalSubscription again = bench.listen("d");
    bench.advance(Duration.ofMinutes(1));
    assertThat(bench.gone()).isFalse();
    bench.close(again);
    bench.advance(Duration.ofMillis(9_999));
    assertThat(bench.gone()).isFalse();
    bench.advance(Duration.ofMillis(1));
    assertThat(bench.gone()).isTrue();
  }

  @Test
  void takesOverAnotherThreshold() {
    bench.start(ConfigBuilder.pull());
    bench.sequencer.run(
        () -> bench.consumer().update(ConfigBuilder.pull().inactiveThreshold(THRESHOLD).build()));
    bench.advance(THRESHOLD.plus(GRACE));
    assertThat(bench.gone()).isTrue();
  }

  private Sent deliver(Duration ackWait) {
    bench.publish("a");
    bench.start(ConfigBuilder.pull().inactiveThreshold(THRESHOLD).ackWait(ackWait));
    bench.listen("in");
    bench.pull("in", "1");
    return bench.fresh().get(0);
  }
}
