package dev.jetharness.server;

import dev.jetharness.BrokerFailedException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The accounts of a server that are not leased; the one that has rested longest goes out first, so
 * that the server is done with what it removes in the background. Thread-safe.
 */
final class AccountPool {
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition returned = lock.newCondition();
  private final List<AccountKeeper> all = new ArrayList<>();
  private final Deque<AccountKeeper> free = new ArrayDeque<>();

  AccountPool(RunningServer server) {
    for (ServerAccount account : server.accounts()) {
      AccountKeeper keeper = new AccountKeeper(account, server);
      all.add(keeper);
      free.addLast(keeper);
    }
  }

  /** Takes an account, waiting for one if all are leased. */
  AccountKeeper take(Duration patience) {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (free.isEmpty()) {
        if (left <= 0) {
          throw new BrokerFailedException(
              "all %d accounts of the server are leased, and none came back within %s: close"
                      .formatted(all.size(), patience)
                  + " brokers that are no longer used, or run fewer tests at once");
        }
        left = returned.awaitNanos(left);
      }
      return free.removeFirst();
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new BrokerFailedException("interrupted while waiting for an account", interruption);
    } finally {
      lock.unlock();
    }
  }

  /** Takes an account back. */
  void giveBack(AccountKeeper keeper) {
    lock.lock();
    try {
      free.addLast(keeper);
      returned.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the housekeeping connections. */
  void close() {
    all.forEach(AccountKeeper::close);
  }
}
