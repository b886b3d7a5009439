package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.time.Timer;
import dev.jetharness.inmemory.time.TimerKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Ends a consumer that nobody used for its inactive threshold. A push consumer is watched while
 * nobody listens; a pull consumer always, by its last request, delivery or acknowledgement, and by
 * what is delivered and may still be acknowledged.
 */
final class Inactivity {
  /** The server adds between 0.1 and 1 s for pull consumers. */
  private static final long PULL_GRACE = Duration.ofMillis(100).toNanos();

  private final ConsumerState state;
  private final Outlet outlet;
  private final Runnable onInactive;
  private long threshold;
  private long lastUsed;
  private boolean prolonged;
  private @Nullable Timer timer;

  Inactivity(ConsumerState state, Outlet outlet, Runnable onInactive) {
    this.state = state;
    this.outlet = outlet;
    this.onInactive = onInactive;
    this.threshold = threshold();
    this.lastUsed = state.created();
  }

  void start() {
    if (isPull() || !outlet.isUsed()) {
      schedule(threshold);
    }
  }

  /** The threshold may be another one now. */
  void update() {
    long updated = threshold();
    if (updated != threshold) {
      threshold = updated;
      stop();
      schedule(updated);
    }
  }

  /** Listeners of a push consumer came or went. */
  void interestChanged() {
    if (outlet.isUsed()) {
      stop();
    } else if (timer == null) {
      used();
      schedule(threshold);
    }
  }

  /** A request came in, or a message went out. */
  void used() {
    if (threshold > 0) {
      lastUsed = state.engine().clock().now();
    }
  }

  /** An acknowledgement came in: no need to wait any longer for it. */
  void acknowledged() {
    used();
    if (prolonged) {
      stop();
      schedule(threshold);
    }
  }

  void stop() {
    prolonged = false;
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private void schedule(long delay) {
    if (threshold > 0) {
      timer = state.engine().timers().schedule(TimerKind.INACTIVE_THRESHOLD, delay, this::timerRan);
    }
  }

  private void timerRan() {
    timer = null;
    prolonged = false;
    if (!isPull() && outlet.isUsed()) {
      return;
    }
    long now = state.engine().clock().now();
    if (now - lastUsed < threshold) {
      schedule(threshold - (now - lastUsed));
    } else if (outlet.isUsed()) {
      schedule(threshold);
    } else {
      endOrProlong(now);
    }
  }

  /** Whoever holds a message may still be at work: counts from the last end of an ack wait. */
  private void endOrProlong(long now) {
    long delay = 0;
    if (isPull()) {
      DeliveryBooks books = state.books();
      for (PendingMessage each = books.pending().first(); each != null; each = each.next) {
        long wait = books.ackWait().waitAfter(books.counts().of(each.sequence));
        long end = Nanos.sum(Nanos.sum(each.timestamp, wait), threshold);
        delay = Math.max(delay, end - now);
      }
    }
    if (delay > 0) {
      schedule(delay);
      prolonged = true;
    } else {
      onInactive.run();
    }
  }

  private boolean isPull() {
    return !state.config().isPush();
  }

  private long threshold() {
    long configured = Nanos.of(state.config().inactiveThreshold());
    return configured > 0 && isPull() ? Nanos.sum(configured, PULL_GRACE) : configured;
  }
}
