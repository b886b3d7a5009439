package dev.jetharness.conformance.differential;

import dev.jetharness.conformance.differential.Dice.Chance;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Consumers: what is done with them, and what they deliver. */
final class RandomConsumer {
  private static final List<String> NAMES = List.of("c", "c", "d");
  private static final List<String> ACKNOWLEDGEMENTS =
      List.of(
          "-NAK",
          "-NAK",
          "-NAK {\"delay\":20000000}",
          "-NAK {\"delay\":3600000000000}",
          "-NAK 1h",
          "-NAK x",
          "+WPI",
          "+TERM",
          "+TERM because",
          "+NXT",
          "+NXT 2",
          "+NXT {\"batch\":2,\"no_wait\":true}",
          "+OK",
          "x");

  private final Dice dice;
  private final Scene scene;
  private final RandomConsumerConfig configurations;
  private final RandomPull pulls;
  private final Map<String, Map<String, String>> asked = new HashMap<>();

  RandomConsumer(Dice dice, Scene scene) {
    this.dice = dice;
    this.scene = scene;
    configurations = new RandomConsumerConfig(dice, scene);
    pulls = new RandomPull(dice);
  }

  /** Something about a consumer of the stream. */
  Step step(String stream) {
    String name = dice.of(NAMES);
    String consumer = stream + "." + name;
    if (!asked.containsKey(consumer) && dice.percent(70)) {
      return create(stream, name);
    }
    return dice.choose(
        List.of(
            chance(4, () -> create(stream, name)),
            chance(4, () -> update(stream, name)),
            chance(30, () -> pull(consumer)),
            chance(32, () -> acknowledge(consumer)),
            chance(3, () -> request("CONSUMER.INFO." + consumer, dice.of("", "{}", "x"))),
            chance(2, () -> request("CONSUMER.LIST." + stream, page())),
            chance(2, () -> request("CONSUMER.NAMES." + stream, page())),
            chance(2, () -> request("CONSUMER.DELETE." + consumer, "")),
            chance(4, () -> request("CONSUMER.PAUSE." + consumer, pause())),
            chance(4, () -> request("CONSUMER.RESET." + consumer, reset(stream))),
            chance(3, () -> request("CONSUMER.UNPIN." + consumer, unpin())),
            chance(1, () -> request("CONSUMER.LEADER.STEPDOWN." + consumer, "")),
            chance(4, this::listen)));
  }

  private Step create(String stream, String name) {
    Map<String, String> config = configurations.create(stream, name);
    asked.putIfAbsent(stream + "." + name, config);
    return configure(stream, name, config, dice.of("", "", "", "create", "update", "x"));
  }

  private Step update(String stream, String name) {
    Map<String, String> before = asked.getOrDefault(stream + "." + name, Map.of());
    Map<String, String> config = configurations.update(before, stream);
    if (dice.percent(70)) {
      asked.put(stream + "." + name, config);
    }
    return configure(stream, name, config, dice.of("", "", "update", "update", "create"));
  }

  private Step configure(String stream, String name, Map<String, String> config, String action) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("stream_name", Json.string(dice.percent(2) ? "T" : stream));
    members.put("config", Json.object(config));
    if (!action.isEmpty()) {
      members.put("action", Json.string(action));
    }
    if (dice.percent(5)) {
      members.put("pedantic", "true");
    }
    return request(operation(stream, name, config), Json.object(members));
  }

  /** The form of the subject that suits the configuration; seldom another one. */
  private String operation(String stream, String name, Map<String, String> config) {
    String create = "CONSUMER.CREATE." + stream;
    if (dice.percent(4)) {
      return dice.of(create, create + ".d", create + "." + name + ".x.y");
    }
    if (config.containsKey("durable_name") && dice.percent(50)) {
      return "CONSUMER.DURABLE.CREATE." + stream + "." + name;
    }
    String filter = config.getOrDefault("filter_subject", "");
    boolean filtered = filter.length() > 2 && filter.startsWith("\"");
    return create + "." + name + (filtered ? "." + filter.replace("\"", "") : "");
  }

  private Step pull(String consumer) {
    boolean inGroup = asked.getOrDefault(consumer, Map.of()).containsKey("priority_groups");
    return request("CONSUMER.MSG.NEXT." + consumer, pulls.body(consumer, inGroup));
  }

  private Step acknowledge(String consumer) {
    String body = dice.percent(50) ? dice.of("+ACK", "+ACK", "") : dice.of(ACKNOWLEDGEMENTS);
    return new Step.Acknowledge(consumer, dice.between(0, 7), body);
  }

  private String page() {
    return dice.of("", "", "{}", "{\"offset\":1}", "{\"offset\":-1}", "{\"offset\":5}", "x");
  }

  private String pause() {
    String until =
        dice.of(
            "2090-01-01T00:00:00Z",
            Placeholders.SOON,
            Placeholders.SOON,
            "2020-01-01T00:00:00Z",
            "0001-01-01T00:00:00Z",
            "x");
    return dice.percent(20) ? dice.of("", "{}") : "{\"pause_until\":\"" + until + "\"}";
  }

  private String reset(String stream) {
    return dice.percent(30)
        ? dice.of("", "{}", "x")
        : "{\"seq\":" + scene.nextSequence(stream) + "}";
  }

  private String unpin() {
    return dice.of("{\"group\":\"g\"}", "{\"group\":\"g\"}", "{\"group\":\"h\"}", "{}", "");
  }

  private Step listen() {
    String subject = dice.of("push.c", "push.d", "push.g", "push.g", "push.none");
    String queue = subject.equals("push.g") ? dice.of("g", "g", "h", "") : "";
    return new Step.Listen(subject, queue, dice.percent(60));
  }

  private static Step request(String operation, String body) {
    return new Step.Request(operation, "", body);
  }

  private static Chance<Step> chance(int weight, Supplier<Step> step) {
    return new Chance<>(weight, step);
  }
}
