package dev.jetharness.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A loopback address that leads to a real server: it passes all bytes on, with taps on them, and
 * adds none. Of several servers, each connection gets the next one that answers. Where client and
 * server agree on TLS, it sees only ciphertext, and the taps stay silent.
 *
 * @since 0.1
 */
public final class LoopbackProxy implements AutoCloseable {
  private static final Logger LOGGER = System.getLogger(LoopbackProxy.class.getName());
  private static final int CONNECT_MILLIS = 5_000;
  private static final int BACKLOG = 128;

  private final List<InetSocketAddress> servers;
  private final Taps taps;
  private final ServerSocket listener;
  private final AtomicInteger accepted = new AtomicInteger();

  private LoopbackProxy(List<InetSocketAddress> servers, Taps taps, ServerSocket listener) {
    this.servers = List.copyOf(servers);
    this.taps = taps;
    this.listener = listener;
  }

  /**
   * Opens a proxy on a free port.
   *
   * @param servers where it leads to
   * @param taps the taps for its connections; closing them ends the connections
   * @return the open proxy
   */
  public static LoopbackProxy open(List<InetSocketAddress> servers, Taps taps) {
    try {
      ServerSocket listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
      LoopbackProxy proxy = new LoopbackProxy(servers, taps, listener);
      ProxiedConnection.daemon("jetharness-proxy-" + proxy.port(), proxy::accept).start();
      return proxy;
    } catch (IOException noLoopbackPort) {
      throw new UncheckedIOException("can't open a port on the loopback address", noLoopbackPort);
    }
  }

  /**
   * Returns the host of this proxy.
   *
   * @return the loopback address
   */
  public String host() {
    return listener.getInetAddress().getHostAddress();
  }

  /**
   * Returns the port of this proxy.
   *
   * @return the port number
   */
  public int port() {
    return listener.getLocalPort();
  }

  /** Accepts no more connections. Those that are open are ended by closing the taps. */
  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException alreadyClosed) {
      LOGGER.log(Level.DEBUG, "the proxy's port was closed already", alreadyClosed);
    }
  }

  private void accept() {
    while (true) {
      try {
        Socket client = listener.accept();
        ProxiedConnection.daemon("jetharness-proxy-" + port(), () -> connect(client)).start();
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void connect(Socket client) {
    int first = accepted.getAndIncrement();
    for (int i = 0; i < servers.size(); i++) {
      Socket server = new Socket();
      try {
        server.connect(servers.get(Math.floorMod(first + i, servers.size())), CONNECT_MILLIS);
        new ProxiedConnection(client, server, taps, host(), port()).run();
        return;
      } catch (IOException unreachable) {
        LOGGER.log(Level.DEBUG, "the proxy's server does not answer", unreachable);
        ProxiedConnection.closeQuietly(server);
      }
    }
    ProxiedConnection.closeQuietly(client);
  }
}
