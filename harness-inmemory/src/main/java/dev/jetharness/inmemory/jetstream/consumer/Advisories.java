package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.stream.EngineContext;
import dev.jetharness.inmemory.json.GoTime;
import dev.jetharness.inmemory.json.JsonWriter;
import dev.jetharness.inmemory.json.WrittenTime;
import io.nats.client.NUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer announces on {@code $JS.EVENT.>}, if anybody listens: advisories, and metrics of
 * acknowledgements. It is sent as an effect of the event that caused it.
 */
final class Advisories {
  private static final String SUBJECT = "$JS.EVENT.ADVISORY.CONSUMER.";
  private static final String TYPE = "io.nats.jetstream.advisory.v1.";
  private static final String METRIC_SUBJECT = "$JS.EVENT.METRIC.CONSUMER.";
  private static final String METRIC_TYPE = "io.nats.jetstream.metric.v1.";

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
    ofGroup("PINNED", "pinned", group, json -> json.field("pinned_id", pinId));
  }

  void unpinned(String group, String reason) {
    ofGroup("UNPINNED", "unpinned", group, json -> json.field("reason", reason));
  }

  void paused(boolean on, @Nullable WrittenTime until) {
    WrittenTime end = until == null ? WrittenTime.utc(GoTime.ZERO) : until;
    send("PAUSE", "consumer_pause", json -> json.field("paused", on).timeField("pause_until", end));
  }

  /** A metric: how long after its delivery a message was acknowledged, in nanoseconds. */
  void acknowledged(AckSubject ack, long delay) {
    publish(
        METRIC_SUBJECT + "ACK",
        METRIC_TYPE + "consumer_ack",
        "",
        json -> {
          json.field("consumer_seq", ack.consumerSequence())
              .field("stream_seq", ack.streamSequence())
              .field("ack_time", delay)
              .field("deliveries", ack.deliveries());
          writeDomain(json);
        });
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
    publish(
        SUBJECT + event,
        TYPE + type,
        "",
        json -> {
          details.accept(json);
          writeDomain(json);
        });
  }

  /** Advisories of priority groups name the account, too, and the domain before the group. */
  private void ofGroup(String event, String type, String group, Consumer<JsonWriter> details) {
    publish(
        SUBJECT + event,
        TYPE + "consumer_group_" + type,
        engine.account().name(),
        json -> {
          writeDomain(json);
          details.accept(json.field("group", group));
        });
  }

  private void writeDomain(JsonWriter json) {
    json.fieldIfSet("domain", engine.domain());
  }

  private void publish(String prefix, String type, String account, Consumer<JsonWriter> details) {
    String subject = prefix + "." + stream + "." + consumer;
    if (!engine.account().hasInterest(subject)) {
      return;
    }
    JsonWriter json = new JsonWriter();
    json.beginObject()
        .field("type", type)
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
