package dev.jetharness.inmemory.jetstream.sourcing;

import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.config.SourcingConsumers;
import dev.jetharness.inmemory.jetstream.config.SourcingConsumers.Start;
import dev.jetharness.inmemory.jetstream.config.StreamSource;
import dev.jetharness.inmemory.jetstream.config.StreamSource.SourceConsumer;
import dev.jetharness.inmemory.jetstream.config.SubjectTransformConfig;
import dev.jetharness.inmemory.jetstream.consumer.AckSubject;
import dev.jetharness.inmemory.jetstream.error.ApiError;
import dev.jetharness.inmemory.jetstream.error.SourcingErrors;
import dev.jetharness.inmemory.jetstream.stream.CopyOutcome;
import dev.jetharness.inmemory.jetstream.stream.EngineContext;
import dev.jetharness.inmemory.jetstream.stream.Stream;
import dev.jetharness.inmemory.jetstream.stream.StreamState;
import dev.jetharness.inmemory.time.BrokerClock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes the messages of another stream into a stream, each under a new sequence. */
final class Source implements Feed {
  private static final int IDENTITY_MISMATCH = 10225;

  private final EngineContext engine;
  private final Stream target;
  private final String indexName;
  private final boolean traceable;
  private final Address address;
  private final Link link;
  private final Transforms transforms;

  /** Changes with the stream's configuration, but for what the index name tells. */
  private StreamSource origin;

  /** The sequence of the origin to begin with when there is to be a consumer; 1 for none. */
  private long from = 1;

  private long sequence;
  private long delivery;
  private long lag;
  private long position;
  private String identity = "";
  private boolean recreated;

  /** Whether something was missed; then nothing is acknowledged until it is asked for again. */
  private boolean behind;

  Source(EngineContext engine, Stream target, StreamSource origin, Supplier<String> names) {
    this.engine = engine;
    this.target = target;
    this.origin = origin;
    this.indexName = origin.indexName();
    this.address = new Address(origin, "S", names);
    this.link = new Link(engine, address, this);
    this.transforms = Transforms.of(origin.transforms());
    SourceHeader header = SourceHeader.parse(SourceHeader.format(indexName, 1, "s", ""));
    this.traceable = header != null && header.indexName().equals(indexName);
  }

  StreamSource origin() {
    return origin;
  }

  void configure(StreamSource updated) {
    origin = updated;
  }

  /** Goes on after a message that was copied before. */
  void resumeAfter(SourceHeader copied) {
    sequence = copied.sequence();
    position = copied.sequence();
    identity = copied.identity();
    recreated = false;
  }

  void start() {
    connectAt(sequence + 1);
  }

  void close() {
    link.close();
  }

  OriginInfo info() {
    return new OriginInfo(
        origin, origin.filterSubject(), lag, position, link.quiet(), link.error());
  }

  /** Deletes a consumer of this name, unless somebody else made it. */
  void deleteConsumer(String name) {
    if (origin.consumer() == null) {
      link.publish(Requests.delete(address, origin.name(), name));
    }
  }

  @Override
  public Message request(String deliverSubject, String replyTo) {
    byte[] headers = Requests.headers(identity);
    SourceConsumer consumer = origin.consumer();
    if (consumer != null) {
      return Requests.reset(address, origin.name(), consumer.name(), headers, replyTo);
    }
    var config =
        SourcingConsumers.request(
            SourcingNames.ofSource(
                target.name(), engine.account().name(), origin, target.config().sources()),
            deliverSubject,
            startPosition(),
            filters(),
            Map.of("_nats.src.stream", target.name(), "_nats.src.acc", engine.account().name()));
    // Also when its only filter is empty: then the server asks on a subject that nobody hears.
    boolean named = filters().size() == 1;
    return Requests.create(address, origin.name(), config, named, headers, replyTo);
  }

  /** What is configured counts only at the beginning. */
  private Start startPosition() {
    if (from > 1) {
      return Start.at(from);
    }
    if (origin.startSequence() != 0) {
      return Start.at(origin.startSequence());
    }
    StreamState state = target.state();
    Instant last = BrokerClock.toInstant(state.lastTimestamp());
    boolean hasLast = state.lastTimestamp() != 0;
    if (origin.startTime() != null) {
      Instant configured = origin.startTime().instant();
      return Start.from(hasLast && configured.isBefore(last) ? last : configured);
    }
    return state.firstSequence() > 1 && hasLast && !recreated ? Start.from(last) : Start.ALL;
  }

  private List<String> filters() {
    if (!origin.filterSubject().isEmpty()) {
      return List.of(origin.filterSubject());
    }
    return origin.transforms().stream().map(SubjectTransformConfig::source).toList();
  }

  @Override
  public @Nullable ApiError established(ConsumerAnswer answer) {
    if (origin.consumer() != null && !answer.acknowledgesByFlowControl()) {
      return SourcingErrors.sourceConsumerRequiresFlowControl();
    }
    String told = answer.identity();
    if (recreated || (!told.isEmpty() && !identity.isEmpty() && !told.equals(identity))) {
      sequence = 0;
    }
    identity = told;
    recreated = false;
    sequence = Math.max(sequence, answer.deliveredSequence());
    delivery = 0;
    behind = false;
    return null;
  }

  /** An origin that was created anew is copied from its beginning. */
  @Override
  public boolean refused(ApiError error) {
    if (error.errorCode() != IDENTITY_MISMATCH) {
      return false;
    }
    from = 1;
    sequence = 0;
    delivery = 0;
    position = 0;
    identity = "";
    recreated = true;
    return true;
  }

  @Override
  public void stalled() {
    connectAt(sequence + 1);
  }

  @Override
  public void take(Inbound inbound) {
    if (inbound instanceof Inbound.Copy copy) {
      take(copy);
    } else if (inbound instanceof Inbound.FlowControl question && !behind) {
      link.publish(Requests.taken(question.replyTo(), delivery, sequence));
    } else if (inbound instanceof Inbound.Heartbeat heartbeat) {
      take(heartbeat);
    }
  }

  private void take(Inbound.Heartbeat heartbeat) {
    if (heartbeat.lastDelivery() > 0 && heartbeat.lastDelivery() != delivery) {
      behind = true;
      connectAt(sequence + 1);
    } else if (!heartbeat.stalledOn().isEmpty()) {
      link.publish(new Message(heartbeat.stalledOn(), null, Message.EMPTY, Message.EMPTY));
    }
  }

  private void take(Inbound.Copy copy) {
    AckSubject told = copy.delivery();
    if (!link.isFrom(told.consumer()) || told.deliveries() > 1) {
      return;
    }
    boolean inTurn = told.consumerSequence() == delivery + 1;
    if (told.streamSequence() <= sequence) {
      delivery += inTurn ? 1 : 0;
      return;
    }
    if (!inTurn) {
      if (told.consumerSequence() > delivery) {
        connectAt(sequence + 1);
      }
      return;
    }
    long before = sequence;
    delivery++;
    sequence = told.streamSequence();
    lag = Math.max(0, told.pending() - 1);
    CopyOutcome outcome = store(copy.message());
    if (outcome == CopyOutcome.REFUSED || outcome == CopyOutcome.NO_ROOM) {
      // It may be taken once there is room, so it is asked for again.
      delivery--;
      sequence = before;
      connectAt(told.streamSequence());
    } else if (outcome == CopyOutcome.STORED && traceable) {
      position = sequence;
    }
  }

  private CopyOutcome store(Message message) {
    String subject = message.subject();
    Message transformed =
        new Message(transforms.apply(subject), null, message.headers(), message.payload());
    return target
        .copies()
        .take(transformed, SourceHeader.format(indexName, sequence, subject, identity));
  }

  private void connectAt(long next) {
    if (link.connect()) {
      from = next;
    }
  }
}
