package dev.jetharness.container;

import dev.jetharness.BrokerFailedException;
import dev.jetharness.server.AccountDirectories;
import dev.jetharness.server.ClusterReadiness;
import dev.jetharness.server.RunningServer;
import dev.jetharness.server.ServerAccount;
import dev.jetharness.server.ServerConfig;
import dev.jetharness.server.TemporaryDirectory;
import dev.jetharness.settings.ContainerSettings;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.Network;
import org.testcontainers.lifecycle.Startables;

/** A nats-server, or a cluster of them, in containers. */
final class ServerContainers implements RunningServer {
  private static final int ACCOUNTS = 32;
  private static final String EVERYWHERE = "0.0.0.0";
  private static final int CLUSTER_PORT = 6222;

  private final List<ServerAccount> accounts = ServerAccount.generate(ACCOUNTS);
  private final List<ServerContainer> nodes = new ArrayList<>();
  private @Nullable Network network;

  private ServerContainers() {}

  /** Starts what the settings describe. */
  static ServerContainers start(ContainerSettings settings) {
    Docker.require(settings.image());
    ServerContainers servers = new ServerContainers();
    try {
      servers.start(settings.image(), settings.nodes());
      return servers;
    } catch (RuntimeException failure) {
      String report = servers.report();
      servers.close();
      throw new BrokerFailedException("nats-server did not start: " + report, failure);
    }
  }

  private void start(String image, int count) {
    List<String> names = IntStream.rangeClosed(1, count).mapToObj(node -> "n" + node).toList();
    List<String> routes = names.stream().map(name -> name + ":" + CLUSTER_PORT).toList();
    if (count > 1) {
      network = Network.newNetwork();
    }
    for (String name : names) {
      ServerConfig config =
          new ServerConfig(
              name, EVERYWHERE, ServerContainer.CLIENT_PORT, ServerContainer.STORE, accounts);
      String text =
          count == 1 ? config.single() : config.clustered(EVERYWHERE, CLUSTER_PORT, routes);
      nodes.add(new ServerContainer(image, text, name, network));
    }
    Startables.deepStart(nodes.stream().map(ServerContainer::startable)).join();
    keepDirectories();
    if (count > 1) {
      ClusterReadiness.await(this);
    }
  }

  private void keepDirectories() {
    TemporaryDirectory directory = TemporaryDirectory.create();
    try {
      AccountDirectories.keep(directory.path(), accounts);
      nodes.forEach(node -> node.copyToStore(directory.path()));
    } finally {
      directory.delete();
    }
  }

  @Override
  public List<InetSocketAddress> addresses() {
    return nodes.stream().map(ServerContainer::address).toList();
  }

  @Override
  public List<ServerAccount> accounts() {
    return accounts;
  }

  @Override
  public boolean isAlive() {
    return nodes.stream().allMatch(ServerContainer::isReachable);
  }

  @Override
  public String report() {
    return nodes.stream().map(ServerContainer::report).collect(Collectors.joining("\n"));
  }

  @Override
  public void awaitRemoval(ServerAccount account) {
    nodes.forEach(node -> node.awaitRemoval(account));
  }

  @Override
  public void close() {
    nodes.parallelStream().forEach(ServerContainer::stop);
    if (network != null) {
      network.close();
    }
  }
}
