package dev.jetharness.inmemory.time;

/**
 * Every timer of the broker, and which of two times it runs on. Delivery and storage follow the
 * broker's clock, which a test may move; what a client counts itself, in real time, stays real.
 */
public enum TimerKind {
  ACK_WAIT(Time.BROKER),
  NAK_DELAY(Time.BROKER),
  MAX_AGE(Time.BROKER),
  DUPLICATE_WINDOW(Time.BROKER),
  INACTIVE_THRESHOLD(Time.BROKER),
  SNAPSHOT_FLOW(Time.REAL),
  RESTORE_STALL(Time.REAL),
  PULL_EXPIRY(Time.REAL),
  IDLE_HEARTBEAT(Time.REAL),
  PING(Time.REAL),
  AUTHENTICATION(Time.REAL),
  WRITE_DEADLINE(Time.REAL);

  /** The two times. */
  public enum Time {
    BROKER,
    REAL
  }

  private final Time time;

  TimerKind(Time time) {
    this.time = time;
  }

  public Time time() {
    return time;
  }
}
