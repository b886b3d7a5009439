package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.config.ServerVersion;

/** The header with which a client insists on a minimum level of the API (ADR-44). */
public final class RequiredApiLevel {
  private RequiredApiLevel() {}

  /** Whether a header block asks for more than this level, or for something that is no number. */
  public static boolean isMissed(byte[] headers) {
    return headers.length > 0 && isMissed(HeaderBlock.of(headers));
  }

  static boolean isMissed(HeaderBlock headers) {
    String value = headers.value(HeaderNames.REQUIRED_API_LEVEL);
    try {
      return !value.isEmpty() && Integer.parseInt(value) > ServerVersion.API_LEVEL;
    } catch (NumberFormatException notANumber) {
      return true;
    }
  }
}
