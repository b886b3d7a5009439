package dev.jetharness.inmemory;

import dev.jetharness.traffic.AckKind;
import dev.jetharness.traffic.TrafficSink;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes what goes through the server into its log, if it is to be traced. */
final class TraceLog implements TrafficSink {
  private final ServerLog log;
  private final boolean enabled;

  TraceLog(ServerLog log, boolean enabled) {
    this.log = log;
    this.enabled = enabled;
  }

  @Override
  public void published(
      String connection, String subject, @Nullable String reply, byte[] headers, byte[] payload) {
    if (enabled) {
      String verb = headers.length == 0 ? "PUB " : "HPUB ";
      int size = headers.length + payload.length;
      String target = reply == null ? subject : subject + ' ' + reply;
      log.trace(connection + " - <<- [" + verb + target + ' ' + size + ']');
      log.trace(connection + " - <<- MSG_PAYLOAD: [\"" + text(payload) + "\"]");
    }
  }

  @Override
  public void stored(
      String stream,
      long sequence,
      String subject,
      byte[] headers,
      byte[] payload,
      boolean duplicate) {
    if (enabled) {
      String how = duplicate ? " already holds " : " stored ";
      log.trace("JETSTREAM - " + stream + how + sequence + " on " + subject);
    }
  }

  @Override
  public void refused(String stream, String subject, int errorCode, String description) {
    if (enabled) {
      log.trace(
          "JETSTREAM - "
              + stream
              + " refused a message on "
              + subject
              + ": "
              + errorCode
              + ' '
              + description);
    }
  }

  @Override
  public void delivered(
      String connection,
      String stream,
      String consumer,
      long streamSequence,
      long consumerSequence,
      long deliveries,
      String subject,
      byte[] headers,
      byte[] payload) {
    if (enabled) {
      log.trace(
          connection
              + " - ->> ["
              + subject
              + "] from "
              + stream
              + " > "
              + consumer
              + ", sequence "
              + streamSequence
              + ", delivery "
              + deliveries);
    }
  }

  @Override
  public void acknowledged(
      String connection,
      String stream,
      String consumer,
      long streamSequence,
      long consumerSequence,
      long deliveries,
      AckKind kind,
      byte[] body) {
    if (enabled) {
      log.trace(
          connection
              + " - <<- "
              + kind
              + " of "
              + stream
              + " > "
              + consumer
              + ", sequence "
              + streamSequence);
    }
  }

  @Override
  public void maxDeliveriesReached(
      String stream, String consumer, long streamSequence, long deliveries) {
    if (enabled) {
      log.trace(
          "JETSTREAM - "
              + stream
              + " > "
              + consumer
              + " gave up sequence "
              + streamSequence
              + " after "
              + deliveries
              + " deliveries");
    }
  }

  private static String text(byte[] payload) {
    return new String(payload, StandardCharsets.UTF_8);
  }
}
