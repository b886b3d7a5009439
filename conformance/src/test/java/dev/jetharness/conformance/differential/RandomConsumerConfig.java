package dev.jetharness.conformance.differential;

import dev.jetharness.conformance.differential.Dice.Chance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Configurations of consumers, all fields of them. What the clock decides is left to whole hours:
 * replay at the original pace too, which would let chance say what a pull request finds.
 */
final class RandomConsumerConfig {
  private static final String HOUR = "3600000000000";
  private static final String TWO_HOURS = "7200000000000";
  private static final int GARBAGE = 3;

  private final Dice dice;
  private final Scene scene;

  RandomConsumerConfig(Dice dice, Scene scene) {
    this.dice = dice;
    this.scene = scene;
  }

  /** The configuration of a new consumer: mostly one that is accepted. */
  Map<String, String> create(String stream, String name) {
    Map<String, String> config = new LinkedHashMap<>();
    config.put(dice.percent(75) ? "durable_name" : "name", Json.string(name));
    config.put(
        "ack_policy",
        dice.of("\"explicit\"", "\"explicit\"", "\"explicit\"", "\"all\"", "\"none\""));
    config.put("ack_wait", HOUR);
    config.put("inactive_threshold", HOUR);
    switch (dice.between(0, 9)) {
      case 0, 1 -> config.put("deliver_subject", Json.string("push." + name));
      case 2 -> {
        config.put("deliver_subject", "\"push.g\"");
        config.put("deliver_group", "\"g\"");
      }
      case 3, 4 -> {
        config.put("priority_groups", "[\"g\"]");
        config.put(
            "priority_policy", dice.of("\"overflow\"", "\"pinned_client\"", "\"prioritized\""));
      }
      default -> {}
    }
    if (dice.percent(40)) {
      config.put("filter_subject", Json.string(Scene.prefix(stream) + dice.of("a", "b", "*")));
    }
    for (int fields = dice.of(0, 0, 1, 1, 2, 3); fields > 0; fields--) {
      change(config, stream);
    }
    return config;
  }

  /** The configuration with one or two fields changed, so that most updates are accepted. */
  Map<String, String> update(Map<String, String> config, String stream) {
    Map<String, String> changed = new LinkedHashMap<>(config);
    for (int fields = dice.between(0, 2); fields > 0; fields--) {
      if (dice.percent(20) && !changed.isEmpty()) {
        changed.remove(dice.of(List.copyOf(changed.keySet())));
      } else {
        change(changed, stream);
      }
    }
    return changed;
  }

  private void change(Map<String, String> config, String stream) {
    Field field =
        dice.choose(FIELDS.stream().map(each -> new Chance<>(each.weight(), () -> each)).toList());
    if (dice.percent(GARBAGE)) {
      String key = dice.of(field.name(), field.name().toUpperCase(Locale.ROOT), "no_such_field");
      config.put(key, dice.of("null", "\"x\"", "1.5", "true", "[]", "{}", "-1", "[{}]"));
    } else {
      config.put(field.name(), field.value().apply(this, stream));
    }
  }

  private String filters(String stream) {
    String prefix = Scene.prefix(stream);
    return dice.of(
        Json.strings(List.of(prefix + "a", prefix + "b")),
        Json.strings(List.of(prefix + "b", prefix + "d.>")),
        Json.strings(List.of(prefix + "a")),
        Json.strings(List.of(prefix + "*", prefix + "a")),
        Json.strings(List.of("", prefix + "a")),
        "[]");
  }

  /** A field, how often it is chosen, and its values. */
  private record Field(
      String name, int weight, BiFunction<RandomConsumerConfig, String, String> value) {}

  private static Field field(String name, int weight, String... values) {
    return new Field(name, weight, (random, stream) -> random.dice.of(values));
  }

  private static final List<Field> FIELDS =
      List.of(
          field("name", 1, "\"c\"", "\"e\"", "\"\"", "\"a.b\""),
          field("durable_name", 1, "\"c\"", "\"d\"", "\"\"", "\"a b\""),
          field("description", 2, "\"what it is for\"", "\"\"", "\"<&>\""),
          field(
              "deliver_policy",
              6,
              "\"all\"",
              "\"last\"",
              "\"new\"",
              "\"last_per_subject\"",
              "\"by_start_sequence\"",
              "\"by_start_time\"",
              "\"first\""),
          new Field("opt_start_seq", 4, (random, stream) -> random.scene.sequence(stream)),
          new Field(
              "opt_start_time", 2, (random, stream) -> Json.string(random.scene.time(stream))),
          field("ack_policy", 3, "\"explicit\"", "\"all\"", "\"none\"", "\"flow_control\""),
          field("ack_wait", 1, HOUR, "0", TWO_HOURS, "-1"),
          field("max_deliver", 4, "1", "2", "0", "-1", "-2"),
          field("backoff", 2, "[" + HOUR + "]", "[" + HOUR + "," + TWO_HOURS + "]", "[]", "[-1]"),
          new Field(
              "filter_subject", 4, (random, stream) -> Json.string(random.scene.filter(stream))),
          new Field("filter_subjects", 4, RandomConsumerConfig::filters),
          field("replay_policy", 1, "\"instant\"", "\"later\""),
          field("rate_limit_bps", 1, "1000000000", "0", "-1"),
          field("sample_freq", 2, "\"100\"", "\"100%\"", "\"0\"", "\"x\""),
          field("max_waiting", 3, "1", "2", "0", "-1"),
          field("max_ack_pending", 5, "1", "2", "0", "-1", "1000"),
          field("flow_control", 1, "true", "false"),
          field("headers_only", 3, "true", "false"),
          field("max_batch", 2, "1", "2", "0", "-1"),
          field("max_expires", 2, HOUR, "0", "-1", "1000000"),
          field("max_bytes", 2, "50", "200", "0", "-1"),
          field("deliver_subject", 2, "\"push.c\"", "\"push.none\"", "\"push.*\"", "\"s.a\""),
          field("deliver_group", 1, "\"g\"", "\"h\"", "\"\""),
          field("idle_heartbeat", 2, HOUR, "0", "-1", "1000000"),
          field("inactive_threshold", 1, HOUR, TWO_HOURS, "0", "-1"),
          field("num_replicas", 1, "0", "1", "2", "-1"),
          field("mem_storage", 1, "true", "false"),
          field("direct", 1, "true", "false"),
          field("metadata", 2, "{}", "{\"b\":\"\",\"a\":\"<\"}", "{\"_nats.x\":\"y\"}"),
          field(
              "pause_until",
              2,
              "\"2090-01-01T00:00:00Z\"",
              "\"2020-01-01T00:00:00Z\"",
              "\"0001-01-01T00:00:00Z\"",
              "\"soon\""),
          field("priority_groups", 2, "[\"g\"]", "[\"g\",\"h\"]", "[\"\"]", "[\"a b\"]", "[]"),
          field(
              "priority_policy",
              2,
              "\"none\"",
              "\"overflow\"",
              "\"pinned_client\"",
              "\"prioritized\"",
              "\"x\""),
          field("priority_timeout", 2, HOUR, "0", "-1"));
}
