package dev.jetharness.conformance.differential;

import dev.jetharness.conformance.differential.Dice.Chance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** Configurations of streams, all fields of them, with limits so small that they are met. */
final class RandomStream {
  private static final String HOUR = "3600000000000";
  private static final int GARBAGE = 4;

  private final Dice dice;
  private final Set<Feature> features;

  RandomStream(Dice dice, Set<Feature> features) {
    this.dice = dice;
    this.features = features;
  }

  /** The configuration of a new stream: mostly one that is accepted. */
  Map<String, String> create(String name) {
    Map<String, String> config = new LinkedHashMap<>();
    config.put("name", Json.string(name));
    if (features.contains(Feature.MIRRORS) && dice.percent(12)) {
      config.put("mirror", RandomSource.of(dice, name));
    } else {
      config.put("subjects", subjects(name));
    }
    config.put("storage", dice.of("\"memory\"", "\"memory\"", "\"file\""));
    if (dice.percent(60)) {
      config.put("allow_direct", "true");
    }
    for (int fields = dice.between(0, 6); fields > 0; fields--) {
      change(config, name);
    }
    return config;
  }

  /** The configuration with one or two fields changed, so that most updates are accepted. */
  Map<String, String> update(Map<String, String> config, String name) {
    Map<String, String> changed = new LinkedHashMap<>(config);
    for (int fields = dice.between(0, 2); fields > 0; fields--) {
      if (dice.percent(20)) {
        changed.remove(dice.of(List.copyOf(changed.keySet())));
      } else {
        change(changed, name);
      }
    }
    return changed;
  }

  private void change(Map<String, String> config, String name) {
    Field field =
        dice.choose(
            FIELDS.stream()
                .filter(each -> features.containsAll(each.needs()))
                .map(each -> new Chance<>(each.weight(), () -> each))
                .toList());
    if (dice.percent(GARBAGE)) {
      String key = dice.of(field.name(), field.name().toUpperCase(Locale.ROOT), "no_such_field");
      config.put(key, dice.of("null", "\"x\"", "1.5", "true", "[]", "{}", "-1", "[{}]"));
    } else {
      config.put(field.name(), field.value().apply(dice, name));
    }
  }

  private String subjects(String name) {
    String prefix = Scene.prefix(name);
    return dice.of(
        Json.strings(List.of(prefix + "*")),
        Json.strings(List.of(prefix + ">")),
        Json.strings(List.of(prefix + "a", prefix + "b")));
  }

  /** A field, how often it is chosen, the features that it needs, and its values. */
  private record Field(
      String name, int weight, Set<Feature> needs, BiFunction<Dice, String, String> value) {}

  private static Field field(String name, int weight, String... values) {
    return new Field(name, weight, Set.of(), (dice, stream) -> dice.of(values));
  }

  private static Field field(String name, Feature feature, String... values) {
    return new Field(name, 6, Set.of(feature), (dice, stream) -> dice.of(values));
  }

  private static Field field(String name, Feature feature, BiFunction<Dice, String, String> value) {
    return new Field(name, 6, Set.of(feature), value);
  }

  private static Field field(String name, int weight, BiFunction<Dice, String, String> value) {
    return new Field(name, weight, Set.of(), value);
  }

  private static final List<Field> FIELDS =
      List.of(
          field("name", 1, "\"S.T\"", "\"\"", "\"S\"", "\"T\"", "\"a/b\"", "\"x y\""),
          field(
              "description", 2, "\"what it is for\"", "\"\"", "\"\u00e4\u00f6<&>\"", "\"\\u2028\""),
          field("subjects", 4, RandomStream::otherSubjects),
          field("retention", 4, "\"interest\"", "\"workqueue\"", "\"limits\"", "\"none\""),
          field("max_consumers", 2, "1", "2", "0", "-1", "-3"),
          field("max_msgs", 6, "1", "2", "3", "5", "0", "-1", "-2"),
          field("max_bytes", 4, "100", "150", "300", "0", "-1", "-2"),
          field("max_age", 2, HOUR, "0", "-1", "1000000", "7200000000000"),
          field("max_msgs_per_subject", 6, "1", "1", "2", "3", "0", "-1", "-2"),
          field("max_msg_size", 3, "0", "-1", "20", "60", "100", "-2"),
          field("discard", 6, "\"new\"", "\"new\"", "\"old\"", "\"NEW\"", "\"both\""),
          field("storage", 1, "\"memory\"", "\"file\"", "\"disk\""),
          field("num_replicas", 1, "1", "0", "2", "6", "-1"),
          field("no_ack", 1, "true", "false"),
          field("duplicate_window", 2, HOUR, "0", "-1", "1000000", "120000000000"),
          field(
              "placement",
              1,
              "{}",
              "{\"cluster\":\"c\"}",
              "{\"preferred\":\"n\"}",
              "{\"tags\":[\"a\"]}"),
          field("compression", 1, "\"s2\"", "\"none\"", "\"zip\""),
          field("allow_direct", 3, "true", "false"),
          field("mirror_direct", 1, "true", "false"),
          field("discard_new_per_subject", 4, "true", "true", "false"),
          field("sealed", 1, "true", "false"),
          field("deny_delete", 1, "true", "false"),
          field("deny_purge", 1, "true", "false"),
          field("allow_rollup_hdrs", 6, "true", "true", "false"),
          field(
              "consumer_limits",
              2,
              "{}",
              "{\"max_ack_pending\":2}",
              "{\"inactive_threshold\":" + HOUR + "}",
              "{\"max_ack_pending\":-1}",
              "{\"inactive_threshold\":-1}"),
          field("persist_mode", 1, "\"default\"", "\"async\"", "\"\"", "\"sync\""),
          field(
              "metadata",
              2,
              "{}",
              "{\"a\":\"b\"}",
              "{\"b\":\"\",\"a\":\"<\"}",
              "{\"_nats.x\":\"y\"}"),
          field("pedantic", 1, "true", "false"),
          field("allow_msg_ttl", Feature.MESSAGE_TTL, "true", "true", "false"),
          field("subject_delete_marker_ttl", Feature.DELETE_MARKERS, HOUR, "0", "-1", "1000000"),
          field("allow_msg_counter", Feature.COUNTERS, "true", "true", "false"),
          field("first_seq", Feature.FIRST_SEQUENCE, "1", "5", "100", "0"),
          field("allow_atomic", Feature.ATOMIC_BATCHES, "true", "true", "false"),
          field("allow_batched", Feature.FAST_BATCHES, "true", "true", "false"),
          field("allow_msg_schedules", Feature.SCHEDULES, "true", "true", "false"),
          field("mirror", Feature.MIRRORS, RandomSource::of),
          field("sources", Feature.SOURCES, RandomSource::several),
          field("subject_transform", Feature.TRANSFORMS, RandomSource::transform),
          field("republish", Feature.REPUBLISH, RandomSource::republish));

  private static String otherSubjects(Dice dice, String stream) {
    String prefix = Scene.prefix(stream);
    return dice.of(
        Json.strings(List.of(prefix + "*")),
        Json.strings(List.of(prefix + "a")),
        Json.strings(List.of(prefix + "a", prefix + "b", prefix + "c")),
        Json.strings(List.of(prefix + "a", prefix + "*")),
        Json.strings(List.of(prefix + "a", prefix + "a")),
        Json.strings(List.of(prefix + "*", "x.y")),
        Json.strings(List.of("s.a")),
        Json.strings(List.of("t.b")),
        Json.strings(List.of(".a")),
        Json.strings(List.of("")),
        "[]");
  }
}
