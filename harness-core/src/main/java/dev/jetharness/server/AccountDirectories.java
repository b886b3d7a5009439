package dev.jetharness.server;

import dev.jetharness.BrokerFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Keeps the directories of accounts in a server's store from ever being empty. When the last stream
 * of an account is deleted, the server removes the account's directory in the background, and a
 * stream that is created meanwhile may fail with err_code 10049 or 10077.
 */
public final class AccountDirectories {
  /** The file that stays. */
  public static final String KEEP = ".keep";

  private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long PAUSE_NANOS = Duration.ofMillis(1).toNanos();

  private AccountDirectories() {}

  /** Puts something into each account's directory; only once the server runs, or it is removed. */
  public static void keep(Path store, List<ServerAccount> accounts) {
    try {
      for (ServerAccount account : accounts) {
        Path streams = streams(store, account);
        Files.createDirectories(streams);
        Files.createFile(streams.resolve(KEEP));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("can't write to the server's store", failure);
    }
  }

  /**
   * Waits until the server has removed what an account had. It renames the directory of a deleted
   * stream and empties it in the background; a second deletion of that name meanwhile fails
   * halfway.
   */
  public static void awaitRemoval(Path store, ServerAccount account) {
    awaitRemoval(account, () -> isEmpty(streams(store, account)));
  }

  /** Waits likewise, where the files can only be asked for. */
  public static void awaitRemoval(ServerAccount account, BooleanSupplier removed) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!removed.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new BrokerFailedException(
            "the server did not remove the deleted streams of account " + account.name());
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static Path streams(Path store, ServerAccount account) {
    return store.resolve("jetstream").resolve(account.name()).resolve("streams");
  }

  private static boolean isEmpty(Path streams) {
    try (Stream<Path> entries = Files.list(streams)) {
      return entries.allMatch(entry -> entry.endsWith(KEEP));
    } catch (IOException failure) {
      throw new UncheckedIOException("can't read the server's store", failure);
    }
  }
}
