package dev.jetharness.inmemory;

import dev.jetharness.inmemory.jetstream.JetStreamEngine;
import dev.jetharness.inmemory.server.Credentials;
import dev.jetharness.inmemory.server.NatsServer;
import dev.jetharness.inmemory.server.ServerOptions;
import dev.jetharness.inmemory.time.BrokerClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The server of the program, from its first log line to its last. */
final class RunningServer implements AutoCloseable {
  private static final String ANY_HOST = "0.0.0.0";

  private final ProgramSettings settings;
  private final @Nullable Path configuration;
  private final ServerLog log;
  private final long pid;
  private final InMemoryServer server;
  private volatile @Nullable Path portsFile;

  RunningServer(
      ProgramSettings settings,
      @Nullable Path configuration,
      BrokerClock clock,
      ServerLog log,
      long pid)
      throws ProgramException {
    this.settings = settings;
    this.configuration = configuration;
    this.log = log;
    this.pid = pid;
    this.server =
        new InMemoryServer(
            options(settings),
            1,
            EngineSettings.of(settings),
            clock,
            new TraceLog(log, settings.isOn(Setting.TRACE)));
  }

  /** Opens the ports, and says so. */
  void start() throws ProgramException, IOException {
    NatsServer nats = server.server();
    log.info("Starting nats-server");
    log.info("  Version:  " + nats.version());
    log.info("  Git:      [not set]");
    log.debug("  Java:     " + Runtime.version());
    log.info("  Name:     " + nats.name());
    log.info("  ID:       " + nats.id());
    if (configuration != null) {
      log.info("Using configuration file: " + configuration);
    }
    JetStreamEngine jetStream = server.jetStream();
    if (jetStream != null) {
      announceJetStream();
    }
    String host = settings.text(Setting.HOST, ANY_HOST);
    // The monitoring documents name the clients' port, so that is opened first.
    InetSocketAddress clients = nats.listen(host, settings.port());
    InetSocketAddress monitoring = monitor(nats, jetStream);
    log.info("Listening for client connections on " + host + ':' + clients.getPort());
    String directory = settings.text(Setting.PORTS_FILE_DIRECTORY);
    if (directory != null) {
      portsFile = PortsFile.write(Path.of(directory), pid, clients, monitoring);
    }
    log.info("Server is ready");
  }

  /** Ends at once; clients see their connections closed. */
  @Override
  public void close() {
    log.info("Initiating Shutdown...");
    server.close();
    Path file = portsFile;
    if (file != null) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException left) {
        log.warn("Could not remove the ports file: " + left.getMessage());
      }
    }
    log.info("Server Exiting..");
  }

  private void announceJetStream() {
    log.info("Starting JetStream");
    log.info("---------------- JETSTREAM ----------------");
    log.info("  Strict:          true");
    String directory = settings.text(Setting.STORE_DIRECTORY);
    if (directory != null) {
      log.info("  Store Directory: \"" + directory + "\"");
      log.warn("  Nothing is stored there: streams live in memory and are gone with this process");
    }
    String domain = settings.text(Setting.DOMAIN);
    if (domain != null) {
      log.info("  Domain:          " + domain);
    }
    log.info("  API Level:       5");
    log.info("-------------------------------------------");
  }

  private @Nullable InetSocketAddress monitor(NatsServer nats, @Nullable JetStreamEngine jetStream)
      throws ProgramException {
    int port = settings.monitorPort();
    if (port < 0) {
      return null;
    }
    String host = settings.text(Setting.MONITOR_HOST, settings.text(Setting.HOST, ANY_HOST));
    InetSocketAddress address =
        nats.monitor(
            host,
            port,
            json -> {
              if (jetStream != null) {
                jetStream.describe(json);
              }
            });
    log.info("Starting http monitor on " + host + ':' + address.getPort());
    return address;
  }

  private static ServerOptions options(ProgramSettings settings) throws ProgramException {
    ServerOptions options =
        ServerOptions.defaults().withJetStream(settings.isOn(Setting.JETSTREAM));
    String name = settings.text(Setting.SERVER_NAME);
    if (name != null) {
      options = options.withServerName(name);
    }
    String account = settings.text(Setting.ACCOUNT);
    if (account != null) {
      options = options.withAccountName(account);
    }
    String token = settings.text(Setting.TOKEN);
    String user = settings.text(Setting.USER);
    if (token != null && user != null) {
      throw new ProgramException("cannot have a user/pass and token");
    }
    if (token != null) {
      return options.withCredentials(new Credentials.Token(token));
    }
    return user == null
        ? options
        : options.withCredentials(
            new Credentials.UserPassword(user, settings.text(Setting.PASSWORD, "")));
  }
}
