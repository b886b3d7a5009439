package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.bus.Message;
import org.jspecify.annotations.Nullable;

/** A message that somebody published on a subject of the stream, as it is to be stored. */
final class Publication {
  private final Message message;
  private HeaderBlock headers;
  private final boolean instructs;
  private byte[] payload;
  private @Nullable Counter counter;

  /** What to store of a message: without an inline status and without the server's own notes. */
  Publication(Message message) {
    this.message = message;
    this.headers =
        HeaderBlock.of(message.headers()).withoutStatus().without(HeaderNames.REQUEST_INFO);
    this.payload = message.payload();
    this.instructs = headers.mentions(HeaderNames.PREFIX);
  }

  String subject() {
    return message.subject();
  }

  /** Where the acknowledgement goes, if one is wanted. */
  @Nullable String reply() {
    return message.reply();
  }

  HeaderBlock headers() {
    return headers;
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

  /** What a header for the server says; "" if it says nothing or is not there. */
  String header(String name) {
    return instructs ? headers.value(name) : "";
  }

  boolean has(String header) {
    return !header(header).isEmpty();
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
