package dev.jetharness.server;

import dev.jetharness.BrokerFailedException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Supplier;

/** An account of a shared server, for one broker's use until it is given back. */
public final class Lease {
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
                  keeper.wipe();
                  server.server().awaitRemoval(keeper.account());
                  return keeper;
                }));
  }

  /** Empties the account and gives it back; one that can't be emptied is not used again. */
  void release() {
    try {
      wipe();
      server.accounts().giveBack(keeper);
    } finally {
      giveBack.run();
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
