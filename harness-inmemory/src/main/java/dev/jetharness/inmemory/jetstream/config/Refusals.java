package dev.jetharness.inmemory.jetstream.config;

import dev.jetharness.inmemory.jetstream.error.ApiError;
import dev.jetharness.inmemory.jetstream.error.ApiErrors;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.error.ConsumerErrors;
import java.util.function.Supplier;

/** The ways in which a configuration is refused, as a condition and what follows from it. */
final class Refusals {
  private Refusals() {}

  static void refuseIf(boolean wrong, Supplier<ApiError> error) throws ApiException {
    if (wrong) {
      throw new ApiException(error.get());
    }
  }

  /** Refuses with 10052, which the server uses for consumers too. */
  static void invalidIf(boolean wrong, String problem) throws ApiException {
    refuseIf(wrong, () -> ApiErrors.streamInvalidConfig(problem));
  }

  /** Refuses what the server would put right itself, were it not asked to be pedantic. */
  static void pedanticIf(boolean wrong, String problem) throws ApiException {
    refuseIf(wrong, () -> ApiErrors.pedantic(problem));
  }

  static void unsupportedStreamFieldIf(boolean used, String field) throws ApiException {
    refuseIf(used, () -> ApiErrors.streamInvalidConfig(unsupported("stream", field)));
  }

  static void unsupportedConsumerFieldIf(boolean used, String field) throws ApiException {
    refuseIf(used, () -> ConsumerErrors.create(unsupported("consumer", field)));
  }

  private static String unsupported(String asset, String field) {
    return asset
        + " configuration field \""
        + field
        + "\" is not supported by this in-memory broker";
  }
}
