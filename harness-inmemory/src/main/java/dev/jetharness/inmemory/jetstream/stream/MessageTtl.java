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
  static final MessageTtl NONE = new MessageTtl(0);
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
    long seconds = HeaderNumber.parse(text);
    return seconds < 0 ? null : new MessageTtl(seconds);
  }

  /** What a message that is stored says; one that says nothing valid has none. */
  static MessageTtl of(HeaderBlock headers) {
    MessageTtl ttl = parse(headers.value(HeaderNames.TTL));
    return ttl == null ? NONE : ttl;
  }

  boolean isNone() {
    return seconds == 0;
  }

  /** Whether the message stays for good, whatever the stream's maximum age. */
  boolean isNever() {
    return seconds < 0;
  }

  /** Whether the message goes at some time of its own. */
  boolean isLimited() {
    return seconds > 0;
  }

  /**
   * When a message that was stored at a time expires, in nanoseconds since the epoch. As on the
   * server, what is too far away wraps around and so may have passed already.
   */
  long expiresAt(long storedAt) {
    return storedAt + seconds * SECOND;
  }
}
