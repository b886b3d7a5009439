package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.error.ApiError;
import dev.jetharness.inmemory.jetstream.error.ApiErrors;

/** The errors with which a stream refuses a batch. */
final class BatchErrors {
  private BatchErrors() {}

  static ApiError atomicDisabled() {
    return ApiErrors.of(10174);
  }

  static ApiError sequenceMissing() {
    return ApiErrors.of(10175);
  }

  static ApiError incomplete() {
    return ApiErrors.of(10176);
  }

  static ApiError unsupportedHeader(String header) {
    return ApiErrors.of(10177, header);
  }

  static ApiError atomicIdInvalid() {
    return ApiErrors.of(10179);
  }

  static ApiError requiredApiLevel() {
    return ApiErrors.of(10185);
  }

  static ApiError tooLarge(int limit) {
    return ApiErrors.of(10199, Integer.toString(limit));
  }

  static ApiError commitInvalid() {
    return ApiErrors.of(10200);
  }

  static ApiError duplicate() {
    return ApiErrors.of(10201);
  }

  static ApiError fastDisabled() {
    return ApiErrors.of(10205);
  }

  static ApiError patternInvalid() {
    return ApiErrors.of(10206);
  }

  static ApiError fastIdInvalid() {
    return ApiErrors.of(10207);
  }

  static ApiError unknown() {
    return ApiErrors.of(10208);
  }

  static ApiError tooManyAtomic() {
    return ApiErrors.of(10210);
  }

  static ApiError tooManyFast() {
    return ApiErrors.of(10211);
  }
}
