package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.time.Timer;
import dev.jetharness.inmemory.time.TimerKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ends a batch for which no message comes for a while. */
final class BatchTimeout {
  private static final long LONGEST_PAUSE = Duration.ofSeconds(10).toNanos();

  private final StreamCore core;
  private final Runnable onTimeout;
  private @Nullable Timer timer;

  /** Starts to wait. */
  BatchTimeout(StreamCore core, Runnable onTimeout) {
    this.core = core;
    this.onTimeout = onTimeout;
    timer = start();
  }

  /** Waits anew; returns false, and does not, if it was stopped. */
  boolean restart() {
    if (timer == null) {
      return false;
    }
    timer.cancel();
    timer = start();
    return true;
  }

  void stop() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private Timer start() {
    return core.context().timers().schedule(TimerKind.BATCH_INACTIVITY, LONGEST_PAUSE, onTimeout);
  }
}
