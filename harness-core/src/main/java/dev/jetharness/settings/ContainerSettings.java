package dev.jetharness.settings;

import dev.jetharness.Broker;
import dev.jetharness.BrokerKind;
import dev.jetharness.spi.BrokerProviders;
import java.util.Objects;

/**
 * Settings of a nats-server in a container, started by Testcontainers. Equal settings share one
 * server per JVM; each started broker is a lease of one account on it.
 *
 * @param image the image, whose entry point is nats-server
 * @param nodes 1, or 3 for a cluster
 * @since 0.1
 */
public record ContainerSettings(String image, int nodes) implements BrokerSettings {
  private static final ContainerSettings DEFAULTS = new ContainerSettings("nats:2.15.1", 1);

  /**
   * Creates settings.
   *
   * @param image the name of the image
   * @param nodes 1 or 3
   * @throws IllegalArgumentException if the image is blank or the number of nodes is neither 1 nor
   *     3
   */
  public ContainerSettings {
    Objects.requireNonNull(image, "image");
    if (image.isBlank()) {
      throw new IllegalArgumentException("the image is blank: name one, such as nats:2.15.1");
    }
    Nodes.check(nodes);
  }

  /**
   * Returns the defaults: one node of {@code nats:2.15.1}.
   *
   * @return the default settings
   */
  public static ContainerSettings defaults() {
    return DEFAULTS;
  }

  /**
   * Returns settings that differ in the image.
   *
   * @param name the image, whose entry point is nats-server
   * @return new settings
   * @throws IllegalArgumentException if the image is blank
   */
  public ContainerSettings image(String name) {
    return new ContainerSettings(name, nodes);
  }

  /**
   * Returns settings that differ in the number of nodes.
   *
   * @param count 1, or 3 for a cluster
   * @return new settings
   * @throws IllegalArgumentException if the number is neither 1 nor 3
   */
  public ContainerSettings nodes(int count) {
    return new ContainerSettings(image, count);
  }

  @Override
  public BrokerKind kind() {
    return BrokerKind.CONTAINER;
  }

  @Override
  public Broker start() {
    return BrokerProviders.start(this);
  }
}
