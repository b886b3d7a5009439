package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.time.Timer;
import dev.jetharness.inmemory.time.TimerKind;
import io.nats.client.NUID;
import org.jspecify.annotations.Nullable;

/**
 * Which client of a pinned-client consumer gets the messages: the one that holds the pin, until it
 * does not ask any more for the priority time-out. All groups of a consumer share one pin, as on
 * the server.
 */
final class Pin {
  private final ConsumerState state;
  private final Runnable onFree;
  private String id = "";
  private long since;
  private @Nullable Timer timer;

  Pin(ConsumerState state, Runnable onFree) {
    this.state = state;
    this.onFree = onFree;
  }

  boolean isFree() {
    return id.isEmpty();
  }

  /** The id that its holder has to show; "" if it is free. */
  String id() {
    return id;
  }

  /** Since when it is held, in nanoseconds since the epoch; 0 if it is free. */
  long since() {
    return since;
  }

  /** Gives the pin to a client of a group. */
  void assign(String group) {
    id = NUID.nextGlobal();
    since = state.engine().clock().now();
    used(group);
    state.advisories().pinned(group, id);
  }

  /** Its holder asked for more. */
  void used(String group) {
    stopTimer();
    timer =
        state
            .engine()
            .timers()
            .schedule(
                TimerKind.PRIORITY_TIMEOUT,
                Nanos.of(state.config().priorityTimeout()),
                () -> timedOut(group));
  }

  /** Takes the pin away, because somebody asked for that. */
  void unpin(String group) {
    free();
    state.advisories().unpinned(group, "admin");
    onFree.run();
  }

  /** Takes the pin away without a word. */
  void free() {
    id = "";
    since = 0;
    stopTimer();
  }

  private void timedOut(String group) {
    timer = null;
    if (!isFree()) {
      free();
      state.advisories().unpinned(group, "timeout");
      onFree.run();
    }
  }

  private void stopTimer() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}
