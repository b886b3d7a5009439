package dev.jetharness.junit;

import io.nats.client.Connection;

/**
 * Sets up streams, consumers and buckets.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final JetStreamExtension JETSTREAM =
 *     JetStreamExtension.builder()
 *         .topology(connection -> OrdersTopology.create(connection.jetStreamManagement()))
 *         .build();
 * }</pre>
 *
 * @since 0.1
 * @see WithTopology
 */
@FunctionalInterface
public interface Topology {

  /**
   * Sets up what a test needs.
   *
   * @param connection a connection to the test's broker, which stays open
   * @throws Exception if the set-up fails; the test fails with it
   */
  void setUp(Connection connection) throws Exception;
}
