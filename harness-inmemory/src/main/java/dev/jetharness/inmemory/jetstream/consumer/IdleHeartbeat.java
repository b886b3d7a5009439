package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.time.Timer;
import dev.jetharness.inmemory.time.TimerKind;
import dev.jetharness.inmemory.time.Timers;
import org.jspecify.annotations.Nullable;

/**
 * Beats whenever nothing else was sent for an interval. Sending only notes the time; the timer
 * finds out for how long it was quiet. While a message is held back there is no beat.
 */
final class IdleHeartbeat {
  private final Timers timers;
  private final Hold hold;
  private final long interval;
  private final Runnable beat;
  private @Nullable Timer timer;
  private boolean stopped;
  private long lastSent;

  IdleHeartbeat(ConsumerState state, long interval, Runnable beat) {
    this.timers = state.engine().timers();
    this.hold = state.hold();
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
    stopped = true;
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private void schedule(long delay) {
    timer = timers.schedule(TimerKind.IDLE_HEARTBEAT, delay, () -> hold.whenOver(this::timerRan));
  }

  private void timerRan() {
    if (stopped) {
      return;
    }
    long quiet = timers.now(TimerKind.IDLE_HEARTBEAT) - lastSent;
    if (quiet < interval) {
      schedule(interval - quiet);
    } else {
      start();
      beat.run();
    }
  }
}
