package dev.jetharness;

import dev.jetharness.traffic.Traffic;
import io.nats.client.Connection;
import io.nats.client.Options;
import java.io.IOException;
import java.util.List;

/**
 * A running broker, or a leased share of one, that an application reaches with its own jnats
 * client.
 *
 * <pre>{@code
 * try (Broker broker = Brokers.inMemory().start();
 *     Connection connection = broker.connect()) {
 *   connection.jetStream().publish("orders.created", payload);
 * }
 * }</pre>
 *
 * <p>All methods may be called from any thread.
 *
 * @since 0.1
 */
public interface Broker extends AutoCloseable {

  /**
   * Returns what stands behind this broker.
   *
   * @return the kind of broker
   */
  BrokerKind kind();

  /**
   * Returns the address that any NATS client can connect to, with the credentials in it if there
   * are any. The in-memory broker opens a loopback TCP port on the first call.
   *
   * @return a {@code nats://} URL
   * @throws IllegalStateException if this broker is closed
   */
  String url();

  /**
   * Returns new connection options, ready to use: transport, address, credentials and shared
   * executors.
   *
   * @return a builder to which an application may add its own options
   * @throws IllegalStateException if this broker is closed
   */
  Options.Builder options();

  /**
   * Points the application's own options at this broker: sets transport, address and credentials,
   * and leaves its listeners, TLS, prefixes and executors alone.
   *
   * @param builder the application's options
   * @return the same builder
   * @throws IllegalStateException if this broker is closed
   */
  Options.Builder configure(Options.Builder builder);

  /**
   * Connects with {@link #options()}. The connection is closed with this broker at the latest.
   *
   * @return a new connection
   * @throws IOException if the broker can't be reached
   * @throws InterruptedException if the calling thread is interrupted while connecting
   * @throws IllegalStateException if this broker is closed
   */
  Connection connect() throws IOException, InterruptedException;

  /**
   * Connects with the application's own options after {@link #configure}. The connection is closed
   * with this broker at the latest.
   *
   * @param builder the application's options
   * @return a new connection
   * @throws IOException if the broker can't be reached
   * @throws InterruptedException if the calling thread is interrupted while connecting
   * @throws IllegalStateException if this broker is closed
   */
  Connection connect(Options.Builder builder) throws IOException, InterruptedException;

  /**
   * Returns the connections that {@link #connect()} and {@link #connect(Options.Builder)} made and
   * that are not closed by now.
   *
   * @return an immutable copy, in the order in which they were made
   */
  List<Connection> connections();

  /**
   * Returns the version that the server announces, such as {@code 2.15.1}.
   *
   * @return the server's version
   * @throws IllegalStateException if this broker is closed
   */
  String serverVersion();

  /**
   * Returns what went through this broker since it was started or last reset.
   *
   * @return the recorder, the same object on every call
   */
  Traffic traffic();

  /**
   * Makes the broker as new: streams, consumers, stored messages and recorded traffic are gone.
   * Open connections and subscriptions stay.
   *
   * @throws IllegalStateException if this broker is closed
   */
  void reset();

  /**
   * Closes every connection that this broker made and gives back what it holds: threads, files,
   * processes, containers, or the leased account. Does nothing on the second call.
   */
  @Override
  void close();
}
