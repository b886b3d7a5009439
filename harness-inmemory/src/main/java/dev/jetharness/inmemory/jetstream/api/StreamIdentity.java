package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.config.NameHash;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.error.ConsumerErrors;
import dev.jetharness.inmemory.jetstream.stream.HeaderBlock;
import dev.jetharness.inmemory.jetstream.stream.Stream;
import dev.jetharness.inmemory.json.GoTime;
import dev.jetharness.inmemory.time.BrokerClock;
import java.nio.charset.StandardCharsets;

/**
 * What tells a stream from another of the same name: a hash of the time when it was created.
 * Whoever reads it through a direct or sourcing consumer notices by it that the stream is another
 * one.
 *
 * @param hash the hash
 */
record StreamIdentity(String hash) {
  static final String HEADER = "Nats-Stream-Identity";

  static StreamIdentity of(Stream stream) {
    return new StreamIdentity(NameHash.of(GoTime.format(BrokerClock.toInstant(stream.created()))));
  }

  /** Refuses a request that means another stream (10225). */
  void check(byte[] headers) throws ApiException {
    String expected = HeaderBlock.of(headers).value(HEADER);
    if (!expected.isEmpty() && !expected.equals(hash)) {
      throw new ApiException(ConsumerErrors.streamIdentityMismatch(hash));
    }
  }

  /** The header block of a response. */
  byte[] headers() {
    String block = "NATS/1.0\r\n" + HEADER + ": " + hash + "\r\n\r\n";
    return block.getBytes(StandardCharsets.UTF_8);
  }
}
