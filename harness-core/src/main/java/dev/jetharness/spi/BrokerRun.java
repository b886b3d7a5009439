package dev.jetharness.spi;

import dev.jetharness.server.SharedServers;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps process and container servers running between brokers, for as long as a test run lasts.
 * Without one, a server stops when the last broker on it is closed. Thread-safe.
 *
 * <pre>{@code
 * try (BrokerRun run = BrokerRun.begin()) {
 *   // many brokers, one after the other: one server
 * }
 * }</pre>
 *
 * @since 0.1
 */
public final class BrokerRun implements AutoCloseable {
  private final AtomicBoolean ended = new AtomicBoolean();

  private BrokerRun() {}

  /**
   * Begins a run.
   *
   * @return the run, to be closed at its end; runs may overlap, and the last one counts
   */
  public static BrokerRun begin() {
    SharedServers.ofThisJvm().beginRun();
    return new BrokerRun();
  }

  /** Ends the run: servers that no broker uses are stopped. Does nothing on the second call. */
  @Override
  public void close() {
    if (ended.compareAndSet(false, true)) {
      SharedServers.ofThisJvm().endRun();
    }
  }
}
