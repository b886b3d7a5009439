package dev.jetharness.wire;

/**
 * Bytes that are not the NATS client protocol.
 *
 * @since 0.1
 */
public final class ProtocolException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what was found and what is allowed
   */
  public ProtocolException(String message) {
    super(message);
  }
}
