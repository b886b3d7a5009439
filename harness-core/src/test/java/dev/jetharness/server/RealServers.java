package dev.jetharness.server;

import dev.jetharness.Broker;
import dev.jetharness.BrokerUnavailableException;
import dev.jetharness.settings.BrokerSelection;
import dev.jetharness.settings.BrokerSettings;
import org.opentest4j.TestAbortedException;

/** Starts real brokers for tests; what is missing skips the test, or fails it where required. */
public final class RealServers {
  private RealServers() {}

  /** Starts the broker. */
  public static Broker start(BrokerSettings settings) {
    try {
      return settings.start();
    } catch (BrokerUnavailableException missing) {
      if (BrokerSelection.fromEnvironment().required()) {
        throw missing;
      }
      throw new TestAbortedException(missing.getMessage(), missing);
    }
  }
}
