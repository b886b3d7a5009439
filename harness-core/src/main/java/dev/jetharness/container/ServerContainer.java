package dev.jetharness.container;

import dev.jetharness.server.AccountDirectories;
import dev.jetharness.server.ServerAccount;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.lifecycle.Startable;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** One nats-server in a container. */
final class ServerContainer {
  static final int CLIENT_PORT = 4222;
  static final String STORE = "/tmp/jetharness";

  private static final int CONNECT_MILLIS = 5_000;
  private static final String CONFIG = "/jetharness.conf";

  private final String image;
  private final GenericContainer<?> container;
  private @Nullable InetSocketAddress address;

  /** Describes it; it is started by {@link #startable}. Its image is on this machine. */
  ServerContainer(String image, String config, String name, @Nullable Network network) {
    this.image = image;
    container = new GenericContainer<>(DockerImageName.parse(image));
    container
        .withImagePullPolicy(present -> false)
        .withCopyToContainer(Transferable.of(config), CONFIG)
        .withCommand("-c", CONFIG)
        .withExposedPorts(CLIENT_PORT)
        .waitingFor(Wait.forLogMessage(".*Server is ready.*", 1));
    if (network != null) {
      container.withNetwork(network).withNetworkAliases(name);
    }
  }

  Startable startable() {
    return container;
  }

  /** Where clients of this machine find it. */
  synchronized InetSocketAddress address() {
    if (address == null) {
      address = new InetSocketAddress(container.getHost(), container.getMappedPort(CLIENT_PORT));
    }
    return address;
  }

  /** Whether it accepts connections; asking Docker takes longer. */
  boolean isReachable() {
    try (Socket socket = new Socket()) {
      socket.connect(address(), CONNECT_MILLIS);
      return true;
    } catch (IOException unreachable) {
      return false;
    }
  }

  /** What became of it, and its log. */
  String report() {
    String id = container.getContainerId();
    if (id == null) {
      return "no container of " + image + " was created";
    }
    String state = container.isRunning() ? " runs" : " has ended";
    return "container " + id + state + "; its log:\n" + container.getLogs();
  }

  /** Copies a directory's content into the store. */
  void copyToStore(Path directory) {
    container.copyFileToContainer(MountableFile.forHostPath(directory), STORE);
  }

  /** Waits until the server has removed what an account had. */
  void awaitRemoval(ServerAccount account) {
    String streams = STORE + "/jetstream/" + account.name() + "/streams";
    AccountDirectories.awaitRemoval(account, () -> isEmpty(streams));
  }

  void stop() {
    container.stop();
  }

  private boolean isEmpty(String streams) {
    try (InputStream tar =
        container
            .getDockerClient()
            .copyArchiveFromContainerCmd(container.getContainerId(), streams)
            .exec()) {
      return TarListing.hasOnly(AccountDirectories.KEEP, tar);
    } catch (IOException failure) {
      throw new UncheckedIOException("can't read the container's store", failure);
    }
  }
}
