package dev.jetharness.assertions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jetharness.BrokerKind;
import dev.jetharness.spi.AbstractBroker;
import dev.jetharness.traffic.AckKind;
import dev.jetharness.traffic.TrafficRecorder;
import io.nats.client.Options;
import java.time.Duration;

/** A broker of which only the record exists; and a fence that lets something happen behind it. */
final class RecordedBroker extends AbstractBroker implements Fence {
  final TrafficRecorder recorder;
  private Runnable underWay = () -> {};
  int fences;

  RecordedBroker() {
    this(new TrafficRecorder());
  }

  RecordedBroker(TrafficRecorder recorder) {
    super(BrokerKind.IN_MEMORY, recorder);
    this.recorder = recorder;
  }

  /** Looks once, unless told otherwise. */
  BrokerAssert asserted() {
    return new BrokerAssert(this, this).within(Duration.ZERO);
  }

  /** Happens when somebody builds a fence. */
  void underWay(Runnable event) {
    underWay = event;
  }

  void published(String subject, String text) {
    recorder.published("app", subject, null, new byte[0], text.getBytes(UTF_8));
  }

  void published(String subject, String text, String header, String value) {
    String block = "NATS/1.0\r\n" + header + ": " + value + "\r\n\r\n";
    recorder.published("app", subject, null, block.getBytes(UTF_8), text.getBytes(UTF_8));
  }

  void stored(long sequence, String subject, String text) {
    recorder.stored("ORDERS", sequence, subject, new byte[0], text.getBytes(UTF_8), false);
  }

  void duplicate(long sequence, String subject, String text) {
    recorder.stored("ORDERS", sequence, subject, new byte[0], text.getBytes(UTF_8), true);
  }

  void delivered(String consumer, long sequence, long deliveries, String subject, String text) {
    recorder.delivered(
        "worker",
        "ORDERS",
        consumer,
        sequence,
        sequence,
        deliveries,
        subject,
        new byte[0],
        text.getBytes(UTF_8));
  }

  void said(String consumer, long sequence, long deliveries, AckKind kind, String body) {
    recorder.acknowledged(
        "worker", "ORDERS", consumer, sequence, sequence, deliveries, kind, body.getBytes(UTF_8));
  }

  @Override
  public void passConnections() {
    fences++;
    underWay.run();
  }

  @Override
  public void passStream(String stream) {
    passConnections();
  }

  @Override
  public void passConsumer(String stream, String consumer) {
    passConnections();
  }

  @Override
  protected void address(Options.Builder builder) {}

  @Override
  protected void release() {}

  @Override
  public String url() {
    return "nats://127.0.0.1:1";
  }

  @Override
  public String serverVersion() {
    return "2.15.1";
  }

  @Override
  public void reset() {
    recorder.clear();
  }
}
