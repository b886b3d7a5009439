package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.jetstream.config.ConsumerConfig;
import dev.jetharness.inmemory.time.BrokerClock;
import dev.jetharness.inmemory.time.Timer;
import dev.jetharness.inmemory.time.TimerKind;
import dev.jetharness.inmemory.time.Timers;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Watches for how long messages wait for their acknowledgement, with one timer for all of them. The
 * timer is set for the earliest deadline that was ever asked for and finds out when it runs, so
 * acknowledging in time costs no timer at all.
 */
final class AckWait {
  /** The server looks at delayed naks no sooner than this after they came. */
  private static final long LEAST_NAK_DELAY = Duration.ofMillis(10).toNanos();

  /** The server looks at what is pending so long after an update of the ack wait. */
  private static final long AFTER_UPDATE = Duration.ofMillis(100).toNanos();

  private final Timers timers;
  private final BrokerClock clock;
  private final Runnable onDue;
  private final AckDeadlines deadlines = new AckDeadlines();
  private long wait;
  private long[] backoff;
  private @Nullable Timer timer;
  private long timerAt;

  AckWait(Timers timers, BrokerClock clock, ConsumerConfig config, Runnable onDue) {
    this.timers = timers;
    this.clock = clock;
    this.onDue = onDue;
    this.wait = Nanos.of(config.ackWait());
    this.backoff = nanos(config.backoff());
  }

  /** Takes over new waits, for what is pending too. */
  void configure(ConsumerConfig config, AckPending pending, RedeliveryCounts counts) {
    long updated = Nanos.of(config.ackWait());
    boolean changed = wait != updated;
    wait = updated;
    backoff = nanos(config.backoff());
    for (PendingMessage each = pending.first(); each != null; each = each.next) {
      if (each.place != PendingMessage.NOWHERE) {
        watch(each, counts.of(each.sequence));
      }
    }
    if (changed && timer != null) {
      close();
      setTimer(clock.now() + AFTER_UPDATE);
    }
  }

  /** Watches a message from its timestamp on. */
  void watch(PendingMessage message, long redeliveries) {
    watchUntil(message, Nanos.sum(message.timestamp, waitAfter(redeliveries)));
  }

  /**
   * Watches a message that is to be redelivered after a delay. The server dates it back by the ack
   * wait, and compares with the back-off nevertheless where there is one.
   */
  void delay(PendingMessage message, long delay, long redeliveries) {
    long now = clock.now();
    message.timestamp = Nanos.sum(now - wait, delay);
    long deadline = Nanos.sum(message.timestamp, waitAfter(redeliveries));
    watchUntil(message, Math.max(deadline, now + LEAST_NAK_DELAY));
  }

  /** Stops watching a message. */
  void forget(PendingMessage message) {
    deadlines.remove(message);
  }

  /** Takes a message whose wait is over by {@code now}, or returns null. */
  @Nullable PendingMessage pollDue(long now) {
    PendingMessage first = deadlines.first();
    if (first == null || first.deadline > now) {
      return null;
    }
    deadlines.remove(first);
    return first;
  }

  /** How long a message may wait that was redelivered so often. */
  long waitAfter(long redeliveries) {
    return backoff.length == 0
        ? wait
        : backoff[(int) Math.max(0, Math.min(redeliveries, backoff.length - 1))];
  }

  void close() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  /** Without an ack wait, which acknowledgement by flow control does not have, nothing expires. */
  private void watchUntil(PendingMessage message, long deadline) {
    if (wait == 0) {
      return;
    }
    deadlines.put(message, deadline);
    setTimer(deadline);
  }

  private void setTimer(long deadline) {
    if (timer == null || deadline < timerAt) {
      close();
      timerAt = deadline;
      timer =
          timers.schedule(TimerKind.ACK_WAIT, Math.max(0, deadline - clock.now()), this::timerRan);
    }
  }

  private void timerRan() {
    timer = null;
    onDue.run();
    PendingMessage first = deadlines.first();
    if (first != null) {
      setTimer(first.deadline);
    }
  }

  private static long[] nanos(List<Duration> durations) {
    return durations.stream().mapToLong(Nanos::of).toArray();
  }
}
