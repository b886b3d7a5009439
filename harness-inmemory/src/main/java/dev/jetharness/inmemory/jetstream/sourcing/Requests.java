package dev.jetharness.inmemory.jetstream.sourcing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.config.ConsumerConfig;
import dev.jetharness.inmemory.jetstream.config.ConsumerConfigJson;
import dev.jetharness.inmemory.jetstream.config.MetadataView;
import dev.jetharness.inmemory.json.JsonWriter;

/** What a stream asks the API of an origin. */
final class Requests {
  private static final String LEVEL = "NATS/1.0\r\nNats-Required-Api-Level: ";
  private static final String IDENTITY = "\r\nNats-Stream-Identity: ";

  private Requests() {}

  /** The headers of a mirror's request. */
  static byte[] headers() {
    return (LEVEL + "4\r\n\r\n").getBytes(UTF_8);
  }

  /** The headers of a source's request, which is refused if the origin is another one by now. */
  static byte[] headers(String identity) {
    return (LEVEL + '5' + IDENTITY + identity + "\r\n\r\n").getBytes(UTF_8);
  }

  /**
   * Asks for a consumer.
   *
   * @param named whether the subject names the consumer and its filter, too
   */
  static Message create(
      Address address,
      String stream,
      ConsumerConfig config,
      boolean named,
      byte[] headers,
      String replyTo) {
    String names = named ? '.' + config.name() + '.' + config.filterSubject() : "";
    byte[] body =
        new JsonWriter()
            .beginObject()
            .field("stream_name", stream)
            .object("config", json -> ConsumerConfigJson.write(json, config, MetadataView.STORED))
            .field("action", "")
            .endObject()
            .toByteArray();
    return new Message(
        address.subject("CONSUMER.CREATE." + stream + names), replyTo, headers, body);
  }

  /** Has a consumer go back to what it knows to be taken. */
  static Message reset(
      Address address, String stream, String consumer, byte[] headers, String replyTo) {
    return new Message(
        address.subject("CONSUMER.RESET." + stream + '.' + consumer),
        replyTo,
        headers,
        Message.EMPTY);
  }

  /** Deletes a consumer that is not used any more. */
  static Message delete(Address address, String stream, String consumer) {
    return new Message(
        address.subject("CONSUMER.DELETE." + stream + '.' + consumer),
        address.newReplySubject(),
        Message.EMPTY,
        Message.EMPTY);
  }

  /** Answers flow control: all was taken up to here. */
  static Message taken(String replyTo, long delivery, long sequence) {
    String block =
        "NATS/1.0\r\n"
            + Inbound.Control.LAST_DELIVERY
            + ": "
            + delivery
            + "\r\n"
            + Inbound.Control.LAST_SEQUENCE
            + ": "
            + sequence
            + "\r\n\r\n";
    return new Message(replyTo, null, block.getBytes(UTF_8), Message.EMPTY);
  }
}
