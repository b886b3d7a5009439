package dev.jetharness.inmemory.transport;

import java.net.ConnectException;

/** What a transport hands new connections to. */
@FunctionalInterface
public interface Acceptor {

  /**
   * Takes a connection.
   *
   * @param outbound where the session puts what the client is to read; the end of it ends the
   *     connection
   * @param peer who connects
   * @return the server's side of the connection
   * @throws ConnectException if the server is closed
   */
  Session accept(Outbound outbound, Peer peer) throws ConnectException;
}
