package dev.jetharness.assertions;

import dev.jetharness.traffic.TrafficEvent;
import dev.jetharness.traffic.TrafficEvent.Refused;
import dev.jetharness.traffic.TrafficEvent.Stored;
import java.util.function.Function;

/**
 * Assertions on what a stream took or refused.
 *
 * <pre>{@code
 * assertThat(broker).stream("ORDERS").stored("orders.created").withMessageId("o-1").once();
 * assertThat(broker).stream("ORDERS").recognisedDuplicate("orders.created");
 * assertThat(broker).stream("ORDERS").refused(10071);
 * }</pre>
 *
 * @since 0.1
 */
public final class StreamAssert {
  private final Observation observation;
  private final String stream;

  StreamAssert(Observation observation, String stream) {
    this.observation = observation;
    this.stream = stream;
  }

  /**
   * Waits until the stream has stored a message on the subject. Duplicates are not counted.
   *
   * @param subject a subject, may have the wildcards {@code *} and {@code >}
   * @return the matching messages, to narrow down and to count
   * @throws AssertionError if there is none within the limit
   */
  public TrafficAssert<Stored> stored(String subject) {
    return observation.begin(stored(SubjectPattern.of(subject)));
  }

  /**
   * Waits until the stream has recognised a message on the subject as a duplicate.
   *
   * @param subject a subject, may have the wildcards {@code *} and {@code >}
   * @return the matching messages, to narrow down and to count
   * @throws AssertionError if there is none within the limit
   */
  public TrafficAssert<Stored> recognisedDuplicate(String subject) {
    return observation.begin(
        select(Stored.class, "recognised as duplicate", Stored::stream)
            .and(Condition.about("recognised as duplicate", Stored::duplicate))
            .and(Condition.subject(SubjectPattern.of(subject))));
  }

  /**
   * Waits until the stream has refused a message with an error.
   *
   * @param errorCode the JetStream {@code err_code}, such as 10071 for a wrong last sequence
   * @return the matching refusals, to narrow down and to count
   * @throws AssertionError if there is none within the limit
   */
  public TrafficAssert<Refused> refused(int errorCode) {
    return observation.begin(
        refused().and(Condition.about("with error " + errorCode, e -> e.errorCode() == errorCode)));
  }

  /**
   * Checks, behind a fence, that the stream has stored no message on the subject.
   *
   * @param subject a subject, may have the wildcards {@code *} and {@code >}
   * @return this assertion
   * @throws AssertionError if it did
   */
  public StreamAssert neverStored(String subject) {
    observation.never(stored(SubjectPattern.of(subject)));
    return this;
  }

  /**
   * Checks, behind a fence, that the stream has refused no message.
   *
   * @return this assertion
   * @throws AssertionError if it did
   */
  public StreamAssert neverRefused() {
    observation.never(refused());
    return this;
  }

  private Selection<Stored> stored(SubjectPattern subject) {
    return select(Stored.class, "stored", Stored::stream)
        .and(Condition.about("stored", event -> !event.duplicate()))
        .and(Condition.subject(subject));
  }

  private Selection<Refused> refused() {
    return select(Refused.class, "refused", Refused::stream);
  }

  private <E extends TrafficEvent> Selection<E> select(
      Class<E> type, String what, Function<E, String> streamOf) {
    return Selection.of(type, what, fence -> fence.passStream(stream))
        .and(Condition.about("by " + stream, event -> streamOf.apply(event).equals(stream)));
  }
}
