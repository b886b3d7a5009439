package dev.jetharness.inmemory.jetstream.config;

import static dev.jetharness.inmemory.jetstream.config.Refusals.pedanticIf;
import static dev.jetharness.inmemory.jetstream.config.Refusals.refuseIf;

import dev.jetharness.inmemory.jetstream.error.ApiErrors;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.json.WrittenTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a request says about a consumer into the configuration that takes effect, or refuses
 * it.
 */
public final class ConsumerConfigs {
  private static final Duration DEFAULT_ACK_WAIT = Duration.ofSeconds(30);
  private static final Duration DEFAULT_INACTIVE_THRESHOLD = Duration.ofSeconds(5);
  private static final Duration DEFAULT_PINNED_TTL = Duration.ofMinutes(2);
  private static final int DEFAULT_MAX_WAITING = 512;
  private static final int DEFAULT_MAX_ACK_PENDING = 1000;

  private ConsumerConfigs() {}

  /**
   * Refuses replicas on a single node; the server does so before it looks for the stream. In a
   * cluster they are measured against those of the stream.
   *
   * @throws ApiException 10074
   */
  public static void checkReplicas(ConsumerRequest request, AssetLimits limits)
      throws ApiException {
    refuseIf(
        request.config().replicas() > 1 && limits.nodes() == 1,
        ApiErrors::streamReplicasNotSupported);
  }

  /**
   * Fills in defaults and checks. Two requests ask for the same consumer if their completed
   * configurations are equal.
   */
  public static ConsumerConfig complete(
      ConsumerRequest request, StreamConfig stream, AssetLimits limits) throws ApiException {
    ConsumerDraft draft = ConsumerDraft.of(request.config());
    boolean pedantic = request.pedantic();
    // By what was asked for, before anything of it is corrected.
    int level = draft.requiredApiLevel();
    completeNegative(draft, pedantic);
    completeDefaults(draft, stream, limits, pedantic);
    new ConsumerChecks(draft, stream, limits).check();
    draft.metadata = MetadataView.toStored(draft.metadata, level);
    return draft.toConfig();
  }

  /**
   * The configuration as a new consumer keeps and reports it: one that is not durable always has an
   * inactive threshold. The server compares requests before it sets this, so that the same request
   * for an ephemeral consumer with action create is refused with 10148 the second time.
   */
  public static ConsumerConfig kept(ConsumerConfig completed) {
    if (completed.isDurable() || !completed.inactiveThreshold().isZero()) {
      return completed;
    }
    ConsumerDraft draft = ConsumerDraft.of(completed);
    draft.inactiveThreshold = DEFAULT_INACTIVE_THRESHOLD;
    return draft.toConfig();
  }

  /**
   * The configuration as a consumer keeps it after an update: its pause in UTC, however it was
   * written. When its inactive threshold changes to none, the default replaces it if the consumer
   * was not durable <em>before</em>, whatever it is afterwards.
   */
  public static ConsumerConfig updated(ConsumerConfig completed, ConsumerConfig before) {
    ConsumerDraft draft = ConsumerDraft.of(completed);
    if (!before.isDurable()
        && !before.inactiveThreshold().isZero()
        && draft.inactiveThreshold.isZero()) {
      draft.inactiveThreshold = DEFAULT_INACTIVE_THRESHOLD;
    }
    draft.pauseUntil = draft.pauseUntil == null ? null : draft.pauseUntil.toUtc();
    return draft.toConfig();
  }

  /** The configuration of a consumer that is paused until some time; null resumes it. */
  public static ConsumerConfig paused(ConsumerConfig config, @Nullable Instant until) {
    ConsumerDraft draft = ConsumerDraft.of(config);
    draft.pauseUntil = until == null ? null : WrittenTime.utc(until);
    draft.metadata = MetadataView.toStored(draft.metadata, draft.requiredApiLevel());
    return draft.toConfig();
  }

  /**
   * The configuration of a consumer that a snapshot has, as it is kept: with the metadata that it
   * comes with. One that is not durable is checked as if it were.
   *
   * @param name the name that it has in the snapshot
   */
  public static ConsumerConfig restored(
      ConsumerRequest stored, String name, StreamConfig stream, AssetLimits limits)
      throws ApiException {
    boolean durable = stored.config().isDurable();
    ConsumerDraft draft =
        ConsumerDraft.of(complete(durable ? stored : stored.durable(name), stream, limits));
    draft.durableName = stored.config().durableName();
    draft.metadata = stored.config().metadata();
    return kept(draft.toConfig());
  }

  /** Whether two configurations are the same, but for metadata that the server keeps. */
  public static boolean areSame(ConsumerConfig one, ConsumerConfig other) {
    return neutral(one).equals(neutral(other));
  }

  private static ConsumerConfig neutral(ConsumerConfig config) {
    ConsumerDraft draft = ConsumerDraft.of(config);
    draft.metadata = MetadataView.ofClient(config.metadata());
    return draft.toConfig();
  }

  private static void completeNegative(ConsumerDraft draft, boolean pedantic) throws ApiException {
    pedanticIf(pedantic && draft.maxDeliver < -1, "max_deliver must be set to -1");
    draft.maxDeliver = draft.maxDeliver > 0 ? draft.maxDeliver : -1;
    draft.maxWaiting = (int) notNegative(draft.maxWaiting, "max_waiting", pedantic);
    pedanticIf(pedantic && draft.maxAckPending < -1, "max_ack_pending must be set to -1");
    draft.maxAckPending = Math.max(-1, draft.maxAckPending);
    draft.maxBatch = (int) notNegative(draft.maxBatch, "max_batch", pedantic);
    draft.maxExpires = notNegative(draft.maxExpires, "max_expires", pedantic);
    draft.maxBytes = (int) notNegative(draft.maxBytes, "max_bytes", pedantic);
    draft.idleHeartbeat = notNegative(draft.idleHeartbeat, "idle_heartbeat", pedantic);
    draft.inactiveThreshold = notNegative(draft.inactiveThreshold, "inactive_threshold", pedantic);
    draft.priorityTimeout = notNegative(draft.priorityTimeout, "priority_timeout", pedantic);
  }

  private static long notNegative(long value, String field, boolean pedantic) throws ApiException {
    pedanticIf(pedantic && value < 0, field + " must not be negative");
    return Math.max(0, value);
  }

  private static Duration notNegative(Duration value, String field, boolean pedantic)
      throws ApiException {
    return Duration.ofNanos(notNegative(value.toNanos(), field, pedantic));
  }

  private static void completeDefaults(
      ConsumerDraft draft, StreamConfig stream, AssetLimits limits, boolean pedantic)
      throws ApiException {
    ConsumerLimits ofStream = stream.consumerLimits();
    if (!draft.isPush() && draft.maxWaiting == 0) {
      draft.maxWaiting = DEFAULT_MAX_WAITING;
    }
    boolean waits = draft.ackPolicy == AckPolicy.EXPLICIT || draft.ackPolicy == AckPolicy.ALL;
    if (draft.ackWait.isZero() && waits) {
      draft.ackWait = DEFAULT_ACK_WAIT;
    }
    if (!draft.backoff.isEmpty()) {
      pedanticIf(
          pedantic && !draft.ackWait.equals(draft.backoff.get(0)),
          "first backoff value has to equal batch AckWait");
      draft.ackWait = draft.backoff.get(0);
    }
    if (draft.maxAckPending == 0) {
      pedanticIf(
          pedantic && ofStream.maxAckPending() > 0,
          "max_ack_pending must be set if it's configured in stream limits");
      draft.maxAckPending = ofStream.maxAckPending();
    }
    if (draft.inactiveThreshold.isZero()) {
      pedanticIf(
          pedantic && ofStream.inactiveThreshold().compareTo(Duration.ZERO) > 0,
          "inactive_threshold must be set if it's configured in stream limits");
      draft.inactiveThreshold = ofStream.inactiveThreshold();
    }
    if (draft.maxAckPending == 0 && draft.ackPolicy != AckPolicy.NONE) {
      draft.maxAckPending =
          atMost(
              limits.account().maxAckPending(),
              atMost(limits.server().maxAckPending(), DEFAULT_MAX_ACK_PENDING));
    }
    if (!draft.isPush() && draft.maxBatch == 0 && limits.server().maxBatch() > 0) {
      pedanticIf(pedantic, "max_request_batch must be set if it's JetStream limits are set");
      draft.maxBatch = limits.server().maxBatch();
    }
    if (draft.priorityPolicy == PriorityPolicy.PINNED_CLIENT && draft.priorityTimeout.isZero()) {
      draft.priorityTimeout = DEFAULT_PINNED_TTL;
    }
    if (draft.ackPolicy == AckPolicy.FLOW_CONTROL && !pedantic) {
      draft.flowControl = true;
      draft.idleHeartbeat = ConsumerChecks.FLOW_CONTROL_HEARTBEAT;
    }
  }

  private static int atMost(long limit, int value) {
    return limit > 0 && limit < value ? (int) limit : value;
  }
}
