package dev.jetharness.inmemory.server;

import dev.jetharness.inmemory.bus.Account;
import dev.jetharness.inmemory.json.JsonWriter;
import dev.jetharness.inmemory.time.BrokerClock;
import dev.jetharness.inmemory.time.Sequencer;
import dev.jetharness.inmemory.time.TimerQueue;
import dev.jetharness.inmemory.transport.InProcessListener;
import dev.jetharness.inmemory.transport.Outbound;
import dev.jetharness.inmemory.transport.Peer;
import dev.jetharness.inmemory.transport.Session;
import dev.jetharness.inmemory.transport.TcpListener;
import dev.jetharness.traffic.TrafficSink;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A NATS server as clients see it: it accepts their connections, in process and by TCP, speaks the
 * protocol with them and routes their messages. JetStream is somebody's who subscribes and
 * publishes on its {@link #account account}. Thread-safe.
 */
public final class NatsServer implements AutoCloseable {
  private final Sequencer sequencer;
  private final ServerContext context;
  private final InProcessListener inProcess;
  private final List<TcpListener> listeners = new ArrayList<>();
  private @Nullable MonitoringListener monitoring;
  private boolean closed;

  /** Starts a server, which can be reached {@link #inProcessUrl in process} at once. */
  public NatsServer(
      ServerOptions options,
      Sequencer sequencer,
      BrokerClock clock,
      TimerQueue timers,
      TrafficSink traffic) {
    this.sequencer = sequencer;
    this.context =
        new ServerContext(
            options,
            new ServerIdentity(options),
            sequencer,
            clock,
            timers,
            traffic,
            new ServerAccount(
                options.accountName(),
                options.maxPayload(),
                new DomainMapping(options.domain()),
                new InterestWatches(sequencer)),
            new Clients(),
            new Statistics());
    this.inProcess = InProcessListener.open(this::accept);
    sequencer.run(() -> UserInfoService.start(context, inProcess.host()));
  }

  /** The account that all clients belong to. */
  public Account account() {
    return context.account();
  }

  /** The server's id, as in INFO. */
  public String id() {
    return context.identity().id();
  }

  /** The server's name, as in INFO. */
  public String name() {
    return context.identity().name();
  }

  /** The version that INFO announces. */
  public String version() {
    return ServerIdentity.VERSION;
  }

  /** The address for jnats's options, together with {@code InProcessPort} as data port. */
  public String inProcessUrl() {
    return inProcess.url();
  }

  /**
   * Listens for clients by TCP.
   *
   * @param host the address to bind
   * @param port the port; 0 for any that is free
   * @return the address bound
   * @throws java.io.UncheckedIOException if it can't be bound
   * @throws IllegalStateException if the server is closed
   */
  public synchronized InetSocketAddress listen(String host, int port) {
    ensureOpen();
    TcpListener listener = TcpListener.open(this::accept, host, port);
    listeners.add(listener);
    return listener.address();
  }

  /**
   * Serves {@code /varz} and {@code /healthz} over HTTP.
   *
   * @param host the address to bind
   * @param port the port; 0 for any that is free
   * @param jetStream writes the members of varz's object of that name
   * @return the address bound
   * @throws java.io.UncheckedIOException if it can't be bound
   * @throws IllegalStateException if the server is closed, or is monitored already
   */
  public synchronized InetSocketAddress monitor(
      String host, int port, Consumer<JsonWriter> jetStream) {
    ensureOpen();
    if (monitoring != null) {
      throw new IllegalStateException("monitored already, at " + monitoring.address());
    }
    InetSocketAddress address =
        listeners.isEmpty()
            ? InetSocketAddress.createUnresolved(inProcess.host(), inProcess.port())
            : listeners.get(0).address();
    MonitoringListener opened = MonitoringListener.open(context, address, host, port, jetStream);
    monitoring = opened;
    return opened.address();
  }

  /** Closes the connections of all clients, as when a network fails; they may come again. */
  public void disconnectClients() {
    sequencer.run(() -> context.clients().all().forEach(ClientConnection::end));
  }

  /** Closes all connections, once clients have read what was said to them, and all listeners. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    inProcess.close();
    sequencer.run(
        () -> {
          closed = true;
          context.clients().all().forEach(ClientConnection::end);
        });
    listeners.forEach(TcpListener::close);
    if (monitoring != null) {
      monitoring.close();
    }
  }

  private Session accept(Outbound outbound, Peer peer) throws ConnectException {
    ClientConnection client = sequencer.call(() -> greet(outbound, peer));
    if (client == null) {
      throw new ConnectException("the in-memory broker is closed");
    }
    return client;
  }

  private @Nullable ClientConnection greet(Outbound outbound, Peer peer) {
    if (closed) {
      return null;
    }
    Clients clients = context.clients();
    boolean full = clients.size() >= context.options().maxConnections();
    ClientConnection client = new ClientConnection(context, clients.nextId(), outbound, peer);
    client.start();
    if (full) {
      client.refuse("maximum connections exceeded");
    }
    return client;
  }

  private void ensureOpen() {
    if (closed) {
      throw new IllegalStateException("the server is closed");
    }
  }
}
