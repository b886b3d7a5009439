package dev.jetharness.server;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An account with JetStream and one user.
 *
 * @param name the account's name
 * @param user its user
 * @param password the user's password
 */
public record ServerAccount(String name, String user, String password) {
  private static final int PASSWORD_BYTES = 16;

  /** Makes up accounts, with random passwords: the server can be reached by others. */
  public static List<ServerAccount> generate(int count) {
    SecureRandom random = new SecureRandom();
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            number -> {
              byte[] password = new byte[PASSWORD_BYTES];
              random.nextBytes(password);
              return new ServerAccount(
                  "TEST%02d".formatted(number),
                  "test%02d".formatted(number),
                  HexFormat.of().formatHex(password));
            })
        .toList();
  }

  /** The URL of this account on a node. */
  public String url(InetSocketAddress node) {
    return url(node.getHostString(), node.getPort());
  }

  /** The URL of this account at a host and port. */
  public String url(String host, int port) {
    String literal = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return "nats://" + user + ":" + password + "@" + literal + ":" + port;
  }
}
