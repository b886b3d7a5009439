package dev.jetharness.inmemory.jetstream.error;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The errors of the JetStream API by name: those that any request, streams and publishing may meet.
 * {@link ConsumerErrors} has those of consumers, {@link SourcingErrors} those of mirrors, sources
 * and transforms, {@link #of} all there are.
 */
public final class ApiErrors {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");

  private ApiErrors() {}

  /**
   * The error with this err_code.
   *
   * @param errorCode a code of the server's table
   * @param placeholders what the placeholders in its text stand for, in order
   * @throws IllegalArgumentException if there is no such code, or it has another number of
   *     placeholders
   */
  public static ApiError of(int errorCode, String... placeholders) {
    ApiError template = ErrorTable.find(errorCode);
    if (template == null) {
      throw new IllegalArgumentException("the server has no error " + errorCode);
    }
    if (placeholders.length == 0 && template.description().indexOf('{') < 0) {
      return template;
    }
    Matcher matcher = PLACEHOLDER.matcher(template.description());
    StringBuilder text = new StringBuilder();
    int used = 0;
    while (matcher.find()) {
      if (used == placeholders.length) {
        throw new IllegalArgumentException(errorCode + " needs " + matcher.group());
      }
      matcher.appendReplacement(text, Matcher.quoteReplacement(placeholders[used++]));
    }
    if (used < placeholders.length) {
      throw new IllegalArgumentException(errorCode + " has no place for " + placeholders[used]);
    }
    return new ApiError(template.code(), errorCode, matcher.appendTail(text).toString());
  }

  // What any request may meet.

  public static ApiError badRequest() {
    return of(10003);
  }

  public static ApiError invalidJson(String goText) {
    return of(10025, goText);
  }

  public static ApiError notEmptyRequest() {
    return of(10038);
  }

  public static ApiError notEnabledForAccount() {
    return of(10039);
  }

  public static ApiError requiredApiLevel() {
    return of(10185);
  }

  public static ApiError clusterRequired() {
    return of(10010);
  }

  public static ApiError insufficientResources() {
    return of(10023);
  }

  public static ApiError resourceLimitsExceeded() {
    return of(10002);
  }

  public static ApiError memoryResourcesExceeded() {
    return of(10028);
  }

  public static ApiError storageResourcesExceeded() {
    return of(10047);
  }

  public static ApiError pedantic(String problem) {
    return of(10157, problem);
  }

  // Streams.

  public static ApiError streamNotFound() {
    return of(10059);
  }

  public static ApiError streamNameInUse() {
    return of(10058);
  }

  public static ApiError streamMismatch() {
    return of(10056);
  }

  public static ApiError streamNameContainsPathSeparators() {
    return of(10128);
  }

  public static ApiError streamInvalidConfig(String problem) {
    return of(10052, problem);
  }

  public static ApiError streamCreate(String problem) {
    return of(10049, problem);
  }

  public static ApiError streamUpdate(String problem) {
    return of(10069, problem);
  }

  public static ApiError streamDelete(String problem) {
    return of(10050, problem);
  }

  public static ApiError streamGeneral(String problem) {
    return of(10051, problem);
  }

  public static ApiError streamLimits(String problem) {
    return of(10053, problem);
  }

  public static ApiError streamSubjectOverlap() {
    return of(10065);
  }

  public static ApiError streamSealed() {
    return of(10109);
  }

  public static ApiError noSuitablePeers() {
    return of(10005, "no suitable peers for placement");
  }

  public static ApiError noPeersWithStorage() {
    return of(10005, "no suitable peers for placement, insufficient storage");
  }

  public static ApiError streamReplicasNotSupported() {
    return of(10074);
  }

  public static ApiError replicasNegative() {
    return of(10133);
  }

  public static ApiError streamMirrorNotUpdatable() {
    return of(10055);
  }

  public static ApiError maximumStreams() {
    return of(10027);
  }

  public static ApiError maximumConsumers() {
    return of(10026);
  }

  public static ApiError streamMaxBytesRequired() {
    return of(10113);
  }

  public static ApiError streamMaxBytesExceeded() {
    return of(10122);
  }

  public static ApiError streamPurgeFailed(String problem) {
    return of(10110, problem);
  }

  public static ApiError streamMessageDeleteFailed(String problem) {
    return of(10057, problem);
  }

  public static ApiError messageNotFound() {
    return of(10037);
  }

  public static ApiError sequenceNotFound(long sequence) {
    return of(10043, Long.toUnsignedString(sequence));
  }

  public static ApiError snapshotDeliverSubjectInvalid() {
    return of(10015);
  }

  public static ApiError streamNameExistsRestoreFailed() {
    return of(10130);
  }

  public static ApiError streamSnapshot(String problem) {
    return of(10064, problem);
  }

  public static ApiError streamRestore(String problem) {
    return of(10062, problem);
  }

  // Publishing.

  public static ApiError streamMessageExceedsMaximum() {
    return of(10054);
  }

  public static ApiError streamHeaderExceedsMaximum() {
    return of(10097);
  }

  public static ApiError streamNotMatch() {
    return of(10060);
  }

  public static ApiError streamWrongLastMessageId(String id) {
    return of(10070, id);
  }

  public static ApiError streamWrongLastSequence(long sequence) {
    return of(10071, Long.toString(sequence));
  }

  public static ApiError streamWrongLastSequence() {
    return of(10164);
  }

  public static ApiError streamExpectedLastSequencePerSubjectInvalid() {
    return of(10193);
  }

  public static ApiError streamRollupFailed(String problem) {
    return of(10111, problem);
  }

  public static ApiError streamStoreFailed(String problem) {
    return of(10077, problem);
  }

  public static ApiError duplicateMessageConflict() {
    return of(10158);
  }

  public static ApiError messageTtlDisabled() {
    return of(10166);
  }

  public static ApiError messageTtlInvalid() {
    return of(10165);
  }

  public static ApiError messageIncrementDisabled() {
    return of(10168);
  }

  public static ApiError messageSchedulesDisabled() {
    return of(10188);
  }

  public static ApiError atomicPublishDisabled() {
    return of(10174);
  }

  public static ApiError batchPublishDisabled() {
    return of(10205);
  }

  public static ApiError messageSourceHeaderNotAllowed() {
    return of(10227);
  }
}
