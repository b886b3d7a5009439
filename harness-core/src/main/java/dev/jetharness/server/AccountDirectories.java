package dev.jetharness.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Keeps the directories of accounts in a server's store from ever being empty. When the last stream
 * of an account is deleted, the server removes the account's directory in the background, and a
 * stream that is created meanwhile may fail with err_code 10049 or 10077.
 */
public final class AccountDirectories {
  private AccountDirectories() {}

  /** Puts something into each account's directory; only once the server runs, or it is removed. */
  public static void keep(Path store, List<ServerAccount> accounts) {
    try {
      for (ServerAccount account : accounts) {
        Path streams = store.resolve("jetstream").resolve(account.name()).resolve("streams");
        Files.createDirectories(streams);
        Files.createFile(streams.resolve(".keep"));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("can't write to the server's store", failure);
    }
  }
}
