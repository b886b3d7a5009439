package dev.jetharness.inmemory.jetstream.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.error.ConsumerErrors;

/** The header by which a stream notices that the one it copies was created anew. */
final class StreamIdentity {
  private static final String HEADER = "Nats-Stream-Identity";

  private StreamIdentity() {}

  /** Refuses a request for a stream of another identity, and otherwise tells the identity. */
  static void check(ApiRequest request, String identity) throws ApiException {
    String expected = request.header(HEADER);
    if (!expected.isEmpty() && !expected.equals(identity)) {
      throw new ApiException(ConsumerErrors.streamIdentityMismatch(identity));
    }
    tell(request, identity);
  }

  /** Has the response tell an identity. */
  static void tell(ApiRequest request, String identity) {
    String block = "NATS/1.0\r\n" + HEADER + ": " + identity + "\r\n\r\n";
    request.respondWith(block.getBytes(UTF_8));
  }
}
