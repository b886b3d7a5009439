package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.error.ApiError;

/** What nats-server does and this broker does not: it is refused by name, never ignored. */
final class NotModelled {
  private static final int BAD_REQUEST = 400;
  private static final int BAD_REQUEST_ERROR = 10003;

  private NotModelled() {}

  /** The error that names a feature: the server's "bad request", and why. */
  static ApiError error(String feature) {
    String description = "bad request: " + feature + " is not supported by the in-memory broker";
    return new ApiError(BAD_REQUEST, BAD_REQUEST_ERROR, description);
  }
}
