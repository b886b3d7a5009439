package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.jetstream.config.ConsumerConfig;
import dev.jetharness.inmemory.jetstream.config.ReplayPolicy;
import dev.jetharness.inmemory.time.TimerKind;
import dev.jetharness.inmemory.time.Timers;
import org.jspecify.annotations.Nullable;

/**
 * When a message goes out that is ready: at once, unless messages are replayed with their original
 * gaps or the rate is limited. The gap comes first.
 */
final class Pacing {
  private final ConsumerState state;
  private @Nullable Replay replay;
  private @Nullable RateLimit rateLimit;
  private long rate;

  Pacing(ConsumerState state) {
    this.state = state;
  }

  /** Begins, with the stream as it is now. */
  void start() {
    if (state.config().replayPolicy() == ReplayPolicy.ORIGINAL) {
      replay = new Replay(state.stream().lastSequence());
    }
    update();
  }

  /** The configuration may have changed; another rate begins with a full bucket. */
  void update() {
    ConsumerConfig config = state.config();
    if (config.rateLimit() != rate) {
      rate = config.rateLimit();
      rateLimit = rate == 0 ? null : new RateLimit(rate, burst(), now());
    }
  }

  /** Whether no message ever waits. */
  boolean isInstant() {
    return replay == null && rateLimit == null;
  }

  /**
   * Sends a message when its time comes.
   *
   * @param timestamp when it was stored
   * @param size the size that counts for the rate: stored subject, ack reply, headers, payload
   */
  void pace(long timestamp, long size, Runnable send) {
    long gap = replay == null ? 0 : replay.gapBefore(timestamp);
    if (gap > 0) {
      state.hold().start(TimerKind.REPLAY_GAP, gap, () -> limit(size, send));
    } else {
      limit(size, send);
    }
  }

  /** The consumer waits: for messages, for somebody to take them, for acknowledgements. */
  void waits() {
    if (replay != null) {
      replay.waitsFor(state.books().nextSequence());
    }
  }

  private void limit(long size, Runnable send) {
    long wait = rateLimit == null ? 0 : rateLimit.take(size, now());
    if (wait > 0) {
      state.hold().start(TimerKind.RATE_LIMIT, wait, send);
    } else {
      send.run();
    }
  }

  private long burst() {
    int largest = state.stream().config().maxMessageSize();
    return largest > 0 ? largest : state.engine().account().maxPayload();
  }

  private long now() {
    Timers timers = state.engine().timers();
    return timers.now(TimerKind.RATE_LIMIT);
  }
}
