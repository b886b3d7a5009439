package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.config.ServerVersion;
import dev.jetharness.inmemory.jetstream.stream.HeaderBlock;

/** The header with which a client insists on a minimum level of the API (ADR-44). */
final class RequiredApiLevel {
  private static final String HEADER = "Nats-Required-Api-Level";

  private RequiredApiLevel() {}

  /** Whether a header block asks for more than this level, or for something that is no number. */
  static boolean isMissed(byte[] headers) {
    if (headers.length == 0) {
      return false;
    }
    String value = HeaderBlock.of(headers).value(HEADER);
    try {
      return !value.isEmpty() && Integer.parseInt(value) > ServerVersion.API_LEVEL;
    } catch (NumberFormatException notANumber) {
      return true;
    }
  }
}
