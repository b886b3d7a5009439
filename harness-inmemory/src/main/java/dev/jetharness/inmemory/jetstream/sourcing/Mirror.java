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
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a stream the mirror of another one: each message has the sequence and the time that it has
 * there, and what is missing there is missing here.
 */
final class Mirror implements Feed {
  private final EngineContext engine;
  private final Stream target;
  private final StreamSource origin;
  private final DirectGroup directGroup;
  private final Address address;
  private final Link link;
  private final Transforms transforms;
  private String filter = "";
  private long sequence;
  private long delivery;
  private long lag;

  Mirror(
      EngineContext engine,
      Stream target,
      StreamSource origin,
      DirectGroup directGroup,
      Supplier<String> names) {
    this.engine = engine;
    this.target = target;
    this.origin = origin;
    this.directGroup = directGroup;
    this.address = new Address(origin, "M", names);
    this.link = new Link(engine, address, this);
    this.transforms = Transforms.of(origin.transforms());
  }

  void start() {
    boolean unused = link.connect();
  }

  void close() {
    link.close();
  }

  OriginInfo info() {
    return new OriginInfo(origin, filter, lag, 0, link.quiet(), link.error());
  }

  /** Deletes the consumer, unless somebody else made it. */
  void deleteConsumer() {
    if (origin.consumer() == null) {
      link.publish(Requests.delete(address, origin.name(), consumerName()));
    }
  }

  @Override
  public Message request(String deliverSubject, String replyTo) {
    sequence = target.lastSequence();
    filter = origin.filterSubject();
    SourceConsumer consumer = origin.consumer();
    if (consumer != null) {
      return Requests.reset(address, origin.name(), consumer.name(), Message.EMPTY, replyTo);
    }
    var config =
        SourcingConsumers.request(
            consumerName(),
            deliverSubject,
            startPosition(),
            filters(),
            Map.of(
                "_nats.mirror.stream", target.name(), "_nats.mirror.acc", engine.account().name()));
    boolean named = !config.filterSubject().isEmpty();
    return Requests.create(address, origin.name(), config, named, Requests.headers(), replyTo);
  }

  /** What is configured counts only until there was a first message. */
  private Start startPosition() {
    if (target.state().messages() > 0 || target.state().firstSequence() > 0) {
      return Start.at(target.lastSequence() + 1);
    }
    if (origin.startSequence() != 0) {
      return Start.at(origin.startSequence());
    }
    return origin.startTime() == null ? Start.ALL : Start.from(origin.startTime().instant());
  }

  private List<String> filters() {
    if (!origin.filterSubject().isEmpty()) {
      return List.of(origin.filterSubject());
    }
    return origin.transforms().stream().map(SubjectTransformConfig::source).toList();
  }

  private String consumerName() {
    return SourcingNames.ofMirror(target.name(), engine.account().name());
  }

  @Override
  public @Nullable ApiError established(ConsumerAnswer answer) {
    if (origin.consumer() != null && !answer.acknowledgesByFlowControl()) {
      return SourcingErrors.mirrorConsumerRequiresFlowControl();
    }
    long passed = answer.deliveredSequence();
    sequence = Math.max(passed, target.lastSequence());
    delivery = 0;
    if (target.lastSequence() < passed) {
      if (target.messages() == 0) {
        target.copies().beginAt(passed + 1);
      } else {
        target.copies().skipTo(passed);
      }
    }
    return null;
  }

  @Override
  public boolean refused(ApiError error) {
    return false;
  }

  @Override
  public void stalled() {
    link.reconnect();
  }

  @Override
  public void take(Inbound inbound) {
    if (inbound instanceof Inbound.Copy copy) {
      take(copy);
    } else if (inbound instanceof Inbound.FlowControl question) {
      link.publish(Requests.taken(question.replyTo(), delivery, sequence));
    } else if (inbound instanceof Inbound.Heartbeat heartbeat) {
      take(heartbeat);
    }
  }

  private void take(Inbound.Heartbeat heartbeat) {
    if (heartbeat.lastDelivery() > 0 && heartbeat.lastDelivery() != delivery) {
      link.reconnect();
    } else if (!heartbeat.stalledOn().isEmpty()) {
      link.publish(new Message(heartbeat.stalledOn(), null, Message.EMPTY, Message.EMPTY));
    }
  }

  private void take(Inbound.Copy copy) {
    AckSubject from = copy.delivery();
    if (!link.isFrom(from.consumer()) || from.deliveries() > 1) {
      return;
    }
    boolean inTurn = from.consumerSequence() == delivery + 1;
    if (from.streamSequence() <= sequence) {
      delivery += inTurn ? 1 : 0;
      return;
    }
    long sequenceBefore = sequence;
    long deliveryBefore = delivery;
    long lagBefore = lag;
    if (from.streamSequence() != sequence + 1 && !(inTurn && skipTo(from.streamSequence() - 1))) {
      link.reconnect();
      return;
    }
    delivery = from.consumerSequence();
    sequence = from.streamSequence();
    lag = Math.max(0, from.pending() - 1);
    if (target.config().mirrorDirect()) {
      directGroup.caughtUp(origin.name(), from.pending());
    }
    Message message = copy.message();
    Message transformed =
        new Message(
            transforms.apply(message.subject()), null, message.headers(), message.payload());
    CopyOutcome outcome = target.copies().mirror(transformed, sequence, from.timestamp());
    if (outcome == CopyOutcome.OUT_OF_SEQUENCE) {
      lag = lagBefore;
      delivery = deliveryBefore;
      long last = target.lastSequence();
      sequence = sequence <= last ? last : sequenceBefore;
      link.reconnect();
    }
  }

  /** Passes over what is missing in the origin; false if it is not known that it is. */
  private boolean skipTo(long before) {
    if (target.lastSequence() != sequence) {
      return false;
    }
    target.copies().skipTo(before);
    return true;
  }
}
