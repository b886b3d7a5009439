package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.time.Timer;
import dev.jetharness.inmemory.time.TimerKind;
import dev.jetharness.inmemory.time.Timers;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Holds a message back that is ready to go out. The server's delivery routine sleeps meanwhile, so
 * that heartbeats, ends of pull requests and changes of interest wait, too.
 */
final class Hold {
  /** A hold that has no end. */
  static final long FOREVER = Long.MAX_VALUE;

  private final Timers timers;
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private boolean on;
  private @Nullable Timer timer;

  Hold(Timers timers) {
    this.timers = timers;
  }

  boolean isOn() {
    return on;
  }

  /**
   * Begins a hold.
   *
   * @param kind on which of the two times it runs
   * @param delay how long it lasts, in nanoseconds, or {@link #FOREVER}
   * @param then what to do at its end; may begin another one
   */
  void start(TimerKind kind, long delay, Runnable then) {
    on = true;
    if (delay != FOREVER) {
      timer = timers.schedule(kind, delay, () -> end(then));
    }
  }

  /** Runs something now, or when the hold is over. */
  void whenOver(Runnable task) {
    if (on) {
      waiting.add(task);
    } else {
      task.run();
    }
  }

  /** Ends the hold, and nothing that waited for its end happens. */
  void cancel() {
    on = false;
    waiting.clear();
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private void end(Runnable then) {
    on = false;
    timer = null;
    then.run();
    while (!on && !waiting.isEmpty()) {
      waiting.remove().run();
    }
  }
}
