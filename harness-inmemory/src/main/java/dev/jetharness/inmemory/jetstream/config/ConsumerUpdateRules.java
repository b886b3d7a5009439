package dev.jetharness.inmemory.jetstream.config;

import static dev.jetharness.inmemory.jetstream.config.Refusals.refuseIf;

import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.error.ConsumerErrors;
import java.util.Objects;

/** What an update may change about a consumer. */
public final class ConsumerUpdateRules {
  private ConsumerUpdateRules() {}

  /**
   * Checks an update against what the consumer is.
   *
   * @param old the configuration in effect
   * @param updated the new one, completed
   * @param active whether somebody listens to the old deliver subject
   * @throws ApiException 10012 with what can not be updated, or 10013 for the deliver subject of an
   *     active consumer
   */
  public static void check(ConsumerConfig old, ConsumerConfig updated, boolean active)
      throws ApiException {
    fixed(old.deliverPolicy() == updated.deliverPolicy(), "deliver policy");
    fixed(old.memoryStorage() == updated.memoryStorage(), "storage type");
    fixed(old.direct() == updated.direct(), "direct");
    fixed(old.sourcing() == updated.sourcing(), "sourcing");
    fixed(old.optStartSequence() == updated.optStartSequence(), "start sequence");
    fixed(Objects.equals(old.optStartTime(), updated.optStartTime()), "start time");
    fixed(old.ackPolicy() == updated.ackPolicy(), "ack policy");
    fixed(old.replayPolicy() == updated.replayPolicy(), "replay policy");
    fixed(old.idleHeartbeat().equals(updated.idleHeartbeat()), "heart beats");
    fixed(old.flowControl() == updated.flowControl(), "flow control");
    if (!old.deliverSubject().equals(updated.deliverSubject())) {
      refuseIf(
          !old.isPush(), () -> ConsumerErrors.create("can not update pull consumer to push based"));
      refuseIf(
          !updated.isPush(),
          () -> ConsumerErrors.create("can not update push consumer to pull based"));
      refuseIf(active, ConsumerErrors::nameInUse);
    }
    fixed(old.maxWaiting() == updated.maxWaiting(), "max waiting");
  }

  private static void fixed(boolean unchanged, String what) throws ApiException {
    refuseIf(!unchanged, () -> ConsumerErrors.create(what + " can not be updated"));
  }
}
