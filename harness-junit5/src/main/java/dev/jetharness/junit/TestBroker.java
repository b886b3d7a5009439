package dev.jetharness.junit;

import dev.jetharness.Broker;
import dev.jetharness.BrokerKind;
import dev.jetharness.traffic.Traffic;
import io.nats.client.Connection;
import io.nats.client.Options;
import java.io.IOException;
import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;

/**
 * A broker as one test or class sees it: it knows which connections were opened by whom, and cannot
 * be closed, because others may share it.
 */
final class TestBroker implements Broker {
  private final Broker broker;
  private final String user;
  private final List<Opened> opened = new ArrayList<>();

  TestBroker(Broker broker, String user) {
    this.broker = broker;
    this.user = user;
  }

  /** Connections that were opened here and are still open, each with the place of its opening. */
  List<String> leftOpen() {
    synchronized (opened) {
      return opened.stream()
          .filter(each -> each.connection.getStatus() != Connection.Status.CLOSED)
          .map(Opened::describe)
          .toList();
    }
  }

  @Override
  public Connection connect() throws IOException, InterruptedException {
    return remember(broker.connect(), caller());
  }

  @Override
  public Connection connect(Options.Builder builder) throws IOException, InterruptedException {
    return remember(broker.connect(builder), caller());
  }

  private Connection remember(Connection connection, StackFrame caller) {
    synchronized (opened) {
      opened.add(new Opened(connection, caller));
    }
    return connection;
  }

  private static StackFrame caller() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .filter(frame -> !frame.getClassName().equals(TestBroker.class.getName()))
                    .findFirst()
                    .orElseThrow());
  }

  @Override
  public void close() {
    throw new IllegalStateException(
        "the broker of %s is closed by JetHarness: take the call of close() out. To test with a broker that goes away, start one with Brokers.inMemory().start()"
            .formatted(user));
  }

  @Override
  public BrokerKind kind() {
    return broker.kind();
  }

  @Override
  public String url() {
    return broker.url();
  }

  @Override
  public Options.Builder options() {
    return broker.options();
  }

  @Override
  public Options.Builder configure(Options.Builder builder) {
    return broker.configure(builder);
  }

  @Override
  public List<Connection> connections() {
    return broker.connections();
  }

  @Override
  public String serverVersion() {
    return broker.serverVersion();
  }

  @Override
  public Traffic traffic() {
    return broker.traffic();
  }

  @Override
  public void reset() {
    broker.reset();
  }

  @Override
  public String toString() {
    return broker.kind() + " broker of " + user;
  }

  /** A connection and where it was opened. */
  private record Opened(Connection connection, StackFrame at) {
    String describe() {
      String name = connection.getOptions().getConnectionName();
      return "%s, opened at %s"
          .formatted(name == null ? "a connection without a name" : "'" + name + "'", at);
    }
  }
}
