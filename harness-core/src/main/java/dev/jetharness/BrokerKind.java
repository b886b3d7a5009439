package dev.jetharness;

/**
 * The kinds of broker a test can run on.
 *
 * @since 0.1
 */
public enum BrokerKind {
  /** The simulator, in the memory of this JVM. */
  IN_MEMORY,
  /** A nats-server executable, started as a local process. */
  PROCESS,
  /** A nats image, started by Testcontainers. */
  CONTAINER,
  /** A server that somebody else runs, known by its URL. */
  EXTERNAL
}
