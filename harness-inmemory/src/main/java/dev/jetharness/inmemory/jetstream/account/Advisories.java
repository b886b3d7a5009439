package dev.jetharness.inmemory.jetstream.account;

import dev.jetharness.inmemory.bus.Client;
import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.stream.EngineContext;
import dev.jetharness.inmemory.json.JsonWriter;
import dev.jetharness.inmemory.time.BrokerClock;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the server publishes about streams, their backups, and the use of the API. */
public final class Advisories {
  private static final String AUDIT = "$JS.EVENT.ADVISORY.API";
  private static final int OWN_CLIENT = 1;
  private static final String STREAM = "$JS.EVENT.ADVISORY.STREAM.";

  /** On the wire an empty reply shows, as a second blank; the server sends these with one. */
  private static final String EMPTY_REPLY = "";

  private final EngineContext context;
  private final Topology topology;
  private final Nuid nuid;
  private final long started;

  public Advisories(EngineContext context, Topology topology, Nuid nuid) {
    this.context = context;
    this.topology = topology;
    this.nuid = nuid;
    this.started = context.clock().now();
  }

  void streamCreated(String stream) {
    stream("CREATED", "create", stream);
  }

  void streamUpdated(String stream) {
    stream("UPDATED", "modify", stream);
  }

  void streamDeleted(String stream) {
    stream("DELETED", "delete", stream);
  }

  /** Reports a request to the API and its response, if somebody listens. */
  public void audit(Message request, @Nullable Client sender, String body, String response) {
    publishIfHeard(
        AUDIT,
        "api_audit",
        json -> {
          json.field("server", topology.serverName());
          json.object(
              "client",
              client -> {
                if (sender == null) {
                  describeServer(client, request.subject());
                } else {
                  sender.describe(client);
                }
              });
          json.field("subject", request.subject());
          json.fieldIfSet("request", body).field("response", response);
          describeDomain(json);
        });
  }

  /**
   * The server itself asks when a stream copies another one. It asks for consumers as JetStream,
   * and has them deleted as the account.
   */
  private void describeServer(JsonWriter json, String subject) {
    json.timeField("start", BrokerClock.toInstant(started));
    json.field("id", OWN_CLIENT).field("acc", context.account().name());
    json.field("server", topology.serverName());
    json.field("kind", subject.contains(".CONSUMER.DELETE.") ? "Account" : "JetStream");
  }

  /**
   * Reports a step of a snapshot or a restoration, if somebody listens.
   *
   * @param event what the step is called in the advisory's subject and, in lower case, its type
   * @param stream the stream
   * @param members writes what follows the name of the stream
   */
  public void backup(String event, String stream, Consumer<JsonWriter> members) {
    publishIfHeard(
        STREAM + event + '.' + stream,
        event.toLowerCase(Locale.ROOT),
        json -> {
          json.field("stream", stream);
          members.accept(json);
        });
  }

  /** Writes the {@code domain}, if there is one. */
  public void describeDomain(JsonWriter json) {
    json.fieldIfSet("domain", topology.domain());
  }

  private void stream(String event, String action, String stream) {
    String subject = STREAM + event + '.' + stream;
    publish(
        subject,
        null,
        "stream_action",
        json -> {
          json.field("stream", stream).field("action", action);
          describeDomain(json);
        });
  }

  private void publishIfHeard(String subject, String type, Consumer<JsonWriter> members) {
    if (context.account().hasInterest(subject)) {
      publish(subject, EMPTY_REPLY, type, members);
    }
  }

  private void publish(
      String subject, @Nullable String reply, String type, Consumer<JsonWriter> members) {
    JsonWriter json = new JsonWriter().beginObject();
    json.field("type", "io.nats.jetstream.advisory.v1." + type);
    json.field("id", nuid.next()).timeField("timestamp", context.clock().instant());
    members.accept(json);
    Message advisory = new Message(subject, reply, Message.EMPTY, json.endObject().toByteArray());
    context.sequencer().later(() -> context.account().publish(advisory));
  }
}
