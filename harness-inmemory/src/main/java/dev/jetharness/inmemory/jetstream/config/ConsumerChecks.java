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
  private final ConsumerDraft consumer;
  private final ConsumerRequest request;
  private final StreamConfig stream;
  private final AssetLimits limits;

  ConsumerChecks(
      ConsumerDraft consumer, ConsumerRequest request, StreamConfig stream, AssetLimits limits) {
    this.consumer = consumer;
    this.request = request;
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
    checkDirect();
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
    request.unmodelled().checkPriority(consumer);
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
    request.unmodelled().checkAckFlowControl(consumer, request.pedantic());
    refuseIf(
        consumer.maxDeliver != -1 && consumer.backoff.size() > consumer.maxDeliver,
        ConsumerErrors::maxDeliverBackoff);
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
        consumer.maxAckPending > 0 && acknowledgesNothing(),
        ConsumerErrors::maxAckPendingNeedsAckPolicy);
    refuseIf(
        !consumer.idleHeartbeat.isZero()
            && consumer.idleHeartbeat.compareTo(Duration.ofMillis(100)) < 0,
        ConsumerErrors::smallHeartbeat);
  }

  private void checkPull() throws ApiException {
    refuseIf(
        acknowledgesNothing() && stream.retention() == RetentionPolicy.WORK_QUEUE,
        ConsumerErrors::pullNeedsAck);
    refuseIf(consumer.rateLimit != 0, ConsumerErrors::pullWithRateLimit);
    refuseIf(!consumer.idleHeartbeat.isZero(), ConsumerErrors::heartbeatNeedsPush);
    refuseIf(consumer.flowControl, ConsumerErrors::flowControlNeedsPush);
    refuseIf(
        !consumer.maxExpires.isZero() && consumer.maxExpires.compareTo(Duration.ofMillis(1)) < 0,
        ConsumerErrors::maxRequestExpiresTooSmall);
    refuseIf(
        limits.maxBatch() > 0 && consumer.maxBatch > limits.maxBatch(),
        () -> ConsumerErrors.maxRequestBatchExceeded(limits.maxBatch()));
  }

  private boolean acknowledgesNothing() {
    return consumer.ackPolicy == AckPolicy.NONE && !request.unmodelled().ackFlowControl();
  }

  private void checkLimits() throws ApiException {
    int ofStream = stream.consumerLimits().maxAckPending();
    Duration threshold = stream.consumerLimits().inactiveThreshold();
    refuseIf(
        limits.maxAckPending() > 0 && consumer.maxAckPending > limits.maxAckPending(),
        () -> ConsumerErrors.maxAckPendingExcess(limits.maxAckPending()));
    refuseIf(
        ofStream > 0 && consumer.maxAckPending > ofStream,
        () -> ConsumerErrors.maxAckPendingExcess(ofStream));
    refuseIf(
        threshold.compareTo(Duration.ZERO) > 0
            && consumer.inactiveThreshold.compareTo(threshold) > 0,
        () -> ConsumerErrors.inactiveThresholdExcess(GoDuration.format(threshold.toNanos())));
  }

  private void checkDirect() throws ApiException {
    if (consumer.direct) {
      refuseIf(!consumer.isPush(), ConsumerErrors::directNeedsPush);
      refuseIf(!consumer.durableName.isEmpty(), ConsumerErrors::directNeedsEphemeral);
    }
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
