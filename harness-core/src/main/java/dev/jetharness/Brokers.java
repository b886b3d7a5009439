package dev.jetharness;

import dev.jetharness.settings.BrokerSelection;
import dev.jetharness.settings.BrokerSettings;
import dev.jetharness.settings.ContainerSettings;
import dev.jetharness.settings.ExternalSettings;
import dev.jetharness.settings.InMemorySettings;
import dev.jetharness.settings.ProcessSettings;

/**
 * Where brokers come from: settings of each kind, ready to start.
 *
 * <pre>{@code
 * try (Broker broker = Brokers.inMemory().start()) {
 *   new OrderService(broker.options().build()).run();
 * }
 * Broker cluster = Brokers.process().nodes(3).start();
 * }</pre>
 *
 * @since 0.1
 */
public final class Brokers {
  private Brokers() {}

  /**
   * Returns the settings of a broker in the memory of this JVM. It needs the module {@code
   * harness-inmemory} on the class path.
   *
   * @return the defaults
   */
  public static InMemorySettings inMemory() {
    return InMemorySettings.defaults();
  }

  /**
   * Returns the settings of a nats-server executable on this machine.
   *
   * @return the defaults
   */
  public static ProcessSettings process() {
    return ProcessSettings.defaults();
  }

  /**
   * Returns the settings of a nats-server in a container. It needs Testcontainers on the class path
   * and a Docker engine.
   *
   * @return the defaults
   */
  public static ContainerSettings container() {
    return ContainerSettings.defaults();
  }

  /**
   * Returns the settings of a server that runs already.
   *
   * @param url its {@code nats://} or {@code tls://} URL; several, separated by commas, for a
   *     cluster
   * @return settings for this URL
   * @throws IllegalArgumentException if the URL is none of these
   */
  public static ExternalSettings external(String url) {
    return ExternalSettings.of(url);
  }

  /**
   * Returns the settings that {@code jetharness.broker} and its companions ask for, as system
   * properties or environment variables; the in-memory broker if nothing is set.
   *
   * @return the selected settings
   * @throws IllegalArgumentException if a value is not allowed
   * @see BrokerSelection
   */
  public static BrokerSettings selected() {
    return BrokerSelection.fromEnvironment().settings();
  }
}
