package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.time.BrokerClock;
import org.jspecify.annotations.Nullable;

/** A message that somebody published on a subject of the stream, as it is to be stored. */
final class Publication {
  private final Message message;
  private final Staged staged;
  private final String subject;
  private final long timestamp;
  private HeaderBlock headers;
  private final boolean instructs;
  private byte[] payload;
  private @Nullable Counter counter;

  /**
   * What to store of a message: without an inline status and without the server's own notes.
   *
   * @param subject the subject to store it under
   */
  Publication(Message message, String subject) {
    this(message, subject, 0);
  }

  /** As before; with the time when a mirror's origin stored the message. */
  Publication(Message message, String subject, long timestamp) {
    this(
        message,
        subject,
        timestamp,
        HeaderBlock.of(message.headers()).withoutStatus().without(HeaderNames.REQUEST_INFO),
        Staged.NOTHING);
  }

  private Publication(
      Message message, String subject, long timestamp, HeaderBlock headers, Staged staged) {
    this.message = message;
    this.subject = subject;
    this.timestamp = timestamp;
    this.headers = headers;
    this.staged = staged;
    this.payload = message.payload();
    this.instructs = headers.mentions(HeaderNames.PREFIX);
  }

  /** The same message after others of its batch. */
  Publication after(Staged others) {
    return new Publication(message, subject, timestamp, headers, others);
  }

  /** What of its batch comes before it, and is not stored yet. */
  Staged staged() {
    return staged;
  }

  String subject() {
    return subject;
  }

  /** Where the acknowledgement goes, if one is wanted. */
  @Nullable String reply() {
    return message.reply();
  }

  HeaderBlock headers() {
    return headers;
  }

  /** Removes the API level that it insisted on, which is not for those who read the message. */
  void dropRequiredApiLevel() {
    if (has(HeaderNames.REQUIRED_API_LEVEL)) {
      rewrite(headers.without(HeaderNames.REQUIRED_API_LEVEL));
    }
  }

  /** Replaces the headers that are to be stored; they still hold some for the server. */
  void rewrite(HeaderBlock rewritten) {
    headers = rewritten;
  }

  /** Where the counter stands that the message was added to; null if it is no increment. */
  @Nullable Counter counter() {
    return counter;
  }

  /** Turns an increment into what is stored of it. */
  void count(Counter after, HeaderBlock rewritten) {
    counter = after;
    headers = rewritten;
    payload = after.payload();
  }

  byte[] payload() {
    return payload;
  }

  /** What a header for the server says; "" if it says nothing, null if it is not there. */
  @Nullable String headerIfPresent(String name) {
    return instructs ? headers.get(name) : null;
  }

  /** What a header for the server says; "" if it says nothing or is not there. */
  String header(String name) {
    return instructs ? headers.value(name) : "";
  }

  boolean has(String header) {
    return !header(header).isEmpty();
  }

  /** When it is stored; now, unless another stream stored it before. */
  long timestamp(BrokerClock clock) {
    return timestamp == 0 ? clock.now() : timestamp;
  }

  /** The id by which it is recognised when published again; "" if it has none. */
  String messageId() {
    return header(HeaderNames.MESSAGE_ID);
  }

  /** Its headers and payload, in bytes. */
  long size() {
    return (long) headers.bytes().length + payload().length;
  }
}
