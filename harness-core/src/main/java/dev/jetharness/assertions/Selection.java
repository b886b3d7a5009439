package dev.jetharness.assertions;

import dev.jetharness.traffic.TrafficEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The events that an assertion is about.
 *
 * @param type their type
 * @param what what happened to a message in them, such as "published"
 * @param fence what makes sure that no such event is under way
 * @param conditions what is asked of them, all of it
 */
record Selection<E extends TrafficEvent>(
    Class<E> type, String what, Consumer<Fence> fence, List<Condition<E>> conditions) {

  static <E extends TrafficEvent> Selection<E> of(
      Class<E> type, String what, Consumer<Fence> fence) {
    return new Selection<>(type, what, fence, List.of());
  }

  Selection<E> and(Condition<E> condition) {
    List<Condition<E>> more = new ArrayList<>(conditions);
    more.add(condition);
    return new Selection<>(type, what, fence, List.copyOf(more));
  }

  List<E> in(History history) {
    return history.events(type).stream()
        .filter(event -> conditions.stream().allMatch(c -> c.test().test(event, history)))
        .toList();
  }

  String describe() {
    return conditions.stream()
        .map(Condition::description)
        .filter(description -> !description.equals(what))
        .collect(Collectors.joining(" ", what + " ", ""))
        .strip();
  }
}
