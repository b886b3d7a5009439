package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.bus.InternalSubscription;
import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.bus.RecordingAccount;
import dev.jetharness.inmemory.bus.RecordingAccount.Sent;
import dev.jetharness.inmemory.jetstream.config.ConsumerConfig;
import dev.jetharness.inmemory.jetstream.config.RetentionPolicy;
import dev.jetharness.inmemory.jetstream.config.StorageType;
import dev.jetharness.inmemory.jetstream.stream.BatchQuotas;
import dev.jetharness.inmemory.jetstream.stream.EngineContext;
import dev.jetharness.inmemory.subject.SubjectFilter;
import dev.jetharness.inmemory.time.ManualTime;
import dev.jetharness.inmemory.time.Sequencer;
import dev.jetharness.traffic.AckKind;
import dev.jetharness.traffic.TrafficSink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A consumer of a stream, an account and time that a test holds in its hands. */
final class Bench {
  final Sequencer sequencer = new Sequencer();
  final RecordingAccount account = new RecordingAccount(sequencer);
  final ManualTime time = new ManualTime(sequencer);
  final List<String> traffic = new ArrayList<>();
  final FakeStream stream;
  private final EngineContext engine;
  private @Nullable Consumer consumer;
  private boolean gone;
  private int seen;

  Bench() {
    this(RetentionPolicy.LIMITS);
  }

  Bench(RetentionPolicy retention) {
    this(retention, StorageType.FILE, -1);
  }

  Bench(RetentionPolicy retention, StorageType storage, long maxPerSubject) {
    stream = new FakeStream(time.clock(), retention, storage, maxPerSubject);
    engine =
        new EngineContext(
            account, sequencer, time.clock(), time, new Recording(traffic), new BatchQuotas());
  }

  /** Creates the consumer and starts it. */
  Consumer start(ConfigBuilder config) {
    Consumer created = create(config);
    sequencer.run(created::start);
    return created;
  }

  /** Creates the consumer without starting it. */
  Consumer create(ConfigBuilder config) {
    ConsumerConfig built = config.build();
    String name = built.name().isEmpty() ? built.durableName() : built.name();
    consumer = sequencer.call(() -> new Consumer(engine, stream, name, built, () -> gone = true));
    return consumer;
  }

  Consumer consumer() {
    return Objects.requireNonNull(consumer);
  }

  ConsumerInfo info() {
    return sequencer.call(() -> consumer().info());
  }

  boolean gone() {
    return gone;
  }

  void publish(String... subjects) {
    for (String subject : subjects) {
      publishText(subject, "x");
    }
  }

  void publishText(String subject, String payload) {
    sequencer.run(() -> stream.publish(subject, payload, Message.EMPTY));
  }

  void remove(long sequence) {
    sequencer.run(() -> stream.remove(sequence));
  }

  void purge(String... subjects) {
    SubjectFilter filter = SubjectFilter.of(List.of(subjects));
    sequencer.run(() -> stream.purge(filter, Long.MAX_VALUE));
  }

  InternalSubscription listen(String subject) {
    return sequencer.call(() -> account.listen(subject));
  }

  void close(InternalSubscription subscription) {
    sequencer.run(subscription::close);
  }

  /** Pulls with a body. */
  void pull(String reply, String body) {
    pull(reply, body, Message.EMPTY);
  }

  void pull(String reply, String body, byte[] headers) {
    Message request = new Message("next", reply, headers, body.getBytes(StandardCharsets.UTF_8));
    sequencer.run(() -> consumer().pull(request, null));
  }

  /** Acknowledges a delivery. */
  void ack(Sent delivery, String body) {
    ack(delivery, body, null);
  }

  void ack(Sent delivery, String body, @Nullable String reply) {
    ack(Objects.requireNonNull(delivery.message().reply()), body, reply);
  }

  void ack(String subject, String body, @Nullable String reply) {
    AckSubject parsed = Objects.requireNonNull(AckSubject.parse(subject, "$G"));
    Message ack = new Message(subject, reply, Message.EMPTY, body.getBytes(StandardCharsets.UTF_8));
    sequencer.run(() -> consumer().acknowledge(parsed, ack, null));
  }

  void advance(Duration duration) {
    time.advance(duration);
  }

  /** What was sent since the last call. */
  List<Sent> fresh() {
    List<Sent> result = List.copyOf(account.sent().subList(seen, account.sent().size()));
    seen = account.sent().size();
    return result;
  }

  /** What was sent since the last call, in short: the subject and numbers of deliveries. */
  List<String> freshInShort() {
    return fresh().stream().map(Bench::inShort).toList();
  }

  /** A delivery as "deliveries/stream sequence/consumer sequence/pending", or the status line. */
  static String inShort(Sent sent) {
    String reply = sent.message().reply();
    AckSubject ack = reply == null ? null : AckSubject.parse(reply, "$G");
    if (ack != null) {
      return ack.deliveries()
          + "/"
          + ack.streamSequence()
          + "/"
          + ack.consumerSequence()
          + "/"
          + ack.pending();
    }
    if (sent.headers().isEmpty()) {
      return sent.destination();
    }
    return sent.headers().strip().replace("\r\n", "|").replace("NATS/1.0 ", "");
  }

  /** Writes events down. */
  private record Recording(List<String> events) implements TrafficSink {
    @Override
    public void published(
        String connection,
        String subject,
        @Nullable String reply,
        byte[] headers,
        byte[] payload) {}

    @Override
    public void stored(
        String stream,
        long sequence,
        String subject,
        byte[] headers,
        byte[] payload,
        boolean duplicate) {}

    @Override
    public void refused(String stream, String subject, int errorCode, String description) {}

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
      events.add(
          "delivered %s>%s %d/%d/%d to %s"
              .formatted(
                  stream, consumer, deliveries, streamSequence, consumerSequence, connection));
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
      events.add(
          "%s %s>%s %d/%d/%d"
              .formatted(kind, stream, consumer, deliveries, streamSequence, consumerSequence));
    }

    @Override
    public void maxDeliveriesReached(
        String stream, String consumer, long streamSequence, long deliveries) {
      events.add("gave up %s>%s %d/%d".formatted(stream, consumer, deliveries, streamSequence));
    }
  }
}
