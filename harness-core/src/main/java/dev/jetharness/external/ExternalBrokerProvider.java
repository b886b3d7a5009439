package dev.jetharness.external;

import dev.jetharness.Broker;
import dev.jetharness.BrokerFailedException;
import dev.jetharness.BrokerKind;
import dev.jetharness.settings.BrokerSettings;
import dev.jetharness.settings.ExternalSettings;
import dev.jetharness.spi.BrokerProvider;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lends out external servers, to one broker of this JVM at a time. */
public final class ExternalBrokerProvider implements BrokerProvider {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** One for all servers, because different URLs may lead to the same one. */
  private static final Semaphore TURN = new Semaphore(1, true);

  @Override
  public BrokerKind kind() {
    return BrokerKind.EXTERNAL;
  }

  @Override
  public Broker start(BrokerSettings settings) {
    return start((ExternalSettings) settings, PATIENCE);
  }

  static Broker start(ExternalSettings settings, Duration patience) {
    awaitTurn(patience);
    try {
      return ExternalBroker.open(settings, TURN::release);
    } catch (RuntimeException | Error failure) {
      TURN.release();
      throw failure;
    }
  }

  private static void awaitTurn(Duration patience) {
    try {
      if (!TURN.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new BrokerFailedException(
            "an external server is used by one broker at a time, and another one was not closed"
                + " within %s: close it first, or use a process or a container"
                    .formatted(patience));
      }
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new BrokerFailedException("interrupted while waiting for the server", interruption);
    }
  }
}
