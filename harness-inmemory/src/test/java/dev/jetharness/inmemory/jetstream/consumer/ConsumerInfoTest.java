package dev.jetharness.inmemory.jetstream.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.inmemory.jetstream.config.AckPolicy;
import dev.jetharness.inmemory.jetstream.config.RetentionPolicy;
import dev.jetharness.inmemory.jetstream.config.StorageType;
import dev.jetharness.inmemory.time.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConsumerInfoTest {
  private Bench bench = new Bench();

  @Test
  void beginsWithNothingDelivered() {
    bench.publish("a", "a");
    bench.advance(Duration.ofSeconds(1));
    bench.create(ConfigBuilder.pull());
    ConsumerInfo info = bench.info();
    assertThat(info.stream()).isEqualTo("S");
    assertThat(info.name()).isEqualTo("C");
    assertThat(info.created()).isEqualTo(ManualTime.START + 1_000_000_000);
    assertThat(info.timestamp()).isEqualTo(info.created());
    assertThat(info.pending()).isEqualTo(2);
    assertThat(info.delivered()).isEqualTo(new SequencePair(0, 0));
    assertThat(info.lastDelivered()).isZero();
    assertThat(info.lastAcknowledged()).isZero();
    assertThat(info.push()).isFalse();
  }

  @Test
  void keepsTheSumOfPendingAndDelivered() {
    bench.publish("a.1", "b", "a.2", "a.1", "b", "a.3");
    bench.start(ConfigBuilder.push("d").acks(AckPolicy.NONE).filter("a.1", "a.3"));
    assertSum(3);
    bench.listen("d");
    assertSum(3);
    bench.publish("a.1", "b");
    assertSum(4);
  }

  @Test
  void countsDownWhenAnUndeliveredMessageIsRemoved() {
    bench.publish("a", "b", "a");
    bench.start(ConfigBuilder.pull().filter("a"));
    bench.remove(2);
    assertThat(bench.info().pending()).isEqualTo(2);
    bench.remove(3);
    assertThat(bench.info().pending()).isEqualTo(1);
  }

  @Test
  void doesNotCountDownForWhatWasDelivered() {
    bench.publish("a", "a");
    bench.start(ConfigBuilder.pull());
    bench.listen("in");
    bench.pull("in", "1");
    bench.remove(1);
    assertThat(bench.info().pending()).isEqualTo(1);
  }

  @Test
  void reportsWhenItLastDeliveredAndWasAcknowledged() {
    bench.publish("a");
    bench.start(ConfigBuilder.pull());
    bench.listen("in");
    bench.advance(Duration.ofSeconds(1));
    bench.pull("in", "1");
    bench.advance(Duration.ofSeconds(1));
    bench.ack(bench.fresh().get(0), "+ACK");
    assertThat(bench.info().lastDelivered()).isEqualTo(ManualTime.START + 1_000_000_000L);
    assertThat(bench.info().lastAcknowledged()).isEqualTo(ManualTime.START + 2_000_000_000L);
  }

  @Test
  void reportsTheHighestDeliveredSequence() {
    bench.publish("a", "a", "b");
    bench.start(ConfigBuilder.pull().filter("a"));
    bench.listen("in");
    bench.pull("in", "5");
    assertThat(bench.info().delivered()).isEqualTo(new SequencePair(2, 2));
    bench.ack(bench.fresh().get(0), "-NAK");
    assertThat(bench.info().delivered()).isEqualTo(new SequencePair(3, 2));
  }

  @Test
  void looksThroughTheStreamBeforeTheFirstDeliveryWhenKeptInMemory() {
    bench = new Bench(RetentionPolicy.LIMITS, StorageType.MEMORY, -1);
    bench.publish("b", "b");
    bench.start(ConfigBuilder.pull().filter("a"));
    bench.listen("in");
    bench.pull("in", "1");
    assertThat(bench.info().delivered()).isEqualTo(new SequencePair(0, 2));
    assertThat(bench.info().ackFloor()).isEqualTo(new SequencePair(0, 0));
  }

  private void assertSum(long sum) {
    ConsumerInfo info = bench.info();
    assertThat(info.pending() + info.delivered().consumer()).isEqualTo(sum);
  }
}
