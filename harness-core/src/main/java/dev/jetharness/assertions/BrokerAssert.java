package dev.jetharness.assertions;

import dev.jetharness.Broker;
import dev.jetharness.traffic.MessageContent;
import dev.jetharness.traffic.TrafficEvent.Published;
import java.time.Duration;
import java.util.function.Predicate;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on what went through a broker; see {@link JetStreamAssertions} for examples.
 *
 * @since 0.1
 */
public final class BrokerAssert extends AbstractAssert<BrokerAssert, Broker> {
  private final Fence fence;
  private Duration limit = Observation.defaultLimit();

  BrokerAssert(Broker broker, Fence fence) {
    super(broker, BrokerAssert.class);
    this.fence = fence;
  }

  /**
   * Sets how long the following assertions wait.
   *
   * @param newLimit the limit; zero looks once
   * @return this assertion
   */
  public BrokerAssert within(Duration newLimit) {
    limit = newLimit;
    return this;
  }

  /**
   * Waits until a client has published a message on the subject, whether or not a stream stores it.
   *
   * @param subject a subject, may have the wildcards {@code *} and {@code >}
   * @return the matching messages, to narrow down and to count
   * @throws AssertionError if there is none within the limit
   */
  public TrafficAssert<Published> published(String subject) {
    isNotNull();
    return observation().begin(published(SubjectPattern.of(subject)));
  }

  /**
   * Checks, behind a fence, that no client has published on the subject.
   *
   * @param subject a subject, may have the wildcards {@code *} and {@code >}
   * @return this assertion
   * @throws AssertionError if one did
   */
  public BrokerAssert neverPublished(String subject) {
    isNotNull();
    observation().never(published(SubjectPattern.of(subject)));
    return this;
  }

  /**
   * Checks, behind a fence, that no client has published such a message on the subject.
   *
   * @param subject a subject, may have the wildcards {@code *} and {@code >}
   * @param content tells which messages must not be there
   * @return this assertion
   * @throws AssertionError if there is one
   */
  public BrokerAssert neverPublished(String subject, Predicate<? super MessageContent> content) {
    isNotNull();
    observation().never(published(SubjectPattern.of(subject)).and(Condition.content(content)));
    return this;
  }

  /**
   * Begins an assertion on what a stream took or refused.
   *
   * @param name the stream's name; it need not exist yet
   * @return assertions on the stream
   */
  public StreamAssert stream(String name) {
    isNotNull();
    return new StreamAssert(observation(), name);
  }

  /**
   * Begins an assertion on what a consumer delivered and what was said to it.
   *
   * @param stream the name of its stream
   * @param name the consumer's name; it need not exist yet
   * @return assertions on the consumer
   */
  public ConsumerAssert consumer(String stream, String name) {
    isNotNull();
    return new ConsumerAssert(observation(), stream, name);
  }

  private Observation observation() {
    return new Observation(actual.traffic(), limit, fence, info);
  }

  private static Selection<Published> published(SubjectPattern subject) {
    return Selection.of(Published.class, "published", Fence::passConnections)
        .and(Condition.subject(subject));
  }
}
