package dev.jetharness.inmemory;

import dev.jetharness.Broker;
import dev.jetharness.BrokerKind;
import dev.jetharness.settings.BrokerSettings;
import dev.jetharness.settings.InMemorySettings;
import dev.jetharness.spi.BrokerProvider;

/** Starts in-memory brokers; found by {@link java.util.ServiceLoader}. */
public final class InMemoryBrokerProvider implements BrokerProvider {

  /** Called by the service loader. */
  public InMemoryBrokerProvider() {}

  @Override
  public BrokerKind kind() {
    return BrokerKind.IN_MEMORY;
  }

  @Override
  public Broker start(BrokerSettings settings) {
    if (settings instanceof InMemorySettings inMemory) {
      return new InMemoryBroker(inMemory);
    }
    throw new IllegalArgumentException("not settings of an in-memory broker: " + settings);
  }
}
