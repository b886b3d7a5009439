package dev.jetharness.inmemory.transport;

import java.net.ConnectException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An address that only this JVM's {@link InProcessPort}s can connect to. It is an IP literal, so
 * that jnats resolves no name, in the loopback network, and its port is never bound: what connects
 * to it by TCP is refused.
 */
public final class InProcessListener implements AutoCloseable {
  private static final ConcurrentMap<String, InProcessListener> OPEN = new ConcurrentHashMap<>();
  private static final AtomicInteger OPENED = new AtomicInteger();

  /** From 127.64.0.0 on, away from the addresses that people use. */
  private static final int FIRST_NUMBER = 64 << 16;

  private static final int NUMBERS = 1 << 22;
  private static final int PORT = 1;
  private static final String CLIENT_HOST = "127.0.0.1";

  private final String host;
  private final Acceptor acceptor;

  private InProcessListener(String host, Acceptor acceptor) {
    this.host = host;
    this.acceptor = acceptor;
  }

  /** Opens a new address. */
  public static InProcessListener open(Acceptor acceptor) {
    while (true) {
      int number = FIRST_NUMBER + Math.floorMod(OPENED.incrementAndGet(), NUMBERS);
      String host = "127." + (number >> 16) + "." + (number >> 8 & 0xff) + "." + (number & 0xff);
      InProcessListener listener = new InProcessListener(host, acceptor);
      if (OPEN.putIfAbsent(host, listener) == null) {
        return listener;
      }
    }
  }

  /** The address, as a URL for jnats's options. */
  public String url() {
    return "nats://" + host + ":" + PORT;
  }

  public String host() {
    return host;
  }

  public int port() {
    return PORT;
  }

  /** Takes no more connections; those that are open stay. */
  @Override
  public void close() {
    OPEN.remove(host, this);
  }

  static Session connect(String host, int port, Outbound outbound) throws ConnectException {
    InProcessListener listener = port == PORT ? OPEN.get(host) : null;
    if (listener == null) {
      throw new ConnectException(
          "no in-memory broker at "
              + host
              + ":"
              + port
              + ": it is closed, or the address was not given by Broker.options() or configure()");
    }
    return listener.acceptor.accept(outbound, new Peer(CLIENT_HOST, 0, host, port));
  }
}
