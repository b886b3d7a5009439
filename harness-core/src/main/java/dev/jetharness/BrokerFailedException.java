package dev.jetharness;

/**
 * A broker that is there did not do what it should: it did not start, died, or refused to be
 * emptied. The message contains the server's log where there is one. Tests fail with it; they are
 * never skipped.
 *
 * @since 0.1
 */
public final class BrokerFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what failed, and the server's log
   */
  public BrokerFailedException(String message) {
    super(message);
  }

  /**
   * Creates the exception.
   *
   * @param message what failed, and the server's log
   * @param cause the cause
   */
  public BrokerFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
