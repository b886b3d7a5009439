package dev.jetharness.inmemory.jetstream.config;

import static dev.jetharness.inmemory.jetstream.config.Refusals.invalidIf;
import static dev.jetharness.inmemory.jetstream.config.Refusals.refuseIf;

import dev.jetharness.inmemory.jetstream.error.ApiError;
import dev.jetharness.inmemory.jetstream.error.ApiErrors;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.error.ConsumerErrors;
import dev.jetharness.inmemory.json.GoDuration;
import dev.jetharness.inmemory.subject.Subjects;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The checks of one consumer configuration whose defaults are filled in, in the server's order. */
final class ConsumerChecks {
  /** The only heartbeat that goes with acknowledgement by flow control. */
  static final Duration FLOW_CONTROL_HEARTBEAT = Duration.ofSeconds(1);

  private final ConsumerDraft consumer;
  private final StreamConfig stream;
  private final AssetLimits limits;

  ConsumerChecks(ConsumerDraft consumer, StreamConfig stream, AssetLimits limits) {
    this.consumer = consumer;
    this.stream = stream;
    this.limits = limits;
  }

  void check() throws ApiException {
    checkNames();
    checkReplicas();
    checkRedelivery();
    refuseIf(
        Names.isTooLong(consumer.description, Names.MAX_DESCRIPTION),
        () -> ConsumerErrors.descriptionTooLong(Names.MAX_DESCRIPTION));
    if (consumer.isPush()) {
      checkPush();
    } else {
      checkPull();
    }
    checkLimits();
    if (consumer.direct) {
      refuseIf(!consumer.isPush(), ConsumerErrors::directNeedsPush);
      refuseIf(!consumer.durableName.isEmpty(), ConsumerErrors::directNeedsEphemeral);
    }
    checkFilters();
    checkStart();
    SampleFrequency.check(consumer.sampleFrequency);
    refuseIf(
        consumer.flowControl && consumer.idleHeartbeat.isZero(),
        ConsumerErrors::flowControlNeedsHeartbeats);
    refuseIf(
        !consumer.durableName.isEmpty()
            && !consumer.name.isEmpty()
            && !consumer.name.equals(consumer.durableName),
        ConsumerErrors::durableAndNameMismatch);
    refuseIf(
        Names.isTooLong(consumer.metadata),
        () -> ConsumerErrors.metadataTooLong(Names.MAX_METADATA / 1024 + "KB"));
    PriorityGroups.check(consumer);
    refuseIf(
        Names.isTooLong(consumer.durableName, Names.MAX_NAME),
        () -> ConsumerErrors.nameTooLong(Names.MAX_NAME));
  }

  private void checkNames() throws ApiException {
    invalidIf(
        !consumer.name.isEmpty() && !Names.isValid(consumer.name),
        "consumer name can not contain '.', '*', '>', '\\', '/'");
    invalidIf(
        !consumer.durableName.isEmpty() && !Names.isValid(consumer.durableName),
        "consumer durable name can not contain '.', '*', '>', '\\', '/'");
  }

  private void checkReplicas() throws ApiException {
    refuseIf(consumer.replicas > stream.replicas(), ConsumerErrors::replicasExceedStream);
    refuseIf(consumer.replicas < 0, ApiErrors::replicasNegative);
    refuseIf(
        stream.retention() != RetentionPolicy.LIMITS
            && consumer.replicas != 0
            && consumer.replicas != stream.replicas(),
        ConsumerErrors::replicasShouldMatchStream);
  }

  private void checkRedelivery() throws ApiException {
    refuseIf(
        consumer.backoff.stream().anyMatch(Duration::isNegative), ConsumerErrors::backoffNegative);
    refuseIf(consumer.ackWait.isNegative(), ConsumerErrors::ackWaitNegative);
    if (consumer.ackPolicy == AckPolicy.FLOW_CONTROL) {
      checkAckFlowControl();
    }
    refuseIf(
        consumer.maxDeliver != -1 && consumer.backoff.size() > consumer.maxDeliver,
        ConsumerErrors::maxDeliverBackoff);
  }

  private void checkAckFlowControl() throws ApiException {
    refuseIf(!consumer.isPush(), ConsumerErrors::ackFlowControlNeedsPush);
    refuseIf(!consumer.flowControl, ConsumerErrors::ackFlowControlNeedsFlowControl);
    invalidIf(
        !consumer.idleHeartbeat.equals(FLOW_CONTROL_HEARTBEAT),
        "flow control ack policy heartbeat needs to be 1s");
    refuseIf(consumer.maxAckPending <= 0, ConsumerErrors::ackFlowControlNeedsMaxAckPending);
    refuseIf(
        !consumer.ackWait.isZero() || !consumer.backoff.isEmpty(),
        ConsumerErrors::ackFlowControlNeedsNoAckWait);
    refuseIf(consumer.maxDeliver > 0, ConsumerErrors::ackFlowControlNeedsNoMaxDeliver);
  }

  private void checkPush() throws ApiException {
    String subject = consumer.deliverSubject;
    refuseIf(!Subjects.isLiteral(subject), ConsumerErrors::deliverToWildcards);
    refuseIf(!Subjects.isValid(subject), ConsumerErrors::invalidDeliverSubject);
    refuseIf(
        stream.subjects().stream().anyMatch(captured -> Subjects.matches(subject, captured)),
        ConsumerErrors::deliverCycle);
    refuseIf(consumer.maxWaiting != 0, ConsumerErrors::pushMaxWaiting);
    refuseIf(
        consumer.maxAckPending > 0 && consumer.ackPolicy == AckPolicy.NONE,
        ConsumerErrors::maxAckPendingNeedsAckPolicy);
    refuseIf(
        !consumer.idleHeartbeat.isZero()
            && consumer.idleHeartbeat.compareTo(Duration.ofMillis(100)) < 0,
        ConsumerErrors::smallHeartbeat);
  }

  private void checkPull() throws ApiException {
    refuseIf(
        consumer.ackPolicy == AckPolicy.NONE && stream.retention() == RetentionPolicy.WORK_QUEUE,
        ConsumerErrors::pullNeedsAck);
    refuseIf(consumer.rateLimit != 0, ConsumerErrors::pullWithRateLimit);
    refuseIf(!consumer.idleHeartbeat.isZero(), ConsumerErrors::heartbeatNeedsPush);
    refuseIf(consumer.flowControl, ConsumerErrors::flowControlNeedsPush);
    refuseIf(
        !consumer.maxExpires.isZero() && consumer.maxExpires.compareTo(Duration.ofMillis(1)) < 0,
        ConsumerErrors::maxRequestExpiresTooSmall);
    refuseIf(
        limits.server().maxBatch() > 0 && consumer.maxBatch > limits.server().maxBatch(),
        () -> ConsumerErrors.maxRequestBatchExceeded(limits.server().maxBatch()));
  }

  private void checkLimits() throws ApiException {
    int ofStream = stream.consumerLimits().maxAckPending();
    Duration threshold = stream.consumerLimits().inactiveThreshold();
    checkMaxAckPending(limits.server().maxAckPending());
    checkMaxAckPending(limits.account().maxAckPending());
    checkMaxAckPending(ofStream);
    refuseIf(
        threshold.compareTo(Duration.ZERO) > 0
            && consumer.inactiveThreshold.compareTo(threshold) > 0,
        () -> ConsumerErrors.inactiveThresholdExcess(GoDuration.format(threshold.toNanos())));
  }

  private void checkMaxAckPending(long limit) throws ApiException {
    refuseIf(
        limit > 0 && consumer.maxAckPending > limit,
        () -> ConsumerErrors.maxAckPendingExcess(limit));
  }

  private void checkFilters() throws ApiException {
    List<String> filters = new ArrayList<>(consumer.filterSubjects);
    if (!consumer.filterSubject.isEmpty()) {
      refuseIf(!filters.isEmpty(), ConsumerErrors::duplicateFilterSubjects);
      filters.add(consumer.filterSubject);
    }
    refuseIf(filters.contains(""), ConsumerErrors::emptyFilter);
    for (int i = 0; i < filters.size(); i++) {
      invalidIf(!Subjects.isValid(filters.get(i)), "invalid subject");
      for (int j = 0; j < filters.size(); j++) {
        refuseIf(
            i != j && Subjects.isSubset(filters.get(i), filters.get(j)),
            ConsumerErrors::overlappingSubjectFilters);
      }
    }
  }

  private void checkStart() throws ApiException {
    boolean sequence = consumer.optStartSequence != 0;
    boolean time = consumer.optStartTime != null;
    switch (consumer.deliverPolicy) {
      case ALL -> refuseStart("all", sequence, time);
      case LAST -> refuseStart("last", sequence, time);
      case NEW -> refuseStart("new", sequence, time);
      case LAST_PER_SUBJECT -> {
        refuseStart("last per subject", sequence, time);
        boolean filtered = !consumer.filterSubject.isEmpty() || !consumer.filterSubjects.isEmpty();
        requireStart("last per subject", "filter subject", filtered);
      }
      case BY_START_SEQUENCE -> {
        requireStart("by start sequence", "start sequence", sequence);
        refuseStart("by start sequence", false, time);
      }
      case BY_START_TIME -> {
        requireStart("by start time", "start time", time);
        // The server's own text repeats the word.
        refuseIf(sequence, () -> startError("by start time", "start start sequence is also set"));
      }
    }
  }

  private static void refuseStart(String policy, boolean sequence, boolean time)
      throws ApiException {
    refuseIf(sequence, () -> startError(policy, "start sequence is also set"));
    refuseIf(time, () -> startError(policy, "start time is also set"));
  }

  private static void requireStart(String policy, String what, boolean set) throws ApiException {
    refuseIf(!set, () -> startError(policy, what + " is not set"));
  }

  private static ApiError startError(String policy, String problem) {
    return ConsumerErrors.invalidPolicy(
        "consumer delivery policy is deliver " + policy + ", but optional " + problem);
  }
}
