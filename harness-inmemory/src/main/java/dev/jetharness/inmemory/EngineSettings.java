package dev.jetharness.inmemory;

import dev.jetharness.inmemory.jetstream.config.AccountLimits;
import dev.jetharness.inmemory.jetstream.config.ServerLimits;
import dev.jetharness.settings.InMemorySettings;
import java.time.Duration;

/**
 * How JetStream is set up.
 *
 * @param domain its domain; empty if it has no name
 * @param server the limits of the server
 * @param account the limits of the account
 */
record EngineSettings(String domain, ServerLimits server, AccountLimits account) {

  static EngineSettings of(InMemorySettings settings) {
    dev.jetharness.settings.AccountLimits account = settings.accountLimits();
    return new EngineSettings(
        settings.domain(),
        new ServerLimits(settings.maxMemory(), settings.maxStorage(), Duration.ZERO, 0, 0),
        new AccountLimits(
            account.maxMemory(),
            account.maxStorage(),
            account.maxStreams(),
            account.maxConsumers(),
            account.maxAckPending(),
            account.memoryMaxStreamBytes(),
            account.storageMaxStreamBytes(),
            account.maxBytesRequired()));
  }

  /**
   * Reads the settings of the program.
   *
   * @throws ProgramException if the account is promised more than the server has, as nats-server
   *     does not start then either
   */
  static EngineSettings of(ProgramSettings settings) throws ProgramException {
    ServerLimits server =
        new ServerLimits(
            settings.number(Setting.MAX_MEMORY_STORE, -1),
            settings.number(Setting.MAX_FILE_STORE, -1),
            settings.duration(Setting.LIMIT_DUPLICATE_WINDOW),
            Math.toIntExact(settings.number(Setting.LIMIT_MAX_ACK_PENDING, 0)),
            Math.toIntExact(settings.number(Setting.LIMIT_MAX_REQUEST_BATCH, 0)));
    AccountLimits account =
        new AccountLimits(
            settings.number(Setting.ACCOUNT_MAX_MEMORY, -1),
            settings.number(Setting.ACCOUNT_MAX_STORAGE, -1),
            settings.number(Setting.ACCOUNT_MAX_STREAMS, -1),
            settings.number(Setting.ACCOUNT_MAX_CONSUMERS, -1),
            settings.number(Setting.ACCOUNT_MAX_ACK_PENDING, -1),
            settings.number(Setting.ACCOUNT_MEMORY_MAX_STREAM_BYTES, -1),
            settings.number(Setting.ACCOUNT_STORAGE_MAX_STREAM_BYTES, -1),
            settings.isOn(Setting.ACCOUNT_MAX_BYTES_REQUIRED));
    checkFits(account.maxMemory(), server.maxMemory(), "memory resources available (10028)");
    checkFits(account.maxStorage(), server.maxStorage(), "storage resources available (10047)");
    return new EngineSettings(settings.text(Setting.DOMAIN, ""), server, account);
  }

  private static void checkFits(long ofAccount, long ofServer, String what)
      throws ProgramException {
    if (ofServer >= 0 && ofAccount > ofServer) {
      throw new ProgramException(
          "Can't start JetStream: Error enabling jetstream on configured accounts: insufficient "
              + what);
    }
  }
}
