package dev.jetharness.settings;

import dev.jetharness.Broker;
import dev.jetharness.BrokerKind;
import dev.jetharness.spi.BrokerProviders;

/**
 * Settings of the broker in the memory of this JVM.
 *
 * @param nodes how many nodes it reports: with 3, streams may have up to three replicas; with 1,
 *     more than one replica is refused as by a single nats-server
 * @since 0.1
 */
public record InMemorySettings(int nodes) implements BrokerSettings {
  private static final InMemorySettings DEFAULTS = new InMemorySettings(1);

  /**
   * Creates settings.
   *
   * @param nodes 1 or 3
   * @throws IllegalArgumentException if the number of nodes is neither 1 nor 3
   */
  public InMemorySettings {
    Nodes.check(nodes);
  }

  /**
   * Returns the defaults: one node.
   *
   * @return the default settings
   */
  public static InMemorySettings defaults() {
    return DEFAULTS;
  }

  /**
   * Returns settings that differ in the number of nodes.
   *
   * @param count 1 or 3
   * @return new settings
   * @throws IllegalArgumentException if the number is neither 1 nor 3
   */
  public InMemorySettings nodes(int count) {
    return new InMemorySettings(count);
  }

  @Override
  public BrokerKind kind() {
    return BrokerKind.IN_MEMORY;
  }

  @Override
  public Broker start() {
    return BrokerProviders.start(this);
  }
}
