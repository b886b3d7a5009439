package dev.jetharness.inmemory.jetstream.stream;

/**
 * What a fast batch takes for the last sequence of the stream. The server has a count of its own of
 * messages that are to be stored. When the commit of an atomic batch is refused the count stays
 * where it was, ahead by the messages that had passed their checks, until the stream catches up.
 */
final class AssumedLastSequence {
  private final StreamCore core;
  private long count;

  AssumedLastSequence(StreamCore core) {
    this.core = core;
  }

  long get() {
    return Math.max(count, core.store().lastSequence());
  }

  /**
   * The commit of an atomic batch was refused.
   *
   * @param checked how many of its messages had passed their checks
   */
  void commitRefused(int checked) {
    count = core.store().lastSequence() + checked;
  }

  /** All of an atomic batch passed its checks. */
  void commitPassed() {
    count = 0;
  }

  /** A message that had been counted is not stored after all. */
  void messageRefused() {
    count--;
  }
}
