package dev.jetharness.server;

/** A running server, and the accounts on it that brokers lease. */
final class SharedServer {
  private final RunningServer server;
  private final AccountPool accounts;

  SharedServer(RunningServer server) {
    this.server = server;
    accounts = new AccountPool(server);
  }

  RunningServer server() {
    return server;
  }

  AccountPool accounts() {
    return accounts;
  }

  /** Ends housekeeping, then the server. */
  void stop() {
    try {
      accounts.close();
    } finally {
      server.close();
    }
  }
}
