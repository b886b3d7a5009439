package dev.jetharness.inmemory.jetstream.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.inmemory.jetstream.config.DeliverPolicy;
import dev.jetharness.inmemory.jetstream.config.RetentionPolicy;
import dev.jetharness.inmemory.jetstream.config.StorageType;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StartPositionTest {
  private Bench bench = new Bench();

  @Test
  void beginsAtOneInAStreamThatWasNeverUsed() {
    for (DeliverPolicy policy : DeliverPolicy.values()) {
      bench = new Bench();
      bench.start(ConfigBuilder.pull().deliver(policy));
      assertThat(bench.info().ackFloor()).as(policy.name()).isEqualTo(new SequencePair(0, 0));
      bench.publish("a");
      assertThat(bench.info().pending()).as(policy.name()).isEqualTo(1);
    }
  }

  @Test
  void deliversAllFromTheFirstMessageOn() {
    bench.publish("a", "a", "a");
    bench.remove(1);
    bench.start(ConfigBuilder.pull());
    assertThat(bench.info().pending()).isEqualTo(2);
    assertThat(bench.info().ackFloor()).isEqualTo(new SequencePair(0, 1));
    assertThat(bench.info().delivered()).isEqualTo(new SequencePair(0, 1));
    assertThat(pulled()).containsExactly("1/2/1/1", "1/3/2/0");
  }

  @Test
  void deliversNewOnly() {
    bench.publish("a", "a");
    bench.start(ConfigBuilder.pull().deliver(DeliverPolicy.NEW));
    assertThat(bench.info().pending()).isZero();
    assertThat(bench.info().delivered()).isEqualTo(new SequencePair(0, 2));
    bench.publish("a");
    assertThat(pulled()).containsExactly("1/3/1/0");
  }

  @Test
  void deliversTheLast() {
    bench.publish("a", "b", "a");
    bench.start(ConfigBuilder.pull().deliver(DeliverPolicy.LAST));
    assertThat(pulled()).containsExactly("1/3/1/0");
  }

  @Test
  void deliversTheLastThatPassesItsFilters() {
    bench.publish("a", "b", "c", "d");
    bench.start(ConfigBuilder.pull().deliver(DeliverPolicy.LAST).filter("a", "c"));
    assertThat(pulled()).containsExactly("1/3/1/0");
  }

  @Test
  void beginsWithTheFirstMessageWhenNoneIsTheLastOfItsFilter() {
    bench.publish("a", "b");
    bench.start(ConfigBuilder.pull().deliver(DeliverPolicy.LAST).filter("z"));
    assertThat(bench.info().ackFloor()).isEqualTo(new SequencePair(0, 0));
  }

  @Test
  void beginsAtASequenceRaisedToTheFirst() {
    bench.publish("a", "a", "a");
    bench.remove(1);
    bench.start(ConfigBuilder.pull().startAt(1));
    assertThat(pulled()).containsExactly("1/2/1/1", "1/3/2/0");
  }

  @Test
  void keepsASequenceThatIsYetToCome() {
    bench.publish("a");
    bench.start(ConfigBuilder.pull().startAt(4));
    assertThat(bench.info().delivered()).isEqualTo(new SequencePair(0, 3));
    bench.publish("a", "a");
    assertThat(bench.info().pending()).isZero();
    bench.publish("a");
    assertThat(bench.info().pending()).isEqualTo(1);
    assertThat(pulled()).containsExactly("1/4/1/0");
  }

  @Test
  void beginsAtATime() {
    bench.publish("a");
    bench.advance(Duration.ofSeconds(1));
    bench.publish("a");
    bench.start(ConfigBuilder.pull().startAt(bench.time.clock().instant()));
    assertThat(pulled()).containsExactly("1/2/1/0");
  }

  @Test
  void beginsAtTheEndForATimeInTheFuture() {
    bench.publish("a");
    bench.start(ConfigBuilder.pull().startAt(bench.time.clock().instant().plusSeconds(1)));
    assertThat(bench.info().delivered()).isEqualTo(new SequencePair(0, 1));
  }

  @Test
  void skipsAheadToTheFirstMatchAfterATime() {
    bench.publish("a", "a", "b", "a");
    bench.start(ConfigBuilder.pull().startAt(bench.time.clock().instant()).filter("b"));
    assertThat(bench.info().ackFloor()).isEqualTo(new SequencePair(0, 2));
    assertThat(pulled()).containsExactly("1/3/1/0");
  }

  @Test
  void deliversTheLastOfEachSubjectAndThenAll() {
    bench.publish("k.1", "k.2", "k.1", "other", "k.3", "x");
    bench.start(ConfigBuilder.pull().deliver(DeliverPolicy.LAST_PER_SUBJECT).filter("k.*"));
    assertThat(bench.info().pending()).isEqualTo(3);
    bench.publish("k.1", "k.1");
    assertThat(bench.info().pending()).isEqualTo(5);
    assertThat(pulled()).containsExactly("1/2/1/4", "1/3/2/3", "1/5/3/2", "1/7/4/1", "1/8/5/0");
  }

  @Test
  void stopsAtWhatIsGoneFromTheListUntilItIsWoken() {
    bench.publish("k.1", "k.2", "k.1", "k.3", "x");
    bench.start(ConfigBuilder.pull().deliver(DeliverPolicy.LAST_PER_SUBJECT).filter("k.*"));
    bench.remove(3);
    assertThat(bench.info().pending()).isEqualTo(2);
    assertThat(pulled()).containsExactly("1/2/1/1");
    bench.publish("k.3");
    assertThat(bench.freshInShort()).containsExactly("1/4/2/1", "1/6/3/0");
  }

  @Test
  void countsDownForWhatIsRemovedNextToTheListToo() {
    bench.publish("k.1", "k.2", "k.1", "k.1", "x");
    bench.start(ConfigBuilder.pull().deliver(DeliverPolicy.LAST_PER_SUBJECT).filter("k.*"));
    bench.remove(3);
    assertThat(bench.info().pending()).isEqualTo(1);
  }

  @Test
  void goesOnAfterAListOfWhichNothingIsLeft() {
    bench.publish("k.1", "k.2", "x");
    bench.start(ConfigBuilder.pull().deliver(DeliverPolicy.LAST_PER_SUBJECT).filter("k.*"));
    bench.purge();
    assertThat(bench.info().pending()).isZero();
    assertThat(pulled()).isEmpty();
    bench.publish("k.1", "k.1");
    assertThat(bench.freshInShort()).containsExactly("1/4/1/1", "1/5/2/0");
  }

  @Test
  void treatsLastPerSubjectAsAllWhereTheStreamKeepsOne() {
    bench = new Bench(RetentionPolicy.LIMITS, StorageType.FILE, 1);
    bench.publish("k.1", "k.2");
    bench.start(ConfigBuilder.pull().deliver(DeliverPolicy.LAST_PER_SUBJECT).filter("k.*"));
    bench.remove(1);
    bench.publish("k.1");
    assertThat(bench.info().pending()).isEqualTo(2);
    assertThat(pulled()).containsExactly("1/2/1/1", "1/3/2/0");
  }

  private Iterable<String> pulled() {
    bench.listen("in");
    bench.pull("in", "100");
    return bench.freshInShort();
  }
}
