package dev.jetharness.conformance.differential;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Steps to be played one after the other; as text, one step on a line. */
record Script(List<Step> steps) {
  private static final Pattern STREAM = Pattern.compile("STREAM\\.CREATE\\.([^.]+)");
  private static final Pattern CONSUMER =
      Pattern.compile("CONSUMER\\.(?:DURABLE\\.)?CREATE\\.([^.]+\\.[^.]+).*");

  Script {
    steps = List.copyOf(steps);
  }

  /** Reads what {@link #toString} wrote; empty lines and those that begin with # are left out. */
  static Script parse(String text) {
    return new Script(
        text.lines()
            .map(String::stripLeading)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .map(Script::step)
            .toList());
  }

  private static Step step(String text) {
    Line line = Line.parse(text);
    return switch (line.verb) {
      case Step.Request.VERB ->
          new Step.Request(line.target, line.attribute("headers"), line.body());
      case Step.Publish.VERB ->
          new Step.Publish(
              line.target, line.attribute("reply"), line.attribute("headers"), line.body());
      case Step.Acknowledge.VERB ->
          new Step.Acknowledge(
              line.target, Integer.parseInt(line.attribute("delivery")), line.body());
      case Step.Snapshot.VERB -> new Step.Snapshot(line.target, line.body());
      case Step.Restore.VERB -> new Step.Restore(line.target, line.attribute("from"), line.body());
      case Step.Listen.BEGIN, Step.Listen.END ->
          new Step.Listen(
              line.target, line.attribute("queue"), line.verb.equals(Step.Listen.BEGIN));
      default -> throw new IllegalArgumentException("not a step: " + text);
    };
  }

  /** The streams that it creates. */
  Set<String> streams() {
    return named(STREAM);
  }

  /** Whether streams copy from each other, and make requests of their own to do so. */
  boolean copies() {
    String text = toString();
    return text.contains("\"mirror\"") || text.contains("\"sources\"");
  }

  /** The consumers that it creates by name, such as {@code S.c}. */
  Set<String> consumers() {
    return named(CONSUMER);
  }

  private Set<String> named(Pattern creation) {
    Set<String> names = new LinkedHashSet<>();
    for (Step step : steps) {
      if (step instanceof Step.Request request) {
        Matcher matcher = creation.matcher(request.operation());
        if (matcher.matches()) {
          names.add(matcher.group(1));
        }
      }
    }
    return names;
  }

  /** This script without the steps from one to another. */
  Script without(int from, int to) {
    List<Step> left = new ArrayList<>(steps.subList(0, from));
    left.addAll(steps.subList(to, steps.size()));
    return new Script(left);
  }

  /** This script with another step in a place. */
  Script with(int index, Step step) {
    List<Step> changed = new ArrayList<>(steps);
    changed.set(index, step);
    return new Script(changed);
  }

  @Override
  public String toString() {
    return steps.stream().map(Step::toString).collect(Collectors.joining("\n"));
  }
}
