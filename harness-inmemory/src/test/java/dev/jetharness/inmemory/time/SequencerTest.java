package dev.jetharness.inmemory.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SequencerTest {
  private final Sequencer sequencer = new Sequencer();
  private final List<String> events = new ArrayList<>();

  @Test
  void runsEffectsInTheirOrderBeforeTheEventReturns() {
    sequencer.run(
        () -> {
          sequencer.later(
              () -> {
                events.add("first");
                sequencer.later(() -> events.add("third"));
              });
          sequencer.later(() -> events.add("second"));
          events.add("event");
        });

    assertThat(events).containsExactly("event", "first", "second", "third");
  }

  @Test
  void leavesEffectsOfAnInnerEventToTheOuterOne() {
    sequencer.run(
        () -> {
          sequencer.run(() -> sequencer.later(() -> events.add("effect")));
          events.add("outer");
        });

    assertThat(events).containsExactly("outer", "effect");
  }

  @Test
  void takesNoEffectsOutsideAnEvent() {
    assertThatThrownBy(() -> sequencer.later(() -> {})).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void doesNotOverflowTheStackInALongChain() {
    AtomicInteger rounds = new AtomicInteger();

    sequencer.run(() -> chain(rounds, 50_000));

    assertThat(rounds).hasValue(50_000);
  }

  @Test
  void letsOthersInDuringAChainWithoutAnEnd() throws InterruptedException {
    AtomicInteger rounds = new AtomicInteger();
    CountDownLatch stopped = new CountDownLatch(1);
    Chain chain = new Chain(stopped);

    sequencer.run(chain);
    sequencer.run(() -> chain.stop = true);
    stopped.await();

    sequencer.run(() -> rounds.set(chain.rounds));
    assertThat(rounds.get()).isGreaterThanOrEqualTo(100_000);
  }

  private void chain(AtomicInteger rounds, int left) {
    if (left > 0) {
      rounds.incrementAndGet();
      sequencer.later(() -> chain(rounds, left - 1));
    }
  }

  /** Goes on until it is stopped. */
  private final class Chain implements Runnable {
    private final CountDownLatch stopped;
    private boolean stop;
    private int rounds;

    Chain(CountDownLatch stopped) {
      this.stopped = stopped;
    }

    @Override
    public void run() {
      rounds++;
      if (stop) {
        stopped.countDown();
      } else {
        sequencer.later(this);
      }
    }
  }
}
