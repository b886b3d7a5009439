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
  private final long interval;
  private final Runnable beat;
  private @Nullable Timer timer;
  private long lastSent;

  IdleHeartbeat(Timers timers, long interval, Runnable beat) {
    this.timers = timers;
    this.interval = interval;
    this.beat = beat;
  }

  void start() {
    lastSent = timers.now(TimerKind.IDLE_HEARTBEAT);
    schedule(interval);
  }

  /** Something was sent. */
  void sent() {
    lastSent = timers.now(TimerKind.IDLE_HEARTBEAT);
  }

  void stop() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private void schedule(long delay) {
    timer = timers.schedule(TimerKind.IDLE_HEARTBEAT, delay, this::timerRan);
  }

  private void timerRan() {
    long quiet = timers.now(TimerKind.IDLE_HEARTBEAT) - lastSent;
    if (quiet < interval) {
      schedule(interval - quiet);
    } else {
      start();
      beat.run();
    }
  }
}
