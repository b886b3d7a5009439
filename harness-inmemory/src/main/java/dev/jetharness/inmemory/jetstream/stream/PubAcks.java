package dev.jetharness.inmemory.jetstream.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.error.ApiError;
import dev.jetharness.inmemory.json.GoText;
import dev.jetharness.inmemory.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * Answers publishers, byte for byte as the server: it puts the successful answer together by hand,
 * which is why there is a blank after {@code "duplicate":}.
 */
final class PubAcks {
  private static final String DUPLICATE = ",\"duplicate\": true}";

  private final StreamCore core;
  private final String prefix;

  PubAcks(StreamCore core) {
    this.core = core;
    this.prefix = "{\"stream\":" + GoText.quote(core.config().name()) + ",\"seq\":";
  }

  void stored(Publication publication, long sequence) {
    if (isWanted(publication.reply())) {
      Counter counter = publication.counter();
      String value = counter == null ? "" : ",\"val\":\"" + counter.total() + "\"";
      send(publication, (prefix + sequence + value + "}").getBytes(UTF_8));
    }
  }

  void duplicate(Publication publication, long sequence) {
    if (isWanted(publication.reply())) {
      send(publication, (prefix + sequence + DUPLICATE).getBytes(UTF_8));
    }
  }

  void refused(Publication publication, ApiError error) {
    if (isWanted(publication.reply())) {
      send(
          publication,
          new JsonWriter()
              .beginObject()
              .object(
                  "error",
                  json ->
                      json.field("code", error.code())
                          .fieldIfSet("err_code", error.errorCode())
                          .fieldIfSet("description", error.description()))
              .field("stream", core.config().name())
              .field("seq", 0)
              .endObject()
              .toByteArray());
    }
  }

  private boolean isWanted(@Nullable String reply) {
    return reply != null && !reply.isEmpty() && !core.config().noAck();
  }

  private void send(Publication publication, byte[] answer) {
    String reply = publication.reply();
    if (reply != null) {
      EngineContext context = core.context();
      Message message = new Message(reply, null, Message.EMPTY, answer);
      context.sequencer().later(() -> context.account().publish(message));
    }
  }
}
