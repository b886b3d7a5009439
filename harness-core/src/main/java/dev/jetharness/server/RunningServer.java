package dev.jetharness.server;

import java.net.InetSocketAddress;
import java.util.List;

/** A nats-server, or a cluster of them, that this JVM started. Thread-safe. */
public interface RunningServer extends AutoCloseable {

  /** Where its nodes listen for clients. */
  List<InetSocketAddress> addresses();

  /** The accounts that its configuration has. */
  List<ServerAccount> accounts();

  /** Whether all nodes run. */
  boolean isAlive();

  /** What became of its nodes, with the end of their logs. */
  String report();

  /**
   * Waits until the files of streams that an account no longer has are gone, where they can be
   * seen. Until then, a stream of the same name may be created with the old one's messages in it.
   */
  default void awaitRemoval(ServerAccount account) {}

  /** Stops it and removes all that it left. */
  @Override
  void close();
}
