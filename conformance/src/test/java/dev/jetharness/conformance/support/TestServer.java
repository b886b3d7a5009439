package dev.jetharness.conformance.support;

import dev.jetharness.Broker;
import dev.jetharness.BrokerKind;
import dev.jetharness.BrokerUnavailableException;
import dev.jetharness.Brokers;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamManagement;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * An empty server on one stage, and the clients that a contract uses; all of them are closed after
 * it.
 */
public final class TestServer implements AutoCloseable {
  private static final int CLUSTER = 3;

  private final Stage stage;
  private final Broker broker;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private @Nullable Connection connection;

  /** Starts a server; whoever does closes it. */
  public TestServer(Stage stage) {
    this(stage, stage.start(1));
  }

  private TestServer(Stage stage, Broker broker) {
    this.stage = stage;
    this.broker = broker;
  }

  /** Starts a cluster. */
  static TestServer clustered(Stage stage) {
    return new TestServer(stage, stage.start(CLUSTER));
  }

  /**
   * Starts a program with a configuration file, whose user, if it needs one, is {@code a} with the
   * password {@code b}.
   */
  static TestServer configured(Stage stage, String configuration) throws Exception {
    ConfiguredProgram program = ConfiguredProgram.start(stage.isInMemory(), configuration);
    try {
      String user = configuration.contains("users") ? "a:b@" : "";
      TestServer server = new TestServer(stage, outside("nats://" + user + program.address()));
      server.opened.push(program);
      return server;
    } catch (Exception | Error failure) {
      program.close();
      throw failure;
    }
  }

  /** A program that has just begun may take longer to answer than a client waits. */
  private static Broker outside(String url) throws Exception {
    Broker[] broker = new Broker[1];
    Await.until(
        "the program answers",
        () -> {
          try {
            broker[0] = Brokers.external(url).start();
            return true;
          } catch (BrokerUnavailableException notYet) {
            return false;
          }
        });
    return broker[0];
  }

  /** Where this contract is played. */
  public Stage stage() {
    return stage;
  }

  /** The broker behind this server. */
  public Broker broker() {
    return broker;
  }

  /** The contract's main connection, made on the first call. */
  public Connection connection() throws IOException, InterruptedException {
    if (connection == null) {
      connection = connect();
    }
    return connection;
  }

  /** One more connection. */
  public Connection connect() throws IOException, InterruptedException {
    return connect(options());
  }

  /** One more connection, with the contract's own options added to {@link #options}. */
  public Connection connect(Options.Builder options) throws IOException, InterruptedException {
    Connection made = Nats.connect(options.build());
    opened.push(made);
    return made;
  }

  /** Options for this stage's transport and address. */
  public Options.Builder options() {
    return broker.kind() == BrokerKind.EXTERNAL ? broker.options() : stage.options(broker);
  }

  /** JetStream on the main connection. */
  public JetStream js() throws IOException, InterruptedException {
    return connection().jetStream();
  }

  /** JetStream management on the main connection. */
  public JetStreamManagement jsm() throws IOException, InterruptedException {
    return connection().jetStreamManagement();
  }

  /** The JetStream API on the main connection, as JSON. */
  public Api api() throws IOException, InterruptedException {
    return new Api(connection());
  }

  /** A client that speaks the protocol itself; INFO is read, CONNECT is not yet sent. */
  public RawClient raw() throws IOException {
    RawClient client = RawClient.open(options().build());
    opened.push(client);
    return client;
  }

  @Override
  public void close() throws Exception {
    // The program that a broker is outside of ends last.
    AutoCloseable program =
        opened.peekLast() instanceof ConfiguredProgram ? opened.pollLast() : broker;
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
    broker.close();
    program.close();
  }
}
