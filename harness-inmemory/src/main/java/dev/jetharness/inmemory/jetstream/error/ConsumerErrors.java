package dev.jetharness.inmemory.jetstream.error;

/** The errors of the JetStream API that are about consumers. */
public final class ConsumerErrors {
  private ConsumerErrors() {}

  public static ApiError streamIdentityMismatch(String identity) {
    return ApiErrors.of(10225, identity);
  }

  public static ApiError notFound() {
    return ApiErrors.of(10014);
  }

  public static ApiError nameInUse() {
    return ApiErrors.of(10013);
  }

  public static ApiError alreadyExists() {
    return ApiErrors.of(10148);
  }

  public static ApiError doesNotExist() {
    return ApiErrors.of(10149);
  }

  public static ApiError create(String problem) {
    return ApiErrors.of(10012, problem);
  }

  public static ApiError configRequired() {
    return ApiErrors.of(10078);
  }

  public static ApiError durableNameNotInSubject() {
    return ApiErrors.of(10016);
  }

  public static ApiError durableNameNotMatchSubject() {
    return ApiErrors.of(10017);
  }

  public static ApiError durableNameNotSet() {
    return ApiErrors.of(10018);
  }

  public static ApiError ephemeralWithDurableInSubject() {
    return ApiErrors.of(10019);
  }

  public static ApiError ephemeralWithDurableName() {
    return ApiErrors.of(10020);
  }

  public static ApiError nameContainsPathSeparators() {
    return ApiErrors.of(10127);
  }

  public static ApiError nameTooLong(int max) {
    return ApiErrors.of(10102, Integer.toString(max));
  }

  public static ApiError badDurableName() {
    return ApiErrors.of(10103);
  }

  public static ApiError durableAndNameMismatch() {
    return ApiErrors.of(10132);
  }

  public static ApiError descriptionTooLong(int max) {
    return ApiErrors.of(10107, Integer.toString(max));
  }

  public static ApiError metadataTooLong(String limit) {
    return ApiErrors.of(10135, limit);
  }

  public static ApiError invalidPolicy(String problem) {
    return ApiErrors.of(10094, problem);
  }

  public static ApiError invalidSampling(String problem) {
    return ApiErrors.of(10095, problem);
  }

  public static ApiError deliverToWildcards() {
    return ApiErrors.of(10079);
  }

  public static ApiError invalidDeliverSubject() {
    return ApiErrors.of(10112);
  }

  public static ApiError deliverCycle() {
    return ApiErrors.of(10081);
  }

  public static ApiError pushMaxWaiting() {
    return ApiErrors.of(10080);
  }

  public static ApiError maxAckPendingNeedsAckPolicy() {
    return ApiErrors.of(10082);
  }

  public static ApiError smallHeartbeat() {
    return ApiErrors.of(10083);
  }

  public static ApiError flowControlNeedsHeartbeats() {
    return ApiErrors.of(10108);
  }

  public static ApiError heartbeatNeedsPush() {
    return ApiErrors.of(10088);
  }

  public static ApiError flowControlNeedsPush() {
    return ApiErrors.of(10089);
  }

  public static ApiError directNeedsPush() {
    return ApiErrors.of(10090);
  }

  public static ApiError directNeedsEphemeral() {
    return ApiErrors.of(10091);
  }

  public static ApiError pullNeedsAck() {
    return ApiErrors.of(10084);
  }

  public static ApiError pullWithRateLimit() {
    return ApiErrors.of(10086);
  }

  public static ApiError maxWaitingNegative() {
    return ApiErrors.of(10087);
  }

  public static ApiError maxRequestBatchNegative() {
    return ApiErrors.of(10114);
  }

  public static ApiError maxRequestBatchExceeded(int limit) {
    return ApiErrors.of(10125, Integer.toString(limit));
  }

  public static ApiError maxRequestExpiresTooSmall() {
    return ApiErrors.of(10115);
  }

  public static ApiError maxDeliverBackoff() {
    return ApiErrors.of(10116);
  }

  public static ApiError backoffNegative() {
    return ApiErrors.of(10184);
  }

  public static ApiError ackWaitNegative() {
    return ApiErrors.of(10183);
  }

  public static ApiError maxAckPendingExcess(long limit) {
    return ApiErrors.of(10121, Long.toString(limit));
  }

  public static ApiError inactiveThresholdExcess(String limit) {
    return ApiErrors.of(10153, limit);
  }

  public static ApiError replicasExceedStream() {
    return ApiErrors.of(10126);
  }

  public static ApiError replicasShouldMatchStream() {
    return ApiErrors.of(10134);
  }

  public static ApiError duplicateFilterSubjects() {
    return ApiErrors.of(10136);
  }

  public static ApiError multipleFiltersNotAllowed() {
    return ApiErrors.of(10137);
  }

  public static ApiError overlappingSubjectFilters() {
    return ApiErrors.of(10138);
  }

  public static ApiError emptyFilter() {
    return ApiErrors.of(10139);
  }

  public static ApiError createFilterSubjectMismatch() {
    return ApiErrors.of(10131);
  }

  public static ApiError workQueueNeedsExplicitAck() {
    return ApiErrors.of(10098);
  }

  public static ApiError workQueueMultipleUnfiltered() {
    return ApiErrors.of(10099);
  }

  public static ApiError workQueueConsumerNotUnique() {
    return ApiErrors.of(10100);
  }

  public static ApiError workQueueConsumerNotDeliverAll() {
    return ApiErrors.of(10101);
  }

  public static ApiError pushWithPriorityGroup() {
    return ApiErrors.of(10178);
  }

  public static ApiError priorityPolicyWithoutGroup() {
    return ApiErrors.of(10159);
  }

  public static ApiError priorityGroupWithoutPolicy() {
    return ApiErrors.of(10196);
  }

  public static ApiError emptyGroupName() {
    return ApiErrors.of(10161);
  }

  public static ApiError invalidGroupName() {
    return ApiErrors.of(10162);
  }

  public static ApiError invalidPriorityGroup() {
    return ApiErrors.of(10160);
  }

  public static ApiError pinnedTtlWithoutPolicy() {
    return ApiErrors.of(10197);
  }

  public static ApiError ackFlowControlNeedsPush() {
    return ApiErrors.of(10218);
  }

  public static ApiError ackFlowControlNeedsFlowControl() {
    return ApiErrors.of(10219);
  }

  public static ApiError ackFlowControlNeedsMaxAckPending() {
    return ApiErrors.of(10220);
  }

  public static ApiError ackFlowControlNeedsNoAckWait() {
    return ApiErrors.of(10221);
  }

  public static ApiError ackFlowControlNeedsNoMaxDeliver() {
    return ApiErrors.of(10222);
  }

  public static ApiError invalidReset(String problem) {
    return ApiErrors.of(10204, problem);
  }
}
