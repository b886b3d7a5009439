package dev.jetharness.inmemory.jetstream.consumer;

import java.time.Duration;

/**
 * Replay policy original: messages come with the gaps with which they were stored, until the
 * consumer has to wait for messages and is past all that were there when it started.
 */
final class Replay {
  /** The server does not sleep for less. */
  private static final long LEAST_GAP = Duration.ofMillis(1).toNanos();

  private final long end;
  private boolean over;
  private long lastTimestamp;

  /**
   * Begins a replay.
   *
   * @param end the last sequence to replay
   */
  Replay(long end) {
    this.end = end;
  }

  /**
   * How long to hold the next message back, in nanoseconds.
   *
   * @param timestamp when it was stored
   */
  long gapBefore(long timestamp) {
    if (over) {
      return 0;
    }
    long gap = lastTimestamp == 0 ? 0 : timestamp - lastTimestamp;
    lastTimestamp = timestamp;
    return gap > LEAST_GAP ? gap : 0;
  }

  /** The consumer waits, and will go on with this sequence. */
  void waitsFor(long nextSequence) {
    over |= nextSequence > end;
  }
}
