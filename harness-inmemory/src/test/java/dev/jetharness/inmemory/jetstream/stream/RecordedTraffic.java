package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.traffic.AckKind;
import dev.jetharness.traffic.TrafficSink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a stream reported, one line for each event. */
final class RecordedTraffic implements TrafficSink {
  final List<String> events = new ArrayList<>();

  @Override
  public void stored(
      String stream,
      long sequence,
      String subject,
      byte[] headers,
      byte[] payload,
      boolean duplicate) {
    events.add((duplicate ? "duplicate " : "stored ") + stream + " " + sequence + " " + subject);
  }

  @Override
  public void refused(String stream, String subject, int errorCode, String description) {
    events.add("refused " + stream + " " + subject + " " + errorCode + " " + description);
  }

  @Override
  public void published(
      String connection, String subject, @Nullable String reply, byte[] headers, byte[] payload) {
    throw new AssertionError("a stream does not report what clients publish");
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
    throw new AssertionError("a stream delivers nothing");
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
    throw new AssertionError("a stream knows no acknowledgements");
  }

  @Override
  public void maxDeliveriesReached(
      String stream, String consumer, long streamSequence, long deliveries) {
    throw new AssertionError("a stream knows no deliveries");
  }
}
