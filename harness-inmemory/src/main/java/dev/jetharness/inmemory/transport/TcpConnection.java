package dev.jetharness.inmemory.transport;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One client's TCP connection: a thread that reads and acts, as a client's writer thread does in
 * process, and one that writes, so that a slow client never blocks the broker.
 */
final class TcpConnection {
  private static final System.Logger LOG = System.getLogger(TcpConnection.class.getName());
  private static final int FIRST_READ = 4 * 1024;
  private static final int LARGEST_READ = 64 * 1024;
  private static final int WRITE = 64 * 1024;
  private static final long CLOSE_MILLIS = 500;

  /** How long a client may take to close its side after ours: a reset would eat our last words. */
  private static final long LINGER_MILLIS = 200;

  private final Socket socket;
  private final Outbound outbound;
  private final Session session;
  private final Set<TcpConnection> connections;
  private final CountDownLatch inputEnded = new CountDownLatch(1);
  private final Thread reader;
  private final Thread writer;

  private TcpConnection(Socket socket, Acceptor acceptor, Peer peer, Set<TcpConnection> connections)
      throws ConnectException {
    this.socket = socket;
    this.connections = connections;
    this.outbound = new Outbound(() -> TcpListener.closeQuietly(socket));
    this.session = acceptor.accept(outbound, peer);
    this.reader = daemon("jetharness-read-", this::readAll, peer);
    this.writer = daemon("jetharness-write-", this::writeAll, peer);
  }

  static void start(Socket socket, Acceptor acceptor, Peer peer, Set<TcpConnection> connections)
      throws ConnectException {
    TcpConnection connection = new TcpConnection(socket, acceptor, peer, connections);
    connections.add(connection);
    connection.writer.start();
    connection.reader.start();
  }

  /** Waits a moment for the client to read what was said last, and ends both threads. */
  void close() {
    outbound.finish();
    try {
      writer.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    outbound.cut();
    TcpListener.join(writer);
    TcpListener.join(reader);
  }

  private void readAll() {
    byte[] buffer = new byte[FIRST_READ];
    try (var in = socket.getInputStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        session.receive(buffer, 0, n);
        if (n == buffer.length && n < LARGEST_READ) {
          buffer = new byte[n * 2];
        }
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "a client's connection ended", e);
    } finally {
      inputEnded.countDown();
      outbound.cut();
      session.disconnected();
      TcpListener.join(writer);
      connections.remove(this);
    }
  }

  private void writeAll() {
    byte[] buffer = new byte[WRITE];
    try (var out = socket.getOutputStream()) {
      for (int n = outbound.read(buffer, 0, WRITE); n >= 0; n = outbound.read(buffer, 0, WRITE)) {
        out.write(buffer, 0, n);
      }
      socket.shutdownOutput();
      boolean unused = inputEnded.await(LINGER_MILLIS, TimeUnit.MILLISECONDS);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "a client's connection ended", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      outbound.cut();
    }
  }

  private static Thread daemon(String name, Runnable task, Peer peer) {
    Thread thread = new Thread(task, name + peer.port());
    thread.setDaemon(true);
    return thread;
  }
}
