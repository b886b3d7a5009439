package dev.jetharness.inmemory.jetstream.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.error.ApiError;
import dev.jetharness.inmemory.json.GoText;
import dev.jetharness.inmemory.json.JsonWriter;

/**
 * Answers publishers, byte for byte as the server: it puts the successful answer together by hand,
 * which is why there is a blank after {@code "duplicate":}. A stream without acknowledgements
 * answers nothing.
 */
final class PubAcks {
  private static final String DUPLICATE = ",\"duplicate\": true";

  private final StreamCore core;
  private final String prefix;

  PubAcks(StreamCore core) {
    this.core = core;
    String domain = core.context().domain();
    this.prefix =
        "{\"stream\":"
            + GoText.quote(core.config().name())
            + (domain.isEmpty() ? "" : ",\"domain\":" + GoText.quote(domain))
            + ",\"seq\":";
  }

  /** Whether somebody waits for an answer, and the stream gives any. */
  boolean isWanted(Publication publication) {
    String reply = publication.reply();
    return reply != null && !reply.isEmpty() && !core.config().noAck();
  }

  void stored(Publication publication, long sequence) {
    if (isWanted(publication)) {
      Counter counter = publication.counter();
      send(publication, text(sequence, counter == null ? "" : counter.member()));
    }
  }

  void duplicate(Publication publication, long sequence) {
    if (isWanted(publication)) {
      send(publication, text(sequence, DUPLICATE));
    }
  }

  /** A message of an atomic batch waits for the commit: an answer of no bytes. */
  void staged(Publication publication) {
    if (isWanted(publication)) {
      send(publication, Message.EMPTY);
    }
  }

  /**
   * A batch is in the stream.
   *
   * @param sequence the stream's sequence of its last message
   * @param count the batch's sequence of its last message
   */
  void committed(Publication publication, long sequence, String batch, long count) {
    if (isWanted(publication)) {
      send(publication, batchText(sequence, "", batch, count));
    }
  }

  void refused(Publication publication, ApiError error) {
    if (isWanted(publication)) {
      send(publication, refusalText(error));
    }
  }

  byte[] committedText(long sequence, String batch, long count) {
    return batchText(sequence, "", batch, count);
  }

  byte[] duplicateText(long sequence, String batch, long count) {
    return batchText(sequence, DUPLICATE, batch, count);
  }

  byte[] refusalText(ApiError error) {
    return new JsonWriter()
        .beginObject()
        .object("error", json -> describe(error, json))
        .field("stream", core.config().name())
        .field("seq", 0)
        .endObject()
        .toByteArray();
  }

  /** Writes the members of an error. */
  static void describe(ApiError error, JsonWriter json) {
    json.field("code", error.code())
        .fieldIfSet("err_code", error.errorCode())
        .fieldIfSet("description", error.description());
  }

  /** Sends an answer whether or not the stream acknowledges. */
  void send(Publication publication, byte[] answer) {
    String reply = publication.reply();
    if (reply != null) {
      EngineContext context = core.context();
      Message message = new Message(reply, null, Message.EMPTY, answer);
      context.sequencer().later(() -> context.account().publish(message));
    }
  }

  private byte[] batchText(long sequence, String mark, String batch, long count) {
    String members = ",\"batch\":" + GoText.quote(batch) + ",\"count\":";
    return text(sequence, mark + members + Long.toUnsignedString(count));
  }

  private byte[] text(long sequence, String members) {
    return (prefix + sequence + members + "}").getBytes(UTF_8);
  }
}
