package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.stream.EngineContext;
import dev.jetharness.inmemory.json.JsonWriter;
import io.nats.client.NUID;
import java.util.function.Consumer;

/**
 * What a consumer announces on {@code $JS.EVENT.ADVISORY.CONSUMER.>}, if anybody listens. It is
 * sent as an effect of the event that caused it.
 */
final class Advisories {
  private static final String SUBJECT = "$JS.EVENT.ADVISORY.CONSUMER.";
  private static final String TYPE = "io.nats.jetstream.advisory.v1.";

  private final EngineContext engine;
  private final String stream;
  private final String consumer;

  Advisories(EngineContext engine, String stream, String consumer) {
    this.engine = engine;
    this.stream = stream;
    this.consumer = consumer;
  }

  void created() {
    send("CREATED", "consumer_action", json -> json.field("action", "create"));
  }

  void deleted() {
    send("DELETED", "consumer_action", json -> json.field("action", "delete"));
  }

  void pinned(String group, String pinId) {
    String account = engine.account().name();
    send(
        "PINNED",
        "consumer_group_pinned",
        json -> json.field("group", group).field("pinned_id", pinId),
        account);
  }

  void unpinned(String group, String reason) {
    String account = engine.account().name();
    send(
        "UNPINNED",
        "consumer_group_unpinned",
        json -> json.field("group", group).field("reason", reason),
        account);
  }

  void maxDeliveries(long sequence, long deliveries) {
    send(
        "MAX_DELIVERIES",
        "max_deliver",
        json -> json.field("stream_seq", sequence).field("deliveries", deliveries));
  }

  void naked(AckSubject nak) {
    send("MSG_NAKED", "nak", json -> writeDelivery(json, nak));
  }

  void terminated(AckSubject term, String reason) {
    send(
        "MSG_TERMINATED",
        "terminated",
        json -> writeDelivery(json, term).fieldIfSet("reason", reason));
  }

  private static JsonWriter writeDelivery(JsonWriter json, AckSubject delivery) {
    return json.field("consumer_seq", delivery.consumerSequence())
        .field("stream_seq", delivery.streamSequence())
        .field("deliveries", delivery.deliveries());
  }

  private void send(String event, String type, Consumer<JsonWriter> details) {
    send(event, type, details, "");
  }

  /** Sends an advisory that names the account, too, where one is given. */
  private void send(String event, String type, Consumer<JsonWriter> details, String account) {
    String subject = SUBJECT + event + "." + stream + "." + consumer;
    if (!engine.account().hasInterest(subject)) {
      return;
    }
    JsonWriter json = new JsonWriter();
    json.beginObject()
        .field("type", TYPE + type)
        .field("id", NUID.nextGlobal())
        .timeField("timestamp", engine.clock().instant())
        .fieldIfSet("account", account)
        .field("stream", stream)
        .field("consumer", consumer);
    details.accept(json);
    json.endObject();
    Message advisory = new Message(subject, null, Message.EMPTY, json.toByteArray());
    engine.sequencer().later(() -> engine.account().publish(advisory));
  }
}
