package dev.jetharness.wire;

/**
 * Bytes that are not the NATS client protocol, or that exceed what the receiver allows.
 *
 * @since 0.1
 */
public final class ProtocolException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong with the bytes; a server answers each of them differently. */
  public enum Reason {
    /** No operation that this direction knows, or a body without its line end. */
    UNKNOWN_OPERATION,
    /** An operation whose arguments are too few, too many or not numbers. */
    MALFORMED_ARGUMENTS,
    /** A header block from a connection that did not negotiate headers. */
    HEADERS_NOT_NEGOTIATED,
    /** A control line longer than allowed. */
    CONTROL_LINE_TOO_LONG,
    /** A message larger than allowed, found on its control line. */
    PAYLOAD_TOO_LARGE,
    /** Another operation where CONNECT must come first. */
    CONNECT_EXPECTED
  }

  /** What is wrong with the bytes. */
  private final Reason reason;

  /**
   * Creates the exception.
   *
   * @param reason what is wrong
   * @param message what was found and what is allowed
   */
  public ProtocolException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /**
   * Returns what is wrong with the bytes.
   *
   * @return the reason
   */
  public Reason reason() {
    return reason;
  }
}
