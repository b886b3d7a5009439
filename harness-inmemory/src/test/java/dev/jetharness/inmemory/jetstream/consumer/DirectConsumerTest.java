package dev.jetharness.inmemory.jetstream.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.inmemory.jetstream.config.AckPolicy;
import org.junit.jupiter.api.Test;

class DirectConsumerTest {
  private final Bench bench = new Bench();

  @Test
  void reportsItsWorkingPosition() {
    bench.listen("d");
    bench.start(ConfigBuilder.push("d").direct().acks(AckPolicy.NONE).filter("a"));
    bench.publish("b", "b", "a", "b");
    ConsumerInfo info = bench.info();
    assertThat(info.delivered()).isEqualTo(new SequencePair(1, 3));
    assertThat(info.ackFloor()).isEqualTo(new SequencePair(1, 3));
  }

  @Test
  void isNotCounted() {
    assertThat(bench.start(ConfigBuilder.push("d").direct()).countsForInterest()).isFalse();
  }

  @Test
  void confirmsNoAcknowledgement() {
    bench.listen("d");
    bench.start(ConfigBuilder.push("d").direct());
    bench.publish("a");
    bench.ack(bench.fresh().get(0), "+ACK", "confirm");
    assertThat(bench.fresh()).isEmpty();
    assertThat(bench.info().ackPending()).isZero();
  }
}
