package dev.jetharness.assertions;

import dev.jetharness.assertions.Fence.BrokenFenceException;
import dev.jetharness.traffic.Traffic;
import dev.jetharness.traffic.TrafficEvent;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import org.assertj.core.api.WritableAssertionInfo;

/**
 * Looks at the traffic and waits for it.
 *
 * @param traffic what is looked at
 * @param limit how long to wait
 * @param fence what is passed before something can be said not to have happened
 * @param info what AssertJ knows about the assertion, such as its description
 */
record Observation(Traffic traffic, Duration limit, Fence fence, WritableAssertionInfo info) {
  private static final String LIMIT = "jetharness.assertions.limit";
  private static final Duration DEFAULT_LIMIT = Duration.ofSeconds(5);

  static Duration defaultLimit() {
    String text = System.getProperty(LIMIT, "");
    if (text.isBlank()) {
      return DEFAULT_LIMIT;
    }
    try {
      return Duration.parse(text.trim());
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          LIMIT + " = '" + text + "': allowed is an ISO-8601 duration such as PT5S", e);
    }
  }

  /** Asserts that there is one at least, and goes on from there. */
  <E extends TrafficEvent> TrafficAssert<E> begin(Selection<E> selection) {
    return new TrafficAssert<>(this, selection).atLeast(1);
  }

  History history() {
    return new History(traffic.events());
  }

  /** Waits until enough events of the selection are there that fulfil a condition together. */
  <E extends TrafficEvent> void await(
      Selection<E> selection, String expectation, BiPredicate<List<E>, History> condition) {
    if (!reached(selection, condition)) {
      throw failure(
          new Report<>(history(), selection, traffic.forgotten())
              .missing(expectation, "within " + inWords(limit)));
    }
  }

  /** Waits until there are so many, then makes sure that there are no more. */
  <E extends TrafficEvent> void exactly(Selection<E> selection, int count) {
    String expectation = Report.messages(count);
    await(selection, expectation, (found, history) -> found.size() >= count);
    pass(selection);
    History history = history();
    if (selection.in(history).size() != count) {
      throw failure(
          new Report<>(history, selection, traffic.forgotten()).missing(expectation, "exactly"));
    }
  }

  /** Makes sure that there is none and that none is under way. */
  <E extends TrafficEvent> void never(Selection<E> selection) {
    if (selection.in(history()).isEmpty()) {
      pass(selection);
    }
    History history = history();
    if (!selection.in(history).isEmpty()) {
      throw failure(new Report<>(history, selection, traffic.forgotten()).unwanted());
    }
  }

  private <E extends TrafficEvent> void pass(Selection<E> selection) {
    try {
      selection.fence().accept(fence);
    } catch (BrokenFenceException broken) {
      AssertionError error =
          failure(
              "Cannot tell whether any more messages were %s: %s"
                  .formatted(selection.describe(), broken.getMessage()));
      error.initCause(broken);
      throw error;
    }
    long forgotten = traffic.forgotten();
    if (forgotten > 0) {
      throw failure(
          "Cannot tell whether any more messages were %s: the recorder forgot the oldest %d events. Call broker.traffic().clear() before the part of the test that this is about."
              .formatted(selection.describe(), forgotten));
    }
  }

  private <E extends TrafficEvent> boolean reached(
      Selection<E> selection, BiPredicate<List<E>, History> condition) {
    try {
      return traffic.await(
          events -> {
            History history = new History(events);
            return condition.test(selection.in(history), history);
          },
          limit);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw failure("Interrupted while waiting for messages " + selection.describe());
    }
  }

  private AssertionError failure(String message) {
    String overriding = info.overridingErrorMessage();
    String description = info.descriptionText();
    return new AssertionError(
        (description.isEmpty() ? "" : "[" + description + "] ")
            + (overriding == null ? message : overriding));
  }

  static String inWords(Duration limit) {
    return limit.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
