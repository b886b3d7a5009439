package dev.jetharness.wire;

import dev.jetharness.traffic.TrafficSink;
import io.nats.client.support.JsonParseException;
import io.nats.client.support.JsonParser;
import io.nats.client.support.JsonValue;
import io.nats.client.support.JsonValueUtils;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Reads along on one connection to a real server and reports what it sees. It changes no byte, and
 * falls silent where it no longer understands them. Each direction is fed by one thread at a time.
 */
final class WireTap {
  private static final Logger LOGGER = System.getLogger(WireTap.class.getName());
  private static final int MAX_CONTROL_LINE = 1 << 20;
  private static final int MAX_PAYLOAD = 64 << 20;
  private static final String MAX_DELIVERIES = "$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.";

  private final TrafficSink sink;
  private final Taps taps;
  private final AwaitedPubAcks awaited = new AwaitedPubAcks();
  private final ProtocolParser sent =
      ProtocolParser.fromClient(new FromClient(), MAX_CONTROL_LINE, MAX_PAYLOAD);
  private final ProtocolParser received =
      ProtocolParser.fromServer(new FromServer(), MAX_CONTROL_LINE, MAX_PAYLOAD);
  private volatile String connection = "";
  private volatile boolean silent;

  WireTap(TrafficSink sink, Taps taps) {
    this.sink = sink;
    this.taps = taps;
  }

  /** The client is about to send these bytes. */
  void sent(byte[] bytes, int offset, int length) {
    parse(sent, bytes, offset, length);
  }

  /** The client is about to receive these bytes. */
  void received(byte[] bytes, int offset, int length) {
    parse(received, bytes, offset, length);
  }

  private void parse(ProtocolParser parser, byte[] bytes, int offset, int length) {
    if (silent) {
      return;
    }
    try {
      parser.parse(bytes, offset, length);
    } catch (ProtocolException notUnderstood) {
      silent = true;
      LOGGER.log(Level.DEBUG, "no longer reading along on " + connection, notUnderstood);
    }
  }

  private static @Nullable JsonValue json(byte[] text) {
    if (text.length == 0 || text[0] != '{') {
      return null;
    }
    try {
      return JsonParser.parse(text);
    } catch (JsonParseException anApplicationsPayload) {
      return null;
    }
  }

  /** What the client sends. */
  private final class FromClient implements ProtocolHandler {

    @Override
    public void connect(byte[] options) {
      JsonValue json = json(options);
      String name = json == null ? null : JsonValueUtils.readString(json, "name");
      if (name != null && !name.isEmpty()) {
        connection = name;
      }
    }

    @Override
    public void publish(String subject, @Nullable String reply, byte[] headers, byte[] payload) {
      if (subject.startsWith(AckReply.PREFIX)) {
        acknowledged(subject, payload);
      } else if (!subject.startsWith("$JS.API.") && !subject.startsWith("$JS.FC.")) {
        sink.published(connection, subject, reply, headers, payload);
        if (reply != null) {
          awaited.add(reply, new AwaitedPubAcks.Published(subject, headers, payload));
        }
      }
    }

    private void acknowledged(String subject, byte[] body) {
      AckReply reply = AckReply.parse(subject);
      if (reply == null) {
        return;
      }
      AckReply.kind(body)
          .ifPresent(
              kind ->
                  sink.acknowledged(
                      connection,
                      reply.stream(),
                      reply.consumer(),
                      reply.streamSequence(),
                      reply.consumerSequence(),
                      reply.deliveries(),
                      kind,
                      body));
    }
  }

  /** What the server sends. */
  private final class FromServer implements ProtocolHandler {

    @Override
    public void info(byte[] text) {
      JsonValue json = json(text);
      if (connection.isEmpty() && json != null) {
        connection = Long.toString(JsonValueUtils.readLong(json, "client_id", 0));
      }
    }

    @Override
    public void message(
        String subject, String sid, @Nullable String reply, byte[] headers, byte[] payload) {
      if (subject.startsWith(MAX_DELIVERIES)) {
        maxDeliveriesReached(payload);
      }
      if (reply != null && reply.startsWith(AckReply.PREFIX)) {
        delivered(subject, reply, headers, payload);
      } else {
        answered(subject, payload);
      }
    }

    private void delivered(String subject, String replySubject, byte[] headers, byte[] payload) {
      AckReply reply = AckReply.parse(replySubject);
      if (reply != null) {
        sink.delivered(
            connection,
            reply.stream(),
            reply.consumer(),
            reply.streamSequence(),
            reply.consumerSequence(),
            reply.deliveries(),
            subject,
            headers,
            payload);
      }
    }

    private void answered(String subject, byte[] payload) {
      AwaitedPubAcks.Published published = awaited.get(subject);
      JsonValue json = published == null ? null : json(payload);
      String stream = json == null ? null : JsonValueUtils.readString(json, "stream");
      if (published == null || json == null || stream == null) {
        return;
      }
      awaited.remove(subject);
      JsonValue error = JsonValueUtils.readValue(json, "error");
      if (error == null) {
        sink.stored(
            stream,
            JsonValueUtils.readLong(json, "seq", 0),
            published.subject(),
            published.headers(),
            published.payload(),
            JsonValueUtils.readBoolean(json, "duplicate"));
      } else {
        String description = JsonValueUtils.readString(error, "description");
        sink.refused(
            stream,
            published.subject(),
            JsonValueUtils.readInteger(error, "err_code", 0),
            description == null ? "" : description);
      }
    }

    private void maxDeliveriesReached(byte[] payload) {
      JsonValue json = json(payload);
      if (json == null) {
        return;
      }
      String id = JsonValueUtils.readString(json, "id");
      String stream = JsonValueUtils.readString(json, "stream");
      String consumer = JsonValueUtils.readString(json, "consumer");
      if (id != null && stream != null && consumer != null && taps.isNew(id)) {
        sink.maxDeliveriesReached(
            stream,
            consumer,
            JsonValueUtils.readLong(json, "stream_seq", 0),
            JsonValueUtils.readLong(json, "deliveries", 0));
      }
    }
  }
}
