package dev.jetharness;

/**
 * A broker can't be started because something that it needs is not there: an executable, a Docker
 * engine, a library, a server. The message is one line that says what was missing and how to get
 * it. A test that may be skipped is skipped with it.
 *
 * @since 0.1
 */
public final class BrokerUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what was missing and how to get it, in one line
   */
  public BrokerUnavailableException(String message) {
    super(message);
  }

  /**
   * Creates the exception.
   *
   * @param message what was missing and how to get it, in one line
   * @param cause what showed that it is missing
   */
  public BrokerUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
