package dev.jetharness.spi;

import dev.jetharness.Broker;
import dev.jetharness.BrokerKind;
import dev.jetharness.traffic.Traffic;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What the brokers of all kinds have in common: options, the connections that they made, and an end
 * that comes once.
 *
 * @since 0.1
 */
public abstract class AbstractBroker implements Broker {
  private final BrokerKind kind;
  private final Traffic traffic;
  private final OwnConnections connections = new OwnConnections();
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Creates an open broker.
   *
   * @param kind its kind
   * @param traffic the recorder of what goes through it
   */
  protected AbstractBroker(BrokerKind kind, Traffic traffic) {
    this.kind = kind;
    this.traffic = traffic;
  }

  /**
   * Sets transport, address and credentials, and nothing else. The address is best set by {@link
   * BrokerServerPool#install}, because servers that the application named cannot be taken out of
   * its options.
   *
   * @param builder the options of a connection
   */
  protected abstract void address(Options.Builder builder);

  /**
   * Gives back what this broker holds. Called once, by {@link #close()}, after the connections that
   * this broker made are closed.
   */
  protected abstract void release();

  /**
   * Returns whether this broker is open.
   *
   * @return false from the moment that {@link #close()} is called
   */
  protected final boolean isOpen() {
    return !closed.get();
  }

  /**
   * Tells that a connection could not be made. Does nothing here; a kind of broker that knows why
   * throws an exception which says so.
   *
   * @param failure what the client says
   */
  protected void connectFailed(IOException failure) {}

  /**
   * Refuses the call if this broker is closed.
   *
   * @throws IllegalStateException if it is
   */
  protected final void ensureOpen() {
    if (closed.get()) {
      throw new IllegalStateException("this broker (" + kind + ") is closed");
    }
  }

  @Override
  public final BrokerKind kind() {
    return kind;
  }

  @Override
  public final Traffic traffic() {
    return traffic;
  }

  @Override
  public final Options.Builder options() {
    return configure(ClientExecutors.shared().configure(Options.builder()));
  }

  @Override
  public final Options.Builder configure(Options.Builder builder) {
    ensureOpen();
    address(builder);
    return builder;
  }

  @Override
  public final Connection connect() throws IOException, InterruptedException {
    return connectWith(options());
  }

  @Override
  public final Connection connect(Options.Builder builder)
      throws IOException, InterruptedException {
    return connectWith(configure(builder));
  }

  private Connection connectWith(Options.Builder builder) throws IOException, InterruptedException {
    Connection connection;
    try {
      connection = Nats.connect(builder.build());
    } catch (IOException failure) {
      connectFailed(failure);
      throw failure;
    }
    if (!connections.add(connection)) {
      connection.close();
      ensureOpen();
    }
    return connection;
  }

  @Override
  public final List<Connection> connections() {
    return connections.open();
  }

  @Override
  public final void close() {
    if (closed.compareAndSet(false, true)) {
      // A test that ran out of time leaves its thread interrupted; the end must not be cut short.
      boolean interrupted = Thread.interrupted();
      try {
        connections.closeAll();
      } finally {
        try {
          release();
        } finally {
          if (interrupted) {
            Thread.currentThread().interrupt();
          }
        }
      }
    }
  }
}
