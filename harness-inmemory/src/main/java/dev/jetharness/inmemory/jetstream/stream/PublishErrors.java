package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.error.ApiError;
import dev.jetharness.inmemory.jetstream.error.ApiErrors;

/** The errors with which a stream refuses a published message. */
final class PublishErrors {
  private static final int STORE_FAILED = 10077;

  private PublishErrors() {}

  static ApiError sealed() {
    return ApiErrors.of(10109);
  }

  static ApiError streamNotMatch() {
    return ApiErrors.of(10060);
  }

  static ApiError wrongLastSequence(long actual) {
    return ApiErrors.of(10071, Long.toUnsignedString(actual));
  }

  /** What is expected of a batch in the middle of it. */
  static ApiError wrongLastSequence() {
    return ApiErrors.of(10164);
  }

  static ApiError expectedSequenceMissing() {
    return ApiErrors.of(10193);
  }

  static ApiError wrongLastMessageId(String actual) {
    return ApiErrors.of(10070, actual);
  }

  static ApiError rollupFailed(String why) {
    return ApiErrors.of(10111, why);
  }

  static ApiError messageTooLarge() {
    return ApiErrors.of(10054);
  }

  static ApiError headersTooLarge() {
    return ApiErrors.of(10097);
  }

  static ApiError storeFailed(String why) {
    return ApiErrors.of(STORE_FAILED, why);
  }

  /** Whether a message that passed all checks was refused by the limits of the stream. */
  static boolean isNoRoom(ApiError error) {
    return error.errorCode() == STORE_FAILED;
  }

  static ApiError insufficientResources() {
    return ApiErrors.of(10023);
  }

  static ApiError resourceLimitsExceeded() {
    return ApiErrors.of(10002);
  }

  static ApiError ttlInvalid() {
    return ApiErrors.of(10165);
  }

  static ApiError ttlDisabled() {
    return ApiErrors.of(10166);
  }

  static ApiError counterDisabled() {
    return ApiErrors.of(10168);
  }

  static ApiError counterIncrementMissing() {
    return ApiErrors.of(10169);
  }

  static ApiError counterHasPayload() {
    return ApiErrors.of(10170);
  }

  static ApiError counterIncrementInvalid() {
    return ApiErrors.of(10171);
  }

  static ApiError counterBroken() {
    return ApiErrors.of(10172);
  }

  static ApiError schedulesDisabled() {
    return ApiErrors.of(10188);
  }

  static ApiError schedulePatternInvalid() {
    return ApiErrors.of(10189);
  }

  static ApiError scheduleTargetInvalid() {
    return ApiErrors.of(10190);
  }

  static ApiError scheduleTtlInvalid() {
    return ApiErrors.of(10191);
  }

  static ApiError scheduleRollupInvalid() {
    return ApiErrors.of(10192);
  }

  static ApiError scheduleSourceInvalid() {
    return ApiErrors.of(10203);
  }

  static ApiError scheduleTimeZoneInvalid() {
    return ApiErrors.of(10223);
  }

  static ApiError schedulerInvalid() {
    return ApiErrors.of(10212);
  }

  static ApiError sourceHeaderNotAllowed() {
    return ApiErrors.of(10227);
  }
}
