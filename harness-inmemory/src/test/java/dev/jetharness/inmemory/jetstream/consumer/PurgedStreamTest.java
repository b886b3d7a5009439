package dev.jetharness.inmemory.jetstream.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.inmemory.subject.SubjectFilter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PurgedStreamTest {
  private final Bench bench = new Bench();

  @Test
  void movesToTheEndWhenAllIsPurged() {
    deliver(ConfigBuilder.pull(), "1", "a", "a", "a");
    bench.purge();
    assertThat(bench.info().pending()).isZero();
    assertThat(bench.info().ackPending()).isZero();
    assertThat(bench.info().redelivered()).isZero();
    assertThat(bench.info().delivered()).isEqualTo(new SequencePair(1, 3));
    assertThat(bench.info().ackFloor()).isEqualTo(new SequencePair(1, 3));
    bench.publish("a");
    bench.pull("in", "1");
    assertThat(bench.freshInShort()).containsExactly("1/4/2/0");
  }

  @Test
  void dropsWhatIsPurgedBelowASequence() {
    deliver(ConfigBuilder.pull(), "3", "a", "a", "a", "a");
    bench.sequencer.run(() -> bench.stream.purge(SubjectFilter.ALL, 3));
    assertThat(bench.info().ackPending()).isEqualTo(1);
    assertThat(bench.info().ackFloor()).isEqualTo(new SequencePair(2, 2));
    assertThat(bench.info().pending()).isEqualTo(1);
  }

  @Test
  void movesOnWhenItsFilterIsInsideThePurge() {
    deliver(ConfigBuilder.pull().filter("a.1"), "1", "a.1", "b", "a.1", "b");
    bench.purge("a.*");
    assertThat(bench.info().pending()).isZero();
    assertThat(bench.info().ackPending()).isZero();
    assertThat(bench.info().delivered()).isEqualTo(new SequencePair(1, 4));
  }

  @Test
  void dropsWhatIsGoneWhenItReadsMoreThanWasPurged() {
    deliver(ConfigBuilder.pull(), "3", "a", "b", "a", "b", "a");
    bench.purge("b");
    assertThat(bench.info().ackPending()).isEqualTo(2);
    assertThat(bench.info().pending()).isEqualTo(1);
    bench.pull("in", "1");
    assertThat(bench.freshInShort()).containsExactly("1/5/4/0");
  }

  @Test
  void isNotConcernedByAPurgeElsewhere() {
    deliver(ConfigBuilder.pull().filter("a"), "1", "b", "a", "b", "a");
    ConsumerInfo before = bench.info();
    bench.purge("b");
    assertThat(bench.info()).isEqualTo(before);
  }

  @Test
  void redeliversWhatWasQueuedWhenItsAckWaitIsOver() {
    deliver(ConfigBuilder.pull(), "3", "a", "b", "a");
    bench.ack("$JS.ACK.S.C.1.3.3.0.0", "-NAK", null);
    bench.purge("b");
    bench.pull("in", "1");
    assertThat(bench.fresh()).isEmpty();
    bench.advance(Duration.ofSeconds(30));
    assertThat(bench.freshInShort()).containsExactly("2/1/4/0");
  }

  private void deliver(ConfigBuilder config, String batch, String... subjects) {
    bench.publish(subjects);
    bench.start(config);
    bench.listen("in");
    bench.pull("in", batch);
    bench.fresh();
  }
}
