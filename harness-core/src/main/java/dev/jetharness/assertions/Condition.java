package dev.jetharness.assertions;

import dev.jetharness.traffic.MessageContent;
import dev.jetharness.traffic.TrafficEvent;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * One thing that an assertion asks of an event.
 *
 * @param description continues the sentence "a message published …"
 * @param test whether an event of a history fulfils it
 * @param nearness how near a subject comes to the one asked for; orders near misses
 */
record Condition<E extends TrafficEvent>(
    String description, BiPredicate<? super E, History> test, ToIntFunction<String> nearness) {

  static <E extends TrafficEvent> Condition<E> about(
      String description, Predicate<? super E> test) {
    return new Condition<>(description, (event, history) -> test.test(event), subject -> 0);
  }

  static <E extends TrafficEvent> Condition<E> subject(SubjectPattern pattern) {
    return new Condition<>(
        "on \"" + pattern + "\"",
        (event, history) -> pattern.matches(history.subjectOf(event)),
        pattern::nearness);
  }

  static <E extends TrafficEvent> Condition<E> content(
      String description, Predicate<? super MessageContent> test) {
    return new Condition<>(
        description,
        (event, history) -> {
          MessageContent content = history.contentOf(event);
          return content != null && test.test(content);
        },
        subject -> 0);
  }

  static <E extends TrafficEvent> Condition<E> content(Predicate<? super MessageContent> test) {
    return content("with the given content", test);
  }
}
