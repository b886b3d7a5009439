package dev.jetharness.inmemory.jetstream.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConsumerUpdateTest {
  private final Bench bench = new Bench();

  @Test
  void recountsForAnotherFilterButNeverGoesBack() {
    bench.publish("a", "b", "a", "b", "b");
    bench.start(ConfigBuilder.pull().filter("a"));
    bench.listen("in");
    bench.pull("in", "1");
    bench.fresh();

    update(ConfigBuilder.pull().filter("b"));

    assertThat(bench.info().pending()).isEqualTo(3);
    bench.publish("a", "b");
    assertThat(bench.info().pending()).isEqualTo(4);
    bench.pull("in", "9");
    assertThat(bench.freshInShort()).containsExactly("1/2/2/3", "1/4/3/2", "1/5/4/1", "1/7/5/0");
  }

  @Test
  void isNotToldOfMessagesOnceItsFilterIsTakenAway() {
    bench.start(ConfigBuilder.pull().filter("a"));
    bench.listen("in");
    bench.pull("in", "9");
    update(ConfigBuilder.pull());
    bench.publish("a", "b");
    assertThat(bench.fresh()).isEmpty();
    assertThat(bench.info().pending()).isZero();
    bench.pull("in", "9");
    assertThat(bench.freshInShort()).containsExactly("1/1/1/0", "1/2/2/0");
  }

  @Test
  void goesOnWhenMoreMayBePending() {
    bench.publish("a", "a");
    bench.start(ConfigBuilder.pull().maxAckPending(1));
    bench.listen("in");
    bench.pull("in", "2");
    assertThat(bench.fresh()).hasSize(1);
    update(ConfigBuilder.pull().maxAckPending(2));
    assertThat(bench.fresh()).hasSize(1);
  }

  @Test
  void appliesAnotherAckWaitToWhatIsPending() {
    bench.publish("a");
    bench.start(ConfigBuilder.pull());
    bench.listen("in");
    bench.pull("in", "2");
    bench.fresh();
    update(ConfigBuilder.pull().ackWait(Duration.ofSeconds(2)));
    bench.advance(Duration.ofSeconds(2));
    assertThat(bench.freshInShort()).containsExactly("2/1/2/0");
  }

  @Test
  void looksAtWhatIsPendingATenthOfASecondAfterAnotherAckWait() {
    bench.publish("a", "a");
    bench.start(ConfigBuilder.pull());
    bench.listen("in");
    bench.pull("in", "4");
    bench.fresh();
    update(ConfigBuilder.pull().ackWait(Duration.ofMillis(20)));
    bench.advance(Duration.ofMillis(99));
    assertThat(bench.fresh()).isEmpty();
    bench.advance(Duration.ofMillis(1));
    assertThat(bench.freshInShort()).containsExactly("2/1/3/0", "2/2/4/0");
  }

  @Test
  void appliesALowerDeliveryLimitToLaterDeliveries() {
    bench.publish("a");
    bench.start(ConfigBuilder.pull());
    bench.listen("in");
    bench.pull("in", "9");
    bench.advance(Duration.ofSeconds(60));
    assertThat(bench.fresh()).hasSize(3);
    update(ConfigBuilder.pull().maxDeliver(2));
    bench.advance(Duration.ofSeconds(30));
    assertThat(bench.fresh()).isEmpty();
    assertThat(bench.info().ackPending()).isZero();
    assertThat(bench.traffic).endsWith("gave up S>C 3/1");
  }

  private void update(ConfigBuilder config) {
    bench.sequencer.run(() -> bench.consumer().update(config.build()));
  }
}
