package dev.jetharness.server;

import dev.jetharness.BrokerFailedException;
import dev.jetharness.spi.ClientExecutors;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Supplier;

/** An account of a shared server, for one broker's use until it is given back. */
public final class Lease {
  private static final Logger LOGGER = System.getLogger(Lease.class.getName());

  private final SharedServer server;
  private final AccountKeeper keeper;
  private final Runnable giveBack;

  Lease(SharedServer server, AccountKeeper keeper, Runnable giveBack) {
    this.server = server;
    this.keeper = keeper;
    this.giveBack = giveBack;
  }

  List<String> urls() {
    return keeper.urls();
  }

  List<InetSocketAddress> addresses() {
    return server.server().addresses();
  }

  ServerAccount account() {
    return keeper.account();
  }

  String serverVersion() {
    return whileAlive(keeper::serverVersion);
  }

  /** Deletes all that the account has. */
  void wipe() {
    whileAlive(
        () ->
            Uninterrupted.call(
                () -> {
                  if (keeper.wipe()) {
                    server.server().awaitRemoval(keeper.account());
                  }
                  return keeper;
                }));
  }

  /**
   * Empties the account and gives it back; one that can't be emptied is not used again. The server
   * removes files in the background: while it does, the account rests, and nobody waits.
   */
  void release() {
    try {
      whileAlive(keeper::wipe);
      ClientExecutors.shared().threads().execute(this::giveBackOnceRemoved);
    } finally {
      giveBack.run();
    }
  }

  private void giveBackOnceRemoved() {
    try {
      server.server().awaitRemoval(keeper.account());
      server.accounts().giveBack(keeper);
    } catch (RuntimeException failure) {
      LOGGER.log(Level.DEBUG, "an account is not used again, or its server is gone", failure);
    }
  }

  /** Says so, with its log, if the server is dead. */
  void ensureAlive(Exception symptom) {
    if (!server.server().isAlive()) {
      throw new BrokerFailedException(server.server().report(), symptom);
    }
  }

  private <T> T whileAlive(Supplier<T> work) {
    try {
      return work.get();
    } catch (BrokerFailedException failure) {
      ensureAlive(failure);
      throw failure;
    }
  }
}
