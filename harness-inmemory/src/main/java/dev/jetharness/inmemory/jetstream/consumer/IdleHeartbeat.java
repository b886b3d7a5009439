package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.time.Timer;
import dev.jetharness.inmemory.time.TimerKind;
import dev.jetharness.inmemory.time.Timers;
import org.jspecify.annotations.Nullable;

/**
 * Beats whenever nothing else was sent for an interval. Sending only notes the time; the timer
 * finds out for how long it was quiet.
 */
final class IdleHeartbeat {
  private final Timers timers;
  private final TimerKind kind;
  private final long interval;
  private final Runnable beat;
  private @Nullable Timer timer;
  private long lastSent;

  /**
   * A heartbeat that stands still until it is started.
   *
   * @param kind whose heart it is, and so on which of the two times it beats
   */
  IdleHeartbeat(Timers timers, TimerKind kind, long interval, Runnable beat) {
    this.timers = timers;
    this.kind = kind;
    this.interval = interval;
    this.beat = beat;
  }

  void start() {
    lastSent = timers.now(kind);
    schedule(interval);
  }

  /** Something was sent. */
  void sent() {
    lastSent = timers.now(kind);
  }

  void stop() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private void schedule(long delay) {
    timer = timers.schedule(kind, delay, this::timerRan);
  }

  private void timerRan() {
    long quiet = timers.now(kind) - lastSent;
    if (quiet < interval) {
      schedule(interval - quiet);
    } else {
      start();
      beat.run();
    }
  }
}
