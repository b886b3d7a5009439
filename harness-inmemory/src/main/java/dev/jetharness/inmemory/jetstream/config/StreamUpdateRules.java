package dev.jetharness.inmemory.jetstream.config;

import static dev.jetharness.inmemory.jetstream.config.Refusals.invalidIf;
import static dev.jetharness.inmemory.jetstream.config.Refusals.refuseIf;
import static java.util.stream.Collectors.joining;

import dev.jetharness.inmemory.jetstream.error.ApiErrors;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import java.time.Duration;
import java.util.Collection;

/** What an update may change about a stream. */
public final class StreamUpdateRules {
  private StreamUpdateRules() {}

  /**
   * Checks an update against what the stream is.
   *
   * @param old the configuration in effect
   * @param completed what {@link StreamConfigs#complete} made of the request
   * @return the configuration that takes effect; sealing brings a few settings with it
   */
  public static StreamConfig apply(StreamConfig old, StreamConfig completed, AssetLimits limits)
      throws ApiException {
    // The server checks twice, the second time what it completed: delete markers have switched on
    // TTLs by then.
    PublishFeatures.checkCounter(StreamDraft.of(completed));
    invalidIf(
        !completed.name().equals(old.name()), "stream configuration name must match original");
    StreamConfigs.checkReplicas(completed, limits);
    invalidIf(
        completed.storage() != old.storage(),
        "stream configuration update can not change storage type");
    invalidIf(
        completed.retention() != old.retention()
            && (completed.retention() == RetentionPolicy.WORK_QUEUE
                || old.retention() == RetentionPolicy.WORK_QUEUE),
        "stream configuration update can not change retention policy to/from workqueue");
    invalidIf(
        old.sealed() && !completed.sealed(),
        "stream configuration update can not unseal a sealed stream");
    invalidIf(
        old.denyDelete() && !completed.denyDelete(),
        "stream configuration update can not cancel deny message deletes");
    invalidIf(
        old.denyPurge() && !completed.denyPurge(),
        "stream configuration update can not cancel deny purge");
    refuseIf(
        completed.mirror() != null && !completed.mirror().equals(old.mirror()),
        ApiErrors::streamMirrorNotUpdatable);
    checkPublishFeatures(old, completed);
    return completed.sealed() ? sealed(completed) : completed;
  }

  private static void checkPublishFeatures(StreamConfig old, StreamConfig completed)
      throws ApiException {
    invalidIf(
        old.allowMessageTtl() && !completed.allowMessageTtl(),
        "message TTL status can not be disabled");
    invalidIf(
        old.allowCounter() != completed.allowCounter(),
        "stream configuration update can not change message counter setting");
    invalidIf(
        old.allowSchedules() && !completed.allowSchedules(),
        "message schedules can not be disabled");
    invalidIf(
        old.persistMode() != completed.persistMode(),
        "stream configuration update can not change persist mode");
  }

  /**
   * Refuses limits for consumers that a consumer of the stream breaks.
   *
   * @throws ApiException 10069
   */
  public static void checkConsumers(
      StreamConfig old, StreamConfig updated, Collection<ConsumerConfig> consumers)
      throws ApiException {
    Duration threshold = updated.consumerLimits().inactiveThreshold();
    int maxAckPending = updated.consumerLimits().maxAckPending();
    boolean limited = threshold.compareTo(Duration.ZERO) > 0 || maxAckPending > 0;
    if (!limited || updated.consumerLimits().equals(old.consumerLimits())) {
      return;
    }
    String violating =
        consumers.stream()
            .filter(
                consumer ->
                    (threshold.compareTo(Duration.ZERO) > 0
                            && consumer.inactiveThreshold().compareTo(threshold) > 0)
                        || (maxAckPending > 0 && consumer.maxAckPending() > maxAckPending))
            .map(ConsumerConfig::name)
            .collect(joining(", "));
    refuseIf(
        !violating.isEmpty(),
        () -> ApiErrors.streamUpdate("change to limits violates consumers: " + violating));
  }

  /**
   * Completes what the server looks at last: where an update publishes again.
   *
   * @throws ApiException 10069 if its source cannot be mapped to there
   */
  public static StreamConfig completeRepublish(StreamConfig updated) throws ApiException {
    StreamDraft draft = StreamDraft.of(updated);
    SubjectMappings.completeUpdate(draft);
    return draft.toConfig();
  }

  private static StreamConfig sealed(StreamConfig config) {
    StreamDraft draft = StreamDraft.of(config);
    draft.maxAge = Duration.ZERO;
    draft.discard = DiscardPolicy.NEW;
    draft.denyDelete = true;
    draft.denyPurge = true;
    draft.allowRollup = false;
    return draft.toConfig();
  }
}
