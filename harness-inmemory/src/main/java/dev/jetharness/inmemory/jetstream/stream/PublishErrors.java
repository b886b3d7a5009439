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

  static ApiError ttlInvalid() {
    return ApiErrors.of(10165);
  }

  static ApiError ttlDisabled() {
    return ApiErrors.of(10166);
  }

  static ApiError counterDisabled() {
    return ApiErrors.of(10168);
  }

  static ApiError counterIncrementInvalid() {
    return ApiErrors.of(10171);
  }

  static ApiError atomicPublishDisabled() {
    return ApiErrors.of(10174);
  }

  static ApiError batchPublishDisabled() {
    return ApiErrors.of(10205);
  }

  static ApiError schedulesDisabled() {
    return ApiErrors.of(10188);
  }

  static ApiError schedulerInvalid() {
    return ApiErrors.of(10212);
  }

  static ApiError sourceHeaderNotAllowed() {
    return ApiErrors.of(10227);
  }
}
