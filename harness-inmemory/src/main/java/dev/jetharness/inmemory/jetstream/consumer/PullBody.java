package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.json.JsonException;
import dev.jetharness.inmemory.json.ObjectReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a pull request asks for. Durations are in nanoseconds; zero is what was not said.
 *
 * @param batch how many messages; the server reads zero and less as one
 * @param maxBytes how many bytes at most
 * @param expires after which time
 * @param noWait whether only what is there
 * @param heartbeat after which silence to send a heartbeat
 * @param priority what it says to a priority group; null if the body is no JSON object, which then
 *     stands outside of all groups
 */
record PullBody(
    long batch,
    long maxBytes,
    long expires,
    boolean noWait,
    long heartbeat,
    @Nullable PriorityRequest priority) {

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
    return new PullBody(batch, 0, 0, false, 0, null);
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
            PriorityRequest.read(request));
    request.finish();
    if (body.heartbeat > 0 && Nanos.sum(body.heartbeat, body.heartbeat) > body.expires) {
      throw new JsonException("heartbeat value too large");
    }
    return body;
  }
}
