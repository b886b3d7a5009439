package dev.jetharness.assertions;

import dev.jetharness.traffic.AckKind;
import dev.jetharness.traffic.MessageContent;
import dev.jetharness.traffic.TrafficEvent;
import dev.jetharness.traffic.TrafficEvent.Acknowledged;
import dev.jetharness.traffic.TrafficEvent.Delivered;
import dev.jetharness.traffic.TrafficEvent.MaxDeliveriesReached;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Assertions on what a consumer delivered and what was said to it.
 *
 * <pre>{@code
 * ConsumerAssert billing = assertThat(broker).consumer("ORDERS", "billing");
 * billing.delivered().withText("o-1").times(2);
 * billing.naked().withText("o-1").once();
 * billing.acknowledged().withText("o-1").once();
 * billing.neverTermed();
 * }</pre>
 *
 * @since 0.1
 */
public final class ConsumerAssert {
  private final Observation observation;
  private final String stream;
  private final String consumer;

  ConsumerAssert(Observation observation, String stream, String consumer) {
    this.observation = observation;
    this.stream = stream;
    this.consumer = consumer;
  }

  /**
   * Waits until the consumer has delivered a message. Each redelivery counts.
   *
   * @return the deliveries, to narrow down and to count
   * @throws AssertionError if there is none within the limit
   */
  public TrafficAssert<Delivered> delivered() {
    return observation.begin(deliveries());
  }

  /**
   * Waits until the consumer has delivered a message for the second time or more.
   *
   * @return these deliveries, to narrow down and to count
   * @throws AssertionError if there is none within the limit
   */
  public TrafficAssert<Delivered> redelivered() {
    return observation.begin(redeliveries());
  }

  /**
   * Waits until a delivery was acknowledged, by {@code +ACK} or {@code +NXT}.
   *
   * @return the acknowledgements, to narrow down and to count
   * @throws AssertionError if there is none within the limit
   */
  public TrafficAssert<Acknowledged> acknowledged() {
    return observation.begin(said("acknowledged", AckKind.ACK, AckKind.NEXT));
  }

  /**
   * Waits until a delivery was refused by {@code -NAK}, with a delay or without.
   *
   * @return the negative acknowledgements, to narrow down and to count
   * @throws AssertionError if there is none within the limit
   */
  public TrafficAssert<Acknowledged> naked() {
    return observation.begin(said("naked", AckKind.NAK));
  }

  /**
   * Waits until a delivery was terminated by {@code +TERM}.
   *
   * @return the terminations, to narrow down and to count
   * @throws AssertionError if there is none within the limit
   */
  public TrafficAssert<Acknowledged> termed() {
    return observation.begin(said("termed", AckKind.TERM));
  }

  /**
   * Waits until the consumer has given up a message after its last allowed delivery. A real server
   * tells it by an advisory only, so there it is seen if a connection of the broker subscribes to
   * {@code $JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.>}, as a dead-letter path does.
   *
   * @return these events, to narrow down and to count
   * @throws AssertionError if there is none within the limit
   */
  public TrafficAssert<MaxDeliveriesReached> reachedMaxDeliveries() {
    return observation.begin(
        select(
            MaxDeliveriesReached.class,
            "given up",
            MaxDeliveriesReached::stream,
            MaxDeliveriesReached::consumer));
  }

  /**
   * Checks, behind a fence, that the consumer has delivered nothing.
   *
   * @return this assertion
   * @throws AssertionError if it did
   */
  public ConsumerAssert neverDelivered() {
    return never(deliveries());
  }

  /**
   * Checks, behind a fence, that the consumer has delivered no such message.
   *
   * @param content tells which messages must not be there
   * @return this assertion
   * @throws AssertionError if it did
   */
  public ConsumerAssert neverDelivered(Predicate<? super MessageContent> content) {
    return never(deliveries().and(Condition.content(content)));
  }

  /**
   * Checks, behind a fence, that the consumer has delivered nothing twice.
   *
   * @return this assertion
   * @throws AssertionError if it did
   */
  public ConsumerAssert neverRedelivered() {
    return never(redeliveries());
  }

  /**
   * Checks, behind a fence, that no delivery was acknowledged.
   *
   * @return this assertion
   * @throws AssertionError if one was
   */
  public ConsumerAssert neverAcknowledged() {
    return never(said("acknowledged", AckKind.ACK, AckKind.NEXT));
  }

  /**
   * Checks, behind a fence, that no delivery of such a message was acknowledged.
   *
   * @param content tells which messages must not be acknowledged
   * @return this assertion
   * @throws AssertionError if one was
   */
  public ConsumerAssert neverAcknowledged(Predicate<? super MessageContent> content) {
    return never(said("acknowledged", AckKind.ACK, AckKind.NEXT).and(Condition.content(content)));
  }

  /**
   * Checks, behind a fence, that no delivery was refused by {@code -NAK}.
   *
   * @return this assertion
   * @throws AssertionError if one was
   */
  public ConsumerAssert neverNaked() {
    return never(said("naked", AckKind.NAK));
  }

  /**
   * Checks, behind a fence, that no delivery was terminated by {@code +TERM}.
   *
   * @return this assertion
   * @throws AssertionError if one was
   */
  public ConsumerAssert neverTermed() {
    return never(said("termed", AckKind.TERM));
  }

  private <E extends TrafficEvent> ConsumerAssert never(Selection<E> selection) {
    observation.never(selection);
    return this;
  }

  private Selection<Delivered> deliveries() {
    return select(Delivered.class, "delivered", Delivered::stream, Delivered::consumer);
  }

  private Selection<Delivered> redeliveries() {
    return select(Delivered.class, "delivered again", Delivered::stream, Delivered::consumer)
        .and(Condition.about("delivered again", event -> event.deliveries() > 1));
  }

  private Selection<Acknowledged> said(String what, AckKind... kinds) {
    List<AckKind> accepted = List.of(kinds);
    return select(Acknowledged.class, what, Acknowledged::stream, Acknowledged::consumer)
        .and(Condition.about(what, event -> accepted.contains(event.kind())));
  }

  private <E extends TrafficEvent> Selection<E> select(
      Class<E> type, String what, Function<E, String> streamOf, Function<E, String> consumerOf) {
    return Selection.of(type, what, fence -> fence.passConsumer(stream, consumer))
        .and(
            Condition.about(
                "by " + stream + "/" + consumer,
                event ->
                    streamOf.apply(event).equals(stream)
                        && consumerOf.apply(event).equals(consumer)));
  }
}
