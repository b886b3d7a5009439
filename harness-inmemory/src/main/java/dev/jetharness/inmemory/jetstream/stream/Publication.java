package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.time.BrokerClock;
import org.jspecify.annotations.Nullable;

/** A message that somebody published on a subject of the stream, as it is to be stored. */
final class Publication {
  private final Message message;
  private final String subject;
  private final HeaderBlock headers;
  private final boolean instructs;
  private final long timestamp;

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
    this.message = message;
    this.subject = subject;
    this.timestamp = timestamp;
    this.headers =
        HeaderBlock.of(message.headers()).withoutStatus().without(HeaderNames.REQUEST_INFO);
    this.instructs = headers.mentions(HeaderNames.PREFIX);
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

  byte[] payload() {
    return message.payload();
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
