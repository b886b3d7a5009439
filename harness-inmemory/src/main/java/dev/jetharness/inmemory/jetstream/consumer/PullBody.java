package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.json.JsonException;
import dev.jetharness.inmemory.json.ObjectReader;
import java.nio.charset.StandardCharsets;

/**
 * What a pull request asks for. Durations are in nanoseconds; zero is what was not said.
 *
 * @param batch how many messages; the server reads zero and less as one
 * @param maxBytes how many bytes at most
 * @param expires after which time
 * @param noWait whether only what is there
 * @param heartbeat after which silence to send a heartbeat
 * @param minPending overflow priority: from how many pending messages on
 * @param minAckPending overflow priority: from how many unacknowledged messages on
 * @param pinId pinned-client priority: whose pin it is
 * @param priority its priority
 */
record PullBody(
    long batch,
    long maxBytes,
    long expires,
    boolean noWait,
    long heartbeat,
    long minPending,
    long minAckPending,
    String pinId,
    long priority) {

  /** Reads a body: nothing, a number, or a JSON object; other text asks for one message. */
  static PullBody parse(byte[] body) throws JsonException {
    String text = new String(body, StandardCharsets.UTF_8).strip();
    if (text.startsWith("{")) {
      return ofJson(text.getBytes(StandardCharsets.UTF_8));
    }
    long batch = 1;
    if (!text.isEmpty()) {
      try {
        batch = Long.parseLong(text);
      } catch (NumberFormatException otherText) {
        batch = 1;
      }
    }
    return new PullBody(batch, 0, 0, false, 0, 0, 0, "", 0);
  }

  private static PullBody ofJson(byte[] json) throws JsonException {
    ObjectReader request = ObjectReader.parse(json, "", false);
    PullBody body =
        new PullBody(
            request.integer("batch", 0),
            request.integer("max_bytes", 0),
            request.duration("expires").toNanos(),
            request.bool("no_wait", false),
            request.duration("idle_heartbeat").toNanos(),
            request.int64("min_pending", 0),
            request.int64("min_ack_pending", 0),
            request.string("id", ""),
            request.integer("priority", 0));
    request.string("group", "");
    request.finish();
    if (body.heartbeat > 0 && Nanos.sum(body.heartbeat, body.heartbeat) > body.expires) {
      throw new JsonException("heartbeat value too large");
    }
    return body;
  }
}
