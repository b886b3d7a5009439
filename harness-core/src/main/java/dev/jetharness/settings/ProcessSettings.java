package dev.jetharness.settings;

import dev.jetharness.Broker;
import dev.jetharness.BrokerKind;
import dev.jetharness.spi.BrokerProviders;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a nats-server executable on this machine. Equal settings share one server per JVM;
 * each started broker is a lease of one account on it.
 *
 * @param executable the nats-server to start; null for the one that the system property {@code
 *     jetharness.nats-server}, the environment variable {@code NATS_SERVER} or the {@code PATH}
 *     names, in this order
 * @param nodes 1, or 3 for a cluster
 * @since 0.1
 */
public record ProcessSettings(@Nullable Path executable, int nodes) implements BrokerSettings {
  private static final ProcessSettings DEFAULTS = new ProcessSettings(null, 1);

  /**
   * Creates settings.
   *
   * @param executable the executable; null to look for it
   * @param nodes 1 or 3
   * @throws IllegalArgumentException if the number of nodes is neither 1 nor 3
   */
  public ProcessSettings {
    Nodes.check(nodes);
  }

  /**
   * Returns the defaults: one node of the executable that is found.
   *
   * @return the default settings
   */
  public static ProcessSettings defaults() {
    return DEFAULTS;
  }

  /**
   * Returns settings that differ in the executable.
   *
   * @param path the nats-server to start
   * @return new settings
   */
  public ProcessSettings executable(Path path) {
    return new ProcessSettings(path, nodes);
  }

  /**
   * Returns settings that differ in the number of nodes.
   *
   * @param count 1, or 3 for a cluster
   * @return new settings
   * @throws IllegalArgumentException if the number is neither 1 nor 3
   */
  public ProcessSettings nodes(int count) {
    return new ProcessSettings(executable, count);
  }

  @Override
  public BrokerKind kind() {
    return BrokerKind.PROCESS;
  }

  @Override
  public Broker start() {
    return BrokerProviders.start(this);
  }
}
