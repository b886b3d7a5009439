package dev.jetharness.conformance.differential;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out where in the stream the ack floor of a consumer is once a message that was not yet
 * acknowledged was removed from the stream: nats-server terms it beside everything else, before or
 * after the next delivery, and the floor is then that of the one or the other.
 */
final class AckFloors {
  private static final Pattern REMOVED =
      Pattern.compile("ADVISORY\\.CONSUMER\\.MSG_TERMINATED\\.([^.]+\\.[^.]+)");
  private static final String REASON = "Unacknowledged message was deleted";

  /** An ack floor; in a text within a text, its quotes are escaped. */
  private static final Pattern FLOOR =
      Pattern.compile(
          ("(%1$sstream_name%1$s:%1$s([^\"\\\\]+)%1$s,%1$sname%1$s:%1$s([^\"\\\\]+)%1$s"
                  + "(?:(?!%1$sstream_name).)*?"
                  + "%1$sack_floor%1$s:\\{%1$sconsumer_seq%1$s:\\d+,%1$sstream_seq%1$s:)\\d+")
              .formatted("\\\\*\""));

  private final Set<String> consumers;

  AckFloors() {
    this(new HashSet<>());
  }

  private AckFloors(Set<String> consumers) {
    this.consumers = consumers;
  }

  /** One that knows the same, and goes its own way from here. */
  AckFloors copy() {
    return new AckFloors(new HashSet<>(consumers));
  }

  /** The text of a message without such floors. */
  String takeOut(Frame frame, String text) {
    Matcher removed = REMOVED.matcher(frame.subject());
    if (removed.find() && frame.payload().contains(REASON)) {
      consumers.add(removed.group(1));
    }
    return consumers.isEmpty() ? text : FLOOR.matcher(text).replaceAll(this::replacement);
  }

  private String replacement(MatchResult floor) {
    boolean raced = consumers.contains(floor.group(2) + '.' + floor.group(3));
    return Matcher.quoteReplacement(raced ? floor.group(1) + "<floor>" : floor.group());
  }
}
