package dev.jetharness.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;

/** One connection through the proxy: two sockets, and a thread for each direction. */
final class ProxiedConnection implements Taps.Line {
  private static final Logger LOGGER = System.getLogger(ProxiedConnection.class.getName());
  private static final int CHUNK = 32 * 1024;

  /** The first byte of a TLS handshake. */
  private static final byte HANDSHAKE = 0x16;

  private final Socket client;
  private final Socket server;
  private final Taps taps;
  private final WireTap tap;
  private final InfoRewriter toClient;
  private volatile boolean encrypted;

  ProxiedConnection(Socket client, Socket server, Taps taps, String host, int port)
      throws IOException {
    this.client = client;
    this.server = server;
    this.taps = taps;
    tap = taps.tap();
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    toClient = new InfoRewriter(host, port, client.getOutputStream());
  }

  static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(null, task, name, 0, false);
    thread.setDaemon(true);
    return thread;
  }

  static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyClosed) {
      LOGGER.log(Level.DEBUG, "a proxied connection was closed already", alreadyClosed);
    }
  }

  /** Passes bytes on until both sides are done; the calling thread does one direction. */
  void run() {
    if (!taps.add(this)) {
      drop();
      return;
    }
    Thread up = daemon(Thread.currentThread().getName() + "-up", this::passToServer);
    up.start();
    try {
      passToClient();
    } finally {
      drop();
      taps.remove(this);
    }
  }

  @Override
  public void end() {
    try {
      server.shutdownOutput();
    } catch (IOException alreadyOver) {
      LOGGER.log(Level.DEBUG, "a proxied connection ended by itself", alreadyOver);
    }
  }

  @Override
  public void drop() {
    closeQuietly(client);
    closeQuietly(server);
  }

  private void passToServer() {
    byte[] chunk = new byte[CHUNK];
    boolean first = true;
    try {
      InputStream in = client.getInputStream();
      OutputStream out = server.getOutputStream();
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        if (first && count > 0) {
          encrypted = chunk[0] == HANDSHAKE;
          first = false;
        }
        if (!encrypted) {
          tap.sent(chunk, 0, count);
        }
        out.write(chunk, 0, count);
      }
    } catch (IOException over) {
      LOGGER.log(Level.TRACE, "a proxied connection is over", over);
    }
    end();
  }

  private void passToClient() {
    byte[] chunk = new byte[CHUNK];
    try {
      InputStream in = server.getInputStream();
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        if (encrypted) {
          toClient.stepAside();
        } else {
          tap.received(chunk, 0, count);
        }
        toClient.pass(chunk, count);
      }
    } catch (IOException over) {
      LOGGER.log(Level.TRACE, "a proxied connection is over", over);
    }
  }
}
