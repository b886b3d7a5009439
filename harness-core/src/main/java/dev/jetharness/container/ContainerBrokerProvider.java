package dev.jetharness.container;

import dev.jetharness.Broker;
import dev.jetharness.BrokerKind;
import dev.jetharness.BrokerUnavailableException;
import dev.jetharness.server.LeasedBroker;
import dev.jetharness.server.SharedServers;
import dev.jetharness.settings.BrokerSettings;
import dev.jetharness.settings.ContainerSettings;
import dev.jetharness.spi.BrokerProvider;
import java.util.List;

/** Leases accounts of nats-servers in containers. */
public final class ContainerBrokerProvider implements BrokerProvider {
  private static final String TESTCONTAINERS = "org.testcontainers.containers.GenericContainer";
  private static final String DOCKER_CLIENT = "com.github.dockerjava.api.DockerClient";

  @Override
  public BrokerKind kind() {
    return BrokerKind.CONTAINER;
  }

  @Override
  public Broker start(BrokerSettings settings) {
    requireTestcontainers();
    ContainerSettings asked = (ContainerSettings) settings;
    return new LeasedBroker(
        kind(), SharedServers.ofThisJvm().lease(asked, () -> ServerContainers.start(asked)));
  }

  /**
   * Also lets this module read what its descriptor can't name: neither has a stable module name.
   */
  private static void requireTestcontainers() {
    try {
      Module own = ContainerBrokerProvider.class.getModule();
      for (String type : List.of(TESTCONTAINERS, DOCKER_CLIENT)) {
        ClassLoader loader = ContainerBrokerProvider.class.getClassLoader();
        own.addReads(Class.forName(type, false, loader).getModule());
      }
    } catch (ClassNotFoundException missing) {
      throw new BrokerUnavailableException(
          "Testcontainers is not on the class path:"
              + " add the test dependency org.testcontainers:testcontainers",
          missing);
    }
  }
}
