package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.json.GoDuration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How long a message is to live, as the {@code Nats-TTL} header says (ADR-43): {@code never}, a Go
 * duration of at least a second, or a bare number of seconds.
 *
 * @param seconds whole seconds; 0 for none given, -1 for never
 */
record MessageTtl(long seconds) {
  private static final MessageTtl NONE = new MessageTtl(0);
  private static final MessageTtl NEVER = new MessageTtl(-1);
  private static final long SECOND = 1_000_000_000L;

  /** Reads the header's value; null if it is not a TTL. */
  static @Nullable MessageTtl parse(String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    if (text.toLowerCase(Locale.ROOT).equals("never")) {
      return NEVER;
    }
    Long nanos = GoDuration.parse(text);
    if (nanos != null) {
      return nanos < SECOND ? null : new MessageTtl(nanos / SECOND);
    }
    return bareSeconds(text);
  }

  boolean isNone() {
    return seconds == 0;
  }

  private static @Nullable MessageTtl bareSeconds(String text) {
    try {
      return text.charAt(0) == '+' ? null : ofSeconds(Long.parseLong(text));
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  private static @Nullable MessageTtl ofSeconds(long seconds) {
    return seconds < 0 ? null : new MessageTtl(seconds);
  }
}
