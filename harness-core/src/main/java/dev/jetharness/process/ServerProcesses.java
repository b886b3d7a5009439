package dev.jetharness.process;

import dev.jetharness.server.AccountDirectories;
import dev.jetharness.server.ClusterReadiness;
import dev.jetharness.server.RunningServer;
import dev.jetharness.server.ServerAccount;
import dev.jetharness.server.ServerConfig;
import dev.jetharness.server.TemporaryDirectory;
import dev.jetharness.settings.ProcessSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** A nats-server, or a cluster of them, as processes of this machine. */
final class ServerProcesses implements RunningServer {
  private static final String HOST = "127.0.0.1";
  private static final int ACCOUNTS = 32;
  private static final int ATTEMPTS = 3;

  private final TemporaryDirectory directory = TemporaryDirectory.create();
  private final List<ServerAccount> accounts = ServerAccount.generate(ACCOUNTS);
  private final List<ServerProcess> nodes = new ArrayList<>();
  private final List<InetSocketAddress> addresses = new ArrayList<>();

  private ServerProcesses() {}

  /** Starts what the settings describe, whose executable is known by now. */
  static ServerProcesses start(ProcessSettings settings) {
    Path executable = Objects.requireNonNull(settings.executable());
    for (int attempt = 1; ; attempt++) {
      ServerProcesses servers = new ServerProcesses();
      try {
        servers.start(executable, settings.nodes());
        return servers;
      } catch (RuntimeException failure) {
        // Ports between nodes are chosen before they listen: another process may be faster.
        boolean again = servers.nodes.stream().anyMatch(ServerProcess::lostItsPort);
        servers.close();
        if (!again || attempt == ATTEMPTS) {
          throw failure;
        }
      }
    }
  }

  private void start(Path executable, int count) {
    List<Integer> ports = count == 1 ? List.of() : FreePorts.find(count);
    List<String> routes = ports.stream().map(port -> HOST + ":" + port).toList();
    for (int node = 1; node <= count; node++) {
      Path store = store(node);
      ServerConfig config = new ServerConfig("n" + node, HOST, -1, store.toString(), accounts);
      String text =
          count == 1 ? config.single() : config.clustered(HOST, ports.get(node - 1), routes);
      nodes.add(ServerProcess.launch(executable, write("n" + node + ".conf", text)));
    }
    for (ServerProcess node : nodes) {
      addresses.add(node.awaitReady());
    }
    for (int node = 1; node <= count; node++) {
      AccountDirectories.keep(store(node), accounts);
    }
    if (count > 1) {
      ClusterReadiness.await(this);
    }
  }

  private Path store(int node) {
    return directory.path().resolve("n" + node);
  }

  private Path write(String file, String text) {
    try {
      return Files.writeString(directory.path().resolve(file), text);
    } catch (IOException failure) {
      throw new UncheckedIOException("can't write the server's configuration", failure);
    }
  }

  @Override
  public List<InetSocketAddress> addresses() {
    return List.copyOf(addresses);
  }

  @Override
  public List<ServerAccount> accounts() {
    return accounts;
  }

  @Override
  public boolean isAlive() {
    return nodes.stream().allMatch(ServerProcess::isAlive);
  }

  @Override
  public String report() {
    return nodes.stream().map(ServerProcess::report).collect(Collectors.joining("\n"));
  }

  @Override
  public void awaitRemoval(ServerAccount account) {
    for (int node = 1; node <= nodes.size(); node++) {
      AccountDirectories.awaitRemoval(store(node), account);
    }
  }

  @Override
  public void close() {
    nodes.forEach(ServerProcess::kill);
    nodes.forEach(ServerProcess::awaitEnd);
    directory.delete();
  }
}
