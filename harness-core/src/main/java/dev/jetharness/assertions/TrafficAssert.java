package dev.jetharness.assertions;

import dev.jetharness.traffic.MessageContent;
import dev.jetharness.traffic.TrafficEvent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Events that were found, to narrow down and to count. Each method is an assertion of its own: it
 * waits until an event fulfils everything asked so far.
 *
 * <pre>{@code
 * assertThat(broker)
 *     .published("orders.created")
 *     .withHeader("tenant", "acme")
 *     .withText("{\"id\":\"o-1\"}")
 *     .once();
 * }</pre>
 *
 * <p>Acknowledgements and given-up messages have the subject and content of the message that they
 * are about.
 *
 * @param <E> the type of the events
 * @since 0.1
 */
public final class TrafficAssert<E extends TrafficEvent> {
  private final Observation observation;
  private final Selection<E> selection;

  TrafficAssert(Observation observation, Selection<E> selection) {
    this.observation = observation;
    this.selection = selection;
  }

  /**
   * Narrows down to messages on a subject.
   *
   * @param subject a subject, may have the wildcards {@code *} and {@code >}
   * @return the events that are left
   * @throws AssertionError if there is none within the limit
   */
  public TrafficAssert<E> onSubject(String subject) {
    return narrow(Condition.subject(SubjectPattern.of(subject)));
  }

  /**
   * Narrows down to messages with this payload as UTF-8 text.
   *
   * @param text the whole payload
   * @return the events that are left
   * @throws AssertionError if there is none within the limit
   */
  public TrafficAssert<E> withText(String text) {
    return narrow(
        Condition.content("with text \"" + text + '"', content -> content.text().equals(text)));
  }

  /**
   * Narrows down to messages with this payload.
   *
   * @param payload the whole payload
   * @return the events that are left
   * @throws AssertionError if there is none within the limit
   */
  public TrafficAssert<E> withPayload(byte[] payload) {
    byte[] expected = payload.clone();
    MessageContent shown = new MessageContent(new byte[0], expected);
    return narrow(
        Condition.content(
            "with payload " + shown, content -> Arrays.equals(content.payload(), expected)));
  }

  /**
   * Narrows down to messages with a header of this value.
   *
   * @param name the header's name; case matters
   * @param value one of its values
   * @return the events that are left
   * @throws AssertionError if there is none within the limit
   */
  public TrafficAssert<E> withHeader(String name, String value) {
    return narrow(
        Condition.content(
            "with header %s: %s".formatted(name, value),
            content -> {
              List<String> values = content.headers().get(name);
              return values != null && values.contains(value);
            }));
  }

  /**
   * Narrows down to messages with this id in the header {@code Nats-Msg-Id}.
   *
   * @param id the message id
   * @return the events that are left
   * @throws AssertionError if there is none within the limit
   */
  public TrafficAssert<E> withMessageId(String id) {
    return narrow(
        Condition.content(
            "with message id \"" + id + '"', content -> id.equals(content.messageId())));
  }

  /**
   * Narrows down to what the caller accepts.
   *
   * @param description continues "a message published …", such as "for a customer in Berlin"
   * @param test tells whether an event is accepted; called on the calling thread
   * @return the events that are left
   * @throws AssertionError if there is none within the limit
   */
  public TrafficAssert<E> matching(String description, Predicate<? super E> test) {
    return narrow(Condition.about(description, test));
  }

  /**
   * Checks that there is exactly one, and behind a fence that no other is under way.
   *
   * @return this assertion
   * @throws AssertionError if there are fewer after the limit, or more
   */
  public TrafficAssert<E> once() {
    return times(1);
  }

  /**
   * Checks that there are exactly so many, and behind a fence that no other is under way.
   *
   * @param count the number of events, from 1
   * @return this assertion
   * @throws AssertionError if there are fewer after the limit, or more
   */
  public TrafficAssert<E> times(int count) {
    observation.exactly(selection, positive(count));
    return this;
  }

  /**
   * Waits until there are so many or more.
   *
   * @param count the number of events, from 1
   * @return this assertion
   * @throws AssertionError if there are fewer after the limit
   */
  public TrafficAssert<E> atLeast(int count) {
    observation.await(
        selection,
        "at least " + Report.messages(positive(count)),
        (found, history) -> found.size() >= count);
    return this;
  }

  /**
   * Waits until messages with these payloads are there in this order; others may be in between.
   *
   * @param texts the payloads as UTF-8 text
   * @return this assertion
   * @throws AssertionError if they are not within the limit
   */
  public TrafficAssert<E> inOrder(String... texts) {
    List<String> expected = List.of(texts);
    observation.await(
        selection,
        "messages with the texts " + quoted(expected) + " in this order",
        (found, history) ->
            inOrder(
                found,
                expected,
                (event, text) -> {
                  MessageContent content = history.contentOf(event);
                  return content != null && content.text().equals(text);
                }));
    return this;
  }

  /**
   * Waits until messages on these subjects are there in this order; others may be in between.
   *
   * @param subjects subjects, may have the wildcards {@code *} and {@code >}
   * @return this assertion
   * @throws AssertionError if they are not within the limit
   */
  public TrafficAssert<E> subjectsInOrder(String... subjects) {
    List<SubjectPattern> expected = Arrays.stream(subjects).map(SubjectPattern::of).toList();
    observation.await(
        selection,
        "messages on the subjects " + quoted(expected) + " in this order",
        (found, history) ->
            inOrder(
                found, expected, (event, subject) -> subject.matches(history.subjectOf(event))));
    return this;
  }

  /**
   * Returns what was found, for assertions that this class does not have.
   *
   * @return the events that fulfil everything asked so far, oldest first
   */
  public List<E> events() {
    return selection.in(observation.history());
  }

  private TrafficAssert<E> narrow(Condition<E> condition) {
    return observation.begin(selection.and(condition));
  }

  private static int positive(int count) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "A count is 1 or more, but got %d. For none at all there are neverPublished(…), neverStored(…), neverDelivered() and their like"
              .formatted(count));
    }
    return count;
  }

  /** Whether what is expected is found one after the other. */
  private static <F, X> boolean inOrder(
      List<F> found, List<X> expected, BiPredicate<? super F, ? super X> same) {
    Iterator<X> next = expected.iterator();
    if (!next.hasNext()) {
      return true;
    }
    X awaited = next.next();
    for (F each : found) {
      if (same.test(each, awaited)) {
        if (!next.hasNext()) {
          return true;
        }
        awaited = next.next();
      }
    }
    return false;
  }

  private static String quoted(List<?> values) {
    return values.stream().map(value -> "\"" + value + '"').collect(Collectors.joining(", "));
  }
}
