package dev.jetharness.inmemory.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TimerQueueTest {
  private static final long HOUR = Duration.ofHours(1).toNanos();

  private final Sequencer sequencer = new Sequencer();
  private final TimerQueue timers = new TimerQueue(sequencer, new BrokerClock());
  private final List<String> events = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    timers.close();
  }

  @Test
  void runsTasksOfBothTimes() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(TimerKind.values().length);
    sequencer.run(
        () -> {
          for (TimerKind kind : TimerKind.values()) {
            schedule(kind, Duration.ofMillis(1), done::countDown);
          }
        });

    done.await();
  }

  @Test
  void runsTasksOfTheSameKindAndDelayInTheOrderTheyWereSet() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(3);
    sequencer.run(
        () -> {
          for (String name : List.of("a", "b", "c")) {
            schedule(
                TimerKind.ACK_WAIT,
                Duration.ZERO,
                () -> {
                  events.add(name);
                  done.countDown();
                });
          }
        });

    done.await();
    assertThat(events).containsExactly("a", "b", "c");
  }

  @Test
  void neverRunsATaskInsideSchedule() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    sequencer.run(
        () -> {
          schedule(
              TimerKind.NAK_DELAY,
              Duration.ZERO,
              () -> {
                events.add("task");
                done.countDown();
              });
          events.add("event");
        });

    done.await();
    assertThat(events).containsExactly("event", "task");
  }

  @Test
  void runsATaskAsAnEventOnTheTimerThread() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    sequencer.run(
        () ->
            schedule(
                TimerKind.PING,
                Duration.ZERO,
                () -> {
                  events.add(Thread.currentThread().getName() + " " + sequencer.isHeld());
                  done.countDown();
                }));

    done.await();
    assertThat(events).containsExactly("jetharness-timer true");
  }

  @Test
  void doesNotRunWhatWasCancelledBeforeItsTurn() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    sequencer.run(
        () -> {
          Timer[] second = new Timer[1];
          schedule(TimerKind.ACK_WAIT, Duration.ZERO, () -> second[0].cancel());
          second[0] = schedule(TimerKind.ACK_WAIT, Duration.ZERO, () -> events.add("cancelled"));
          schedule(TimerKind.ACK_WAIT, Duration.ofMillis(1), done::countDown);
        });

    done.await();
    assertThat(events).isEmpty();
  }

  @Test
  void keepsNothingOfACancelledTimer() {
    sequencer.run(
        () -> {
          for (int i = 0; i < 1000; i++) {
            timers.schedule(TimerKind.PULL_EXPIRY, HOUR + i, () -> {}).cancel();
            timers.schedule(TimerKind.ACK_WAIT, HOUR + i, () -> {}).cancel();
          }
          assertThat(timers.size()).isZero();
        });
  }

  @Test
  void wakesUpEarlierForATimerThatIsSetLater() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    sequencer.run(() -> timers.schedule(TimerKind.MAX_AGE, HOUR, () -> events.add("late")));
    sequencer.run(() -> timers.schedule(TimerKind.MAX_AGE, Long.MAX_VALUE, () -> {}));
    sequencer.run(() -> schedule(TimerKind.PING, Duration.ofMillis(1), done::countDown));

    done.await();
    assertThat(events).isEmpty();
  }

  @Test
  void goesOnAfterATaskThatFails() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    sequencer.run(
        () -> {
          schedule(
              TimerKind.ACK_WAIT,
              Duration.ZERO,
              () -> {
                throw new Failure();
              });
          schedule(TimerKind.ACK_WAIT, Duration.ofMillis(1), done::countDown);
        });

    done.await();
  }

  @Test
  void letsOtherBrokersHaveTheirTurnWhileATaskSetsItselfAgain() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    Runnable[] again = new Runnable[1];
    again[0] = () -> timers.schedule(TimerKind.NAK_DELAY, 0, again[0]);
    sequencer.run(again[0]);

    Sequencer otherSequencer = new Sequencer();
    try (TimerQueue other = new TimerQueue(otherSequencer, new BrokerClock())) {
      otherSequencer.run(() -> other.schedule(TimerKind.PING, 0, done::countDown));
      done.await();
    }
  }

  @Test
  void dropsItsTimersWhenClosed() throws InterruptedException {
    sequencer.run(
        () -> {
          schedule(TimerKind.ACK_WAIT, Duration.ZERO, () -> events.add("ack wait"));
          timers.close();
          schedule(TimerKind.PING, Duration.ZERO, () -> events.add("ping")).cancel();
          schedule(TimerKind.PING, Duration.ZERO, () -> events.add("ping"));
          assertThat(timers.size()).isZero();
        });

    // Another queue's timer, due later, shows that the thread has passed the moment.
    CountDownLatch passed = new CountDownLatch(1);
    try (TimerQueue other = new TimerQueue(sequencer, new BrokerClock())) {
      sequencer.run(() -> other.schedule(TimerKind.PING, 0, passed::countDown));
      passed.await();
    }
    assertThat(events).isEmpty();
  }

  @Test
  void isUsedInsideEventsOnly() {
    assertThatThrownBy(() -> timers.schedule(TimerKind.PING, 0, () -> {}))
        .isInstanceOf(IllegalStateException.class);
  }

  private Timer schedule(TimerKind kind, Duration delay, Runnable task) {
    return timers.schedule(kind, delay.toNanos(), task);
  }

  /** Is logged, so in few words. */
  private static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failure() {
      super("expected by this test", null, false, false);
    }
  }
}
