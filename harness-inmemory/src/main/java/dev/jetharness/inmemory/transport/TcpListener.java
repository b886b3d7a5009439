package dev.jetharness.inmemory.transport;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A TCP port for any NATS client, with a thread that accepts connections. */
public final class TcpListener implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(TcpListener.class.getName());
  private static final int BACKLOG = 1024;

  private final Acceptor acceptor;
  private final String host;
  private final ServerSocket socket;
  private final Thread thread;
  private final Set<TcpConnection> connections = ConcurrentHashMap.newKeySet();

  private TcpListener(Acceptor acceptor, String host, ServerSocket socket) {
    this.acceptor = acceptor;
    this.host = host;
    this.socket = socket;
    this.thread = new Thread(this::acceptAll, "jetharness-accept-" + socket.getLocalPort());
    thread.setDaemon(true);
  }

  /**
   * Binds a port and accepts connections.
   *
   * @param host the address to bind
   * @param port the port; 0 for any that is free
   * @throws UncheckedIOException if the address can't be bound
   */
  public static TcpListener open(Acceptor acceptor, String host, int port) {
    ServerSocket socket = null;
    try {
      socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port), BACKLOG);
      TcpListener listener = new TcpListener(acceptor, host, socket);
      listener.thread.start();
      return listener;
    } catch (IOException e) {
      closeQuietly(socket);
      throw new UncheckedIOException("can't listen on " + host + ":" + port, e);
    }
  }

  /** The address that clients connect to. */
  public InetSocketAddress address() {
    return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
  }

  /**
   * Stops accepting, waits a moment until what was said last is sent, and ends all connections and
   * their threads.
   */
  @Override
  public void close() {
    closeQuietly(socket);
    join(thread);
    for (TcpConnection connection : connections) {
      connection.close();
    }
  }

  private void acceptAll() {
    while (!socket.isClosed()) {
      try {
        accept(socket.accept());
      } catch (IOException e) {
        if (!socket.isClosed()) {
          LOG.log(System.Logger.Level.WARNING, "a connection was not accepted", e);
        }
      }
    }
  }

  private void accept(Socket client) {
    try {
      client.setTcpNoDelay(true);
      Peer peer =
          new Peer(
              client.getInetAddress().getHostAddress(),
              client.getPort(),
              host,
              socket.getLocalPort());
      TcpConnection.start(client, acceptor, peer, connections);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "a client left before it was served", e);
      closeQuietly(client);
    }
  }

  static void closeQuietly(@Nullable Closeable closeable) {
    if (closeable != null) {
      try {
        closeable.close();
      } catch (IOException e) {
        LOG.log(System.Logger.Level.DEBUG, "closing a socket failed", e);
      }
    }
  }

  static void join(Thread thread) {
    if (thread == Thread.currentThread()) {
      return;
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
