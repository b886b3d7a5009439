package dev.jetharness.traffic;

/**
 * What a consumer's client said about a delivered message.
 *
 * @since 0.1
 */
public enum AckKind {
  /** {@code +ACK}: done. */
  ACK,
  /** {@code -NAK}: deliver again, at once or after a delay. */
  NAK,
  /** {@code +TERM}: never deliver again. */
  TERM,
  /** {@code +WPI}: still at work, restart the ack wait. */
  IN_PROGRESS,
  /** {@code +NXT}: done, and send the next one. */
  NEXT
}
