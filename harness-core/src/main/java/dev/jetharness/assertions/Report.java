package dev.jetharness.assertions;

import dev.jetharness.traffic.TrafficEvent;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what was expected and what did happen, the nearest misses first. */
final class Report<E extends TrafficEvent> {
  private static final int NEAREST = 5;
  private static final int LATEST = 20;

  private final History history;
  private final Selection<E> selection;
  private final long forgotten;
  private final Timeline timeline;

  Report(History history, Selection<E> selection, long forgotten) {
    this.history = history;
    this.selection = selection;
    this.forgotten = forgotten;
    this.timeline = new Timeline(history);
  }

  static String messages(int count) {
    return count == 1 ? "1 message" : count + " messages";
  }

  /** Too few or too many, or not as expected together. */
  String missing(String expectation, String how) {
    List<E> found = selection.in(history);
    StringBuilder text = new StringBuilder();
    text.append(
        "Expected %s %s, %s, but %s\n"
            .formatted(
                expectation,
                selection.describe(),
                how,
                found.isEmpty() ? "there was none." : "found " + found.size() + ":"));
    found.stream().limit(LATEST).forEach(event -> line(text, event, ""));
    if (found.size() > LATEST) {
      text.append("  … and %d more\n".formatted(found.size() - LATEST));
    }
    nearest(text);
    everything(text);
    return text.toString();
  }

  /** Something that should not be there. */
  String unwanted() {
    StringBuilder text = new StringBuilder();
    List<E> found = selection.in(history);
    text.append(
        "Expected no message %s, but found %d:\n".formatted(selection.describe(), found.size()));
    found.stream().limit(LATEST).forEach(event -> line(text, event, ""));
    everything(text);
    return text.toString();
  }

  private void nearest(StringBuilder text) {
    Set<Long> found =
        selection.in(history).stream().map(TrafficEvent::position).collect(Collectors.toSet());
    List<E> others =
        history.events(selection.type()).stream()
            .filter(event -> !found.contains(event.position()))
            .toList();
    if (others.isEmpty()) {
      return;
    }
    List<E> nearest =
        others.stream()
            .sorted(
                Comparator.<E>comparingLong(this::nearness)
                    .thenComparingLong(TrafficEvent::position)
                    .reversed())
            .limit(NEAREST)
            .toList();
    text.append("Nearest misses (%d of %d):\n".formatted(nearest.size(), others.size()));
    nearest.forEach(event -> line(text, event, "  <- not " + unfulfilled(event)));
  }

  private long nearness(E event) {
    long fulfilled =
        selection.conditions().stream().filter(c -> c.test().test(event, history)).count();
    String subject = history.subjectOf(event);
    int near =
        selection.conditions().stream().mapToInt(c -> c.nearness().applyAsInt(subject)).sum();
    return (fulfilled << 32) + near;
  }

  private String unfulfilled(E event) {
    return selection.conditions().stream()
        .filter(condition -> !condition.test().test(event, history))
        .map(Condition::description)
        .collect(Collectors.joining(", not "));
  }

  private void everything(StringBuilder text) {
    List<TrafficEvent> events = history.events();
    if (events.isEmpty()) {
      text.append("Nothing went through the broker.");
      return;
    }
    int from = Math.max(0, events.size() - LATEST);
    text.append(
        from == 0
            ? "Everything that happened:\n"
            : "What happened last (%d of %d events):\n".formatted(LATEST, events.size()));
    events.subList(from, events.size()).forEach(event -> line(text, event, ""));
    if (forgotten > 0) {
      text.append("  (the recorder forgot %d older events)\n".formatted(forgotten));
    }
    text.setLength(text.length() - 1);
  }

  private void line(StringBuilder text, TrafficEvent event, String remark) {
    text.append("  ").append(timeline.line(event)).append(remark).append('\n');
  }
}
