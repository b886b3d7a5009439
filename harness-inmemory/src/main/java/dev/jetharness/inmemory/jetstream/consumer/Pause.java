package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.json.GoTime;
import dev.jetharness.inmemory.json.WrittenTime;
import dev.jetharness.inmemory.time.BrokerClock;
import dev.jetharness.inmemory.time.Timer;
import dev.jetharness.inmemory.time.TimerKind;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The time until which a consumer delivers nothing, though it goes on otherwise. */
final class Pause {
  private final ConsumerState state;
  private final Runnable onOver;
  private long until = Long.MIN_VALUE;
  private @Nullable Timer timer;

  /**
   * Creates it; it begins with {@link #update}.
   *
   * @param onOver told when its time is over, but not when it is ended early: the server does not
   *     wake a consumer that is resumed
   */
  Pause(ConsumerState state, Runnable onOver) {
    this.state = state;
    this.onOver = onOver;
  }

  boolean isOn() {
    return until > state.engine().clock().now();
  }

  /** How long it will last, in nanoseconds; zero if it is over. */
  long remaining() {
    WrittenTime end = state.config().pauseUntil();
    return end != null && isOn()
        ? Nanos.of(Duration.between(state.engine().clock().instant(), end.instant()))
        : 0;
  }

  /** Follows the configuration. */
  void update() {
    stop();
    WrittenTime end = state.config().pauseUntil();
    until = end == null ? Long.MIN_VALUE : BrokerClock.toEpochNanos(end.instant());
    if (isOn()) {
      long delay = until - state.engine().clock().now();
      timer = state.engine().timers().schedule(TimerKind.PAUSE, delay, this::over);
    }
  }

  /** Follows the configuration, and tells of it, where an update names another time than before. */
  void updateFrom(@Nullable WrittenTime before) {
    if (!instantOf(before).equals(instantOf(state.config().pauseUntil()))) {
      update();
      announce();
    }
  }

  private static Instant instantOf(@Nullable WrittenTime time) {
    return time == null ? GoTime.ZERO : time.instant();
  }

  /** Tells those who listen of its beginning, or its end. */
  void announce() {
    state.advisories().paused(isOn(), state.config().pauseUntil());
  }

  void stop() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private void over() {
    timer = null;
    announce();
    onOver.run();
  }
}
