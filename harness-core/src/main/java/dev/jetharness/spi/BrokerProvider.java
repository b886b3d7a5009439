package dev.jetharness.spi;

import dev.jetharness.Broker;
import dev.jetharness.BrokerKind;
import dev.jetharness.settings.BrokerSettings;

/**
 * Starts brokers of one kind; found by {@link java.util.ServiceLoader}. Thread-safe.
 *
 * @since 0.1
 */
public interface BrokerProvider {

  /**
   * Returns the kind of broker that this provider starts.
   *
   * @return the kind
   */
  BrokerKind kind();

  /**
   * Starts a broker, or leases a share of one that runs already.
   *
   * @param settings settings of this provider's kind
   * @return the running broker, to be closed by the caller
   */
  Broker start(BrokerSettings settings);
}
