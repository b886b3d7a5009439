package dev.jetharness.server;

import dev.jetharness.BrokerFailedException;
import io.nats.client.JetStreamApiException;
import java.io.IOException;

/**
 * Housekeeping goes through even on an interrupted thread, as after a test's time-out; the thread
 * stays interrupted.
 */
public final class Uninterrupted {
  private Uninterrupted() {}

  /** What is done with the server. */
  @FunctionalInterface
  public interface Work<T> {

    /** Does it. */
    T run() throws IOException, JetStreamApiException, InterruptedException;
  }

  /**
   * Does the work, again if an interruption cuts it short.
   *
   * @throws BrokerFailedException if the server does not answer, or refuses
   */
  public static <T> T call(Work<T> work) {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return work.run();
        } catch (InterruptedException interruption) {
          interrupted = true;
        }
      }
    } catch (IOException | JetStreamApiException failure) {
      throw new BrokerFailedException("housekeeping failed: " + failure.getMessage(), failure);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
