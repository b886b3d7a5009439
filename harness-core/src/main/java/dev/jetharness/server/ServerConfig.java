package dev.jetharness.server;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The configuration file of a node.
 *
 * @param name the node's name
 * @param host where it listens for clients
 * @param port the port for clients; -1 for a free one
 * @param store the directory of its JetStream store
 * @param accounts the accounts that it has
 */
public record ServerConfig(
    String name, String host, int port, String store, List<ServerAccount> accounts) {

  /** The file of a single node. */
  public String single() {
    return """
        server_name: "%s"
        host: "%s"
        port: %d
        jetstream { store_dir: "%s" }
        accounts {
        %s
        }
        """
        .formatted(
            name,
            host,
            port,
            store.replace('\\', '/'),
            accounts.stream().map(ServerConfig::entry).collect(Collectors.joining("\n")));
  }

  /**
   * The file of a node in a cluster. It does not advertise its nodes: clients reach them through
   * the addresses that they are given. There is one connection between each two nodes, because with
   * a pool of them the answer to a request may overtake the subscription that it confirms, and the
   * first publish to a new stream finds no responder.
   *
   * @param clusterHost where the node listens for the others
   * @param clusterPort the port for the others
   * @param routes the addresses of all nodes, as {@code host:port}
   */
  public String clustered(String clusterHost, int clusterPort, List<String> routes) {
    return single()
        + """
        cluster {
          name: "jetharness"
          host: "%s"
          port: %d
          no_advertise: true
          pool_size: -1
          routes: [ %s ]
        }
        """
            .formatted(
                clusterHost,
                clusterPort,
                routes.stream()
                    .map(route -> "\"nats://" + route + "\"")
                    .collect(Collectors.joining(", ")));
  }

  private static String entry(ServerAccount account) {
    return "  %s { jetstream: enabled, users: [ { user: \"%s\", password: \"%s\" } ] }"
        .formatted(account.name(), account.user(), account.password());
  }
}
