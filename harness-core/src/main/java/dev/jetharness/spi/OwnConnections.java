package dev.jetharness.spi;

import io.nats.client.Connection;
import java.util.ArrayList;
import java.util.List;

/** The connections that a broker made, to be closed with it. Thread-safe. */
final class OwnConnections {
  private static final int FIRST_SWEEP = 16;

  private final List<Connection> open = new ArrayList<>();
  private int sweepAt = FIRST_SWEEP;
  private boolean closed;

  /** Takes a connection; false if it came too late, because all are closed already. */
  synchronized boolean add(Connection connection) {
    if (closed) {
      return false;
    }
    if (open.size() >= sweepAt) {
      open.removeIf(known -> known.getStatus() == Connection.Status.CLOSED);
      sweepAt = Math.max(FIRST_SWEEP, 2 * open.size());
    }
    open.add(connection);
    return true;
  }

  /** The ones that are not closed by now. */
  synchronized List<Connection> open() {
    return open.stream().filter(known -> known.getStatus() != Connection.Status.CLOSED).toList();
  }

  /** Closes them all, even on an interrupted thread, which stays interrupted. */
  void closeAll() {
    List<Connection> toClose;
    synchronized (this) {
      closed = true;
      toClose = List.copyOf(open);
      open.clear();
    }
    boolean interrupted = Thread.interrupted();
    for (Connection connection : toClose) {
      try {
        connection.close();
      } catch (InterruptedException interruptedWhileClosing) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
