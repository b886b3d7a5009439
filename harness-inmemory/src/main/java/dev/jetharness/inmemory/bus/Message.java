package dev.jetharness.inmemory.bus;

import org.jspecify.annotations.Nullable;

/**
 * A message on its way through the broker. The header block is whole ({@code
 * NATS/1.0\r\n…\r\n\r\n}) or empty; nobody changes the arrays of a message once it is made.
 */
public final class Message {
  public static final byte[] EMPTY = new byte[0];

  private final String subject;
  private final @Nullable String reply;
  private final byte[] headers;
  private final byte[] payload;

  public Message(String subject, @Nullable String reply, byte[] headers, byte[] payload) {
    this.subject = subject;
    this.reply = reply;
    this.headers = headers;
    this.payload = payload;
  }

  public String subject() {
    return subject;
  }

  public @Nullable String reply() {
    return reply;
  }

  public byte[] headers() {
    return headers;
  }

  public byte[] payload() {
    return payload;
  }
}
