package dev.jetharness.inmemory.server;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a server is set up. Immutable; begins with nats-server's defaults. */
public final class ServerOptions {
  private static final int MAX_CONTROL_LINE = 4096;
  private static final int MAX_PAYLOAD = 1024 * 1024;
  private static final long MAX_PENDING = 64L * 1024 * 1024;
  private static final int MAX_CONNECTIONS = 64 * 1024;

  private @Nullable String serverName;
  private @Nullable String clusterName;
  private String accountName = "$G";
  private boolean jetStream;
  private String domain = "";
  private Credentials credentials = Credentials.NONE;
  private int maxControlLine = MAX_CONTROL_LINE;
  private int maxPayload = MAX_PAYLOAD;
  private long maxPending = MAX_PENDING;
  private int maxConnections = MAX_CONNECTIONS;
  private Duration pingInterval = Duration.ofMinutes(2);
  private int maxPingsOut = 2;
  private Duration authenticationTimeout = Duration.ofSeconds(2);

  private ServerOptions() {}

  private ServerOptions(ServerOptions other) {
    serverName = other.serverName;
    clusterName = other.clusterName;
    accountName = other.accountName;
    jetStream = other.jetStream;
    domain = other.domain;
    credentials = other.credentials;
    maxControlLine = other.maxControlLine;
    maxPayload = other.maxPayload;
    maxPending = other.maxPending;
    maxConnections = other.maxConnections;
    pingInterval = other.pingInterval;
    maxPingsOut = other.maxPingsOut;
    authenticationTimeout = other.authenticationTimeout;
  }

  /** nats-server's own. */
  public static ServerOptions defaults() {
    return new ServerOptions();
  }

  /** Sets the name in INFO; without one it is the server's id. */
  public ServerOptions withServerName(String name) {
    ServerOptions copy = new ServerOptions(this);
    copy.serverName = name;
    return copy;
  }

  /** Sets the cluster that INFO names. */
  public ServerOptions withClusterName(String name) {
    ServerOptions copy = new ServerOptions(this);
    copy.clusterName = name;
    return copy;
  }

  /** Sets whether INFO announces JetStream. */
  public ServerOptions withJetStream(boolean enabled) {
    ServerOptions copy = new ServerOptions(this);
    copy.jetStream = enabled;
    return copy;
  }

  /** Sets the name of the account that all clients belong to; without one it is the global one. */
  public ServerOptions withAccountName(String name) {
    ServerOptions copy = new ServerOptions(this);
    copy.accountName = name;
    return copy;
  }

  /** Sets the JetStream domain that INFO names, and by which JetStream can be reached, too. */
  public ServerOptions withDomain(String name) {
    ServerOptions copy = new ServerOptions(this);
    copy.domain = name;
    return copy;
  }

  /** Sets what a client must present. */
  public ServerOptions withCredentials(Credentials required) {
    ServerOptions copy = new ServerOptions(this);
    copy.credentials = required;
    return copy;
  }

  /** Sets the largest control line, in bytes. */
  public ServerOptions withMaxControlLine(int bytes) {
    ServerOptions copy = new ServerOptions(this);
    copy.maxControlLine = positive("max_control_line", bytes);
    return copy;
  }

  /**
   * Sets the largest message, headers included, in bytes.
   *
   * @throws IllegalArgumentException if it is larger than max_pending, as in nats-server
   */
  public ServerOptions withMaxPayload(int bytes) {
    if (bytes > maxPending) {
      throw new IllegalArgumentException(
          "max_payload (" + bytes + ") cannot be higher than max_pending (" + maxPending + ")");
    }
    ServerOptions copy = new ServerOptions(this);
    copy.maxPayload = positive("max_payload", bytes);
    return copy;
  }

  /** Sets how many bytes may wait for one client before it is cut off as a slow consumer. */
  public ServerOptions withMaxPending(long bytes) {
    if (bytes < maxPayload) {
      throw new IllegalArgumentException(
          "max_payload (" + maxPayload + ") cannot be higher than max_pending (" + bytes + ")");
    }
    ServerOptions copy = new ServerOptions(this);
    copy.maxPending = bytes;
    return copy;
  }

  /** Sets how many clients may be connected. */
  public ServerOptions withMaxConnections(int count) {
    ServerOptions copy = new ServerOptions(this);
    copy.maxConnections = positive("max_connections", count);
    return copy;
  }

  /** Sets how often a silent client is asked whether it lives, and how often in vain. */
  public ServerOptions withPing(Duration interval, int maxOut) {
    ServerOptions copy = new ServerOptions(this);
    copy.pingInterval = interval;
    copy.maxPingsOut = positive("ping_max", maxOut);
    return copy;
  }

  /** Sets how long a client that must present credentials may take to. */
  public ServerOptions withAuthenticationTimeout(Duration timeout) {
    ServerOptions copy = new ServerOptions(this);
    copy.authenticationTimeout = timeout;
    return copy;
  }

  public @Nullable String serverName() {
    return serverName;
  }

  public @Nullable String clusterName() {
    return clusterName;
  }

  public String accountName() {
    return accountName;
  }

  public boolean jetStream() {
    return jetStream;
  }

  /** The JetStream domain; empty if it has no name. */
  public String domain() {
    return domain;
  }

  public Credentials credentials() {
    return credentials;
  }

  public int maxControlLine() {
    return maxControlLine;
  }

  public int maxPayload() {
    return maxPayload;
  }

  public long maxPending() {
    return maxPending;
  }

  public int maxConnections() {
    return maxConnections;
  }

  public Duration pingInterval() {
    return pingInterval;
  }

  public int maxPingsOut() {
    return maxPingsOut;
  }

  public Duration authenticationTimeout() {
    return authenticationTimeout;
  }

  private static int positive(String what, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException(what + " must be positive: " + value);
    }
    return value;
  }
}
