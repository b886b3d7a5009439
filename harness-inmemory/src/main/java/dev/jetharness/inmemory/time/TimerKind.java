package dev.jetharness.inmemory.time;

/**
 * Every timer of the broker, and which of two times it runs on. Delivery and storage follow the
 * broker's clock, which a test may move; what a client counts itself, in real time, stays real.
 */
public enum TimerKind {
  ACK_WAIT(Time.BROKER),
  NAK_DELAY(Time.BROKER),
  MAX_AGE(Time.BROKER),
  MESSAGE_TTL(Time.BROKER),
  DUPLICATE_WINDOW(Time.BROKER),
  BATCH_INACTIVITY(Time.BROKER),
  MESSAGE_SCHEDULE(Time.BROKER),
  INACTIVE_THRESHOLD(Time.BROKER),
  PRIORITY_TIMEOUT(Time.BROKER),
  PAUSE(Time.BROKER),
  REPLAY_GAP(Time.BROKER),
  SOURCE_SETUP(Time.BROKER),
  SOURCE_HEALTH(Time.REAL),
  SOURCE_SLICE(Time.REAL),
  SNAPSHOT_FLOW(Time.REAL),
  RESTORE_STALL(Time.REAL),
  PULL_EXPIRY(Time.REAL),
  IDLE_HEARTBEAT(Time.REAL),
  RATE_LIMIT(Time.REAL),
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
