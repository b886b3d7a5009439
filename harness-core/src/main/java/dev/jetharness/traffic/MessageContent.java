package dev.jetharness.traffic;

import io.nats.client.impl.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Headers and payload of a message, as they were on the wire. Immutable; headers are parsed when
 * they are asked for.
 *
 * @since 0.1
 */
public final class MessageContent {
  private static final String MESSAGE_ID = "Nats-Msg-Id";
  private static final int SHOWN = 60;

  private final byte[] headers;
  private final byte[] payload;

  /**
   * Takes over both arrays: the caller does not change them afterwards.
   *
   * @param headers the whole header block ({@code NATS/1.0\r\n…\r\n\r\n}), or an empty array
   * @param payload the payload
   */
  public MessageContent(byte[] headers, byte[] payload) {
    this.headers = headers;
    this.payload = payload;
  }

  /**
   * Returns the message's headers.
   *
   * @return read-only headers, empty if the message has none
   */
  public Headers headers() {
    return new Headers(HeaderBlock.parse(headers), true);
  }

  /**
   * Returns the first value of a header.
   *
   * @param name the header's name; case matters
   * @return its value, or null if the message does not have it
   */
  public @Nullable String header(String name) {
    return headers.length == 0 ? null : HeaderBlock.parse(headers).getFirst(name);
  }

  /**
   * Returns the id by which the server recognises duplicates.
   *
   * @return the header {@code Nats-Msg-Id}, or null
   */
  public @Nullable String messageId() {
    return header(MESSAGE_ID);
  }

  /**
   * Returns the payload.
   *
   * @return a copy
   */
  public byte[] payload() {
    return payload.clone();
  }

  /**
   * Returns the payload as UTF-8 text.
   *
   * @return the text; bytes that are no UTF-8 become replacement characters
   */
  public String text() {
    return new String(payload, StandardCharsets.UTF_8);
  }

  /**
   * Returns what the message occupies.
   *
   * @return bytes of headers and payload
   */
  public int size() {
    return headers.length + payload.length;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MessageContent that
        && Arrays.equals(headers, that.headers)
        && Arrays.equals(payload, that.payload);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(headers) + Arrays.hashCode(payload);
  }

  /** Returns the payload as one short line, with the message id if there is one. */
  @Override
  public String toString() {
    String id = messageId();
    return (id == null ? "" : "[" + id + "] ") + excerpt();
  }

  private String excerpt() {
    boolean whole = payload.length <= 4 * SHOWN;
    String text =
        new String(payload, 0, whole ? payload.length : 4 * SHOWN, StandardCharsets.UTF_8);
    if (!whole) {
      text = text.replaceAll("\uFFFD+$", ""); // a character that the cut went through
    }
    boolean readable = text.codePoints().noneMatch(MessageContent::isUnreadable);
    if (!readable) {
      return "(" + payload.length + " bytes)";
    }
    String line = text.strip().replaceAll("\\s+", " ");
    if (whole && line.codePointCount(0, line.length()) <= SHOWN) {
      return '"' + line + '"';
    }
    int end = line.offsetByCodePoints(0, Math.min(SHOWN, line.codePointCount(0, line.length())));
    return '"' + line.substring(0, end) + "…\" (" + payload.length + " bytes)";
  }

  private static boolean isUnreadable(int codePoint) {
    return codePoint == 0xFFFD
        || (Character.isISOControl(codePoint) && !Character.isWhitespace(codePoint));
  }
}
