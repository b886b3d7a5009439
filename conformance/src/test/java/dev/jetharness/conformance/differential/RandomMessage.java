package dev.jetharness.conformance.differential;

import dev.jetharness.conformance.differential.Dice.Chance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Messages to streams, with every header that a stream interprets. */
final class RandomMessage {
  private static final List<String> STATUSES = List.of(" 503", " 100 Idle Heartbeat", " x", "  ");

  private static final String[] SCHEDULES = {
    "@at 2090-01-01T00:00:00Z", "@every 9999h", "@yearly", "0 0 0 1 1 *"
  };

  private final Dice dice;
  private final Scene scene;
  private final RandomBatch batches;

  RandomMessage(Dice dice, Scene scene) {
    this.dice = dice;
    this.scene = scene;
    batches = new RandomBatch(dice);
  }

  /**
   * A message to a subject of the stream.
   *
   * @param config what was asked of the stream last
   */
  Step publish(String stream, Map<String, String> config) {
    String subject = scene.subject(stream);
    List<String> lines = new ArrayList<>(lines(stream));
    String reply = dice.percent(10) ? Step.Publish.NO_REPLY : "";
    String payload = payload();
    if (has(config, "allow_msg_counter") && dice.percent(80)) {
      lines.add("Nats-Incr: " + dice.of("1", "2", "-5", "+10"));
      payload = dice.percent(90) ? "" : payload;
    }
    if (has(config, "allow_msg_schedules") && dice.percent(25)) {
      lines.add("Nats-Schedule: " + dice.of(SCHEDULES));
      lines.add("Nats-Schedule-Target: " + scene.subject(stream));
    }
    if (has(config, "allow_atomic") && dice.percent(50)) {
      lines.addAll(batches.atomic(stream));
    } else if (has(config, "allow_batched") && dice.percent(60)) {
      reply = batches.fast(stream);
    }
    return new Step.Publish(subject, reply, block(lines), payload);
  }

  private static boolean has(Map<String, String> config, String feature) {
    return "true".equals(config.get(feature));
  }

  private String payload() {
    return switch (dice.between(0, 9)) {
      case 0, 1 -> "";
      case 2 -> "\u00e4\u00f6\u00fc";
      case 3 -> "x".repeat(dice.between(1, 120));
      default -> dice.of("one", "two", "three");
    };
  }

  private List<String> lines(String stream) {
    if (dice.percent(35)) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    for (int count = dice.of(1, 1, 1, 2, 2, 3); count > 0; count--) {
      lines.add(line(stream));
    }
    if (dice.percent(5)) {
      lines.add(dice.of(lines));
    }
    return lines;
  }

  private String block(List<String> lines) {
    return dice.percent(3) ? Headers.block(dice.of(STATUSES), lines) : Headers.block(lines);
  }

  private String line(String stream) {
    Header header =
        dice.choose(HEADERS.stream().map(each -> new Chance<>(each.weight(), () -> each)).toList());
    String value = dice.percent(8) ? dice.of(GARBAGE) : header.value().apply(new Place(stream));
    return switch (dice.between(0, 30)) {
      case 0 ->
          dice.of(header.name().toLowerCase(Locale.ROOT), header.name().toUpperCase(Locale.ROOT))
              + ": "
              + value;
      case 1 -> header.name() + ":" + value;
      case 2 -> header.name() + ":  " + value + " ";
      case 3 -> header.name();
      default -> header.name() + ": " + value;
    };
  }

  private static final List<String> GARBAGE = List.of("", "x", "-1", "0", "1.5", " ", "a b");

  /** A header, how often it is chosen, and its values. */
  private record Header(String name, int weight, Function<Place, String> value) {}

  /** Where a message goes. */
  private final class Place {
    private final String stream;

    Place(String stream) {
      this.stream = stream;
    }

    String subject() {
      return scene.subject(stream);
    }

    String sequence() {
      return scene.lastSequence(stream);
    }

    String of(String... values) {
      return dice.of(values);
    }
  }

  private static Header header(String name, int weight, String... values) {
    return new Header(name, weight, place -> place.of(values));
  }

  private static final List<Header> HEADERS =
      List.of(
          header("Nats-Msg-Id", 10, "1", "2", "3", "4"),
          header("A", 5, "b", "c", ""),
          new Header("Nats-Expected-Stream", 2, place -> place.of(place.stream, "S")),
          new Header("Nats-Expected-Last-Sequence", 8, Place::sequence),
          new Header("Nats-Expected-Last-Subject-Sequence", 8, Place::sequence),
          new Header(
              "Nats-Expected-Last-Subject-Sequence-Subject",
              5,
              place -> place.of(place.subject(), Scene.prefix(place.stream) + "*", ">")),
          header("Nats-Expected-Last-Msg-Id", 4, "1", "2", "3"),
          header("Nats-Rollup", 8, "sub", "sub", "all", "SUB", "none"),
          header("Nats-TTL", 3, "1h", "never", "3600", "NEVER", "500ms", "2h45m"),
          header("Nats-Marker-Reason", 1, "MaxAge", "Purge"),
          header("KV-Operation", 1, "PURGE", "DEL"),
          header("Nats-Incr", 4, "1", "+2", "-3", "0", "99999999999999999999"),
          header("Nats-Counter-Sources", 1, "{}", "{\"T\":{\"t.a\":\"1\"}}"),
          header("Nats-Batch-Id", 3, "b1", "b2"),
          header("Nats-Batch-Sequence", 2, "1", "2", "3"),
          header("Nats-Batch-Commit", 2, "1", "eob"),
          header("Nats-Required-Api-Level", 1, "1", "5", "6"),
          header("Nats-Schedule", 2, SCHEDULES),
          new Header("Nats-Schedule-Target", 2, Place::subject),
          header("Nats-Schedule-TTL", 1, "1h", "5"),
          new Header("Nats-Schedule-Source", 1, Place::subject),
          header("Nats-Schedule-Rollup", 1, "sub", "all"),
          header("Nats-Schedule-Time-Zone", 1, "Europe/Berlin", "Mars"),
          new Header("Nats-Scheduler", 1, Place::subject),
          header("Nats-Schedule-Next", 1, "purge", "2090-01-01T00:00:00Z"),
          header("Nats-Stream-Source", 1, "T 1"),
          header("Nats-Request-Info", 1, "{}"),
          header("Nats-Sequence", 1, "7"),
          header("Nats-Trace-Only", 1, "false"));
}
