package dev.jetharness.settings;

import dev.jetharness.Broker;
import dev.jetharness.BrokerKind;

/**
 * How to start a broker of one kind. Immutable: each method that changes something returns a new
 * object.
 *
 * @since 0.1
 */
public sealed interface BrokerSettings
    permits InMemorySettings, ProcessSettings, ContainerSettings, ExternalSettings {

  /**
   * Returns the kind of broker that these settings describe.
   *
   * @return the kind
   */
  BrokerKind kind();

  /**
   * Starts a broker, or leases a share of one that runs already.
   *
   * @return the running broker, to be closed by the caller
   * @throws dev.jetharness.BrokerUnavailableException if something that this kind needs is missing
   * @throws dev.jetharness.BrokerFailedException if the server is there but does not start
   */
  Broker start();
}
