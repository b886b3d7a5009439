package dev.jetharness.assertions;

/**
 * Makes sure that what was sent before has been recorded, so that "it did not happen" can be told
 * from "it has not happened yet".
 */
interface Fence {
  /** The name of the connection that a fence talks over; its traffic is not the application's. */
  String CONNECTION = "jetharness-fence";

  /** All that the known connections sent has reached the broker, and what it sent back was read. */
  void passConnections();

  /** Beyond that, the stream is through with what was published to it. */
  void passStream(String stream);

  /** Beyond that, the consumer has delivered what it has to those who ask for it. */
  void passConsumer(String stream, String consumer);

  /** A fence could not be built, so that nothing can be said. */
  final class BrokenFenceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenFenceException(String message, Throwable cause) {
      super(message, cause);
    }

    BrokenFenceException(String message) {
      super(message);
    }
  }
}
