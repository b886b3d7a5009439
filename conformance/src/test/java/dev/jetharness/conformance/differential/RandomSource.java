package dev.jetharness.conformance.differential;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where a stream copies from, and how it maps subjects. */
final class RandomSource {
  private RandomSource() {}

  /** Another stream as a source or a mirror's origin; seldom one that is not there. */
  static String of(Dice dice, String stream) {
    String other = dice.percent(6) ? "NONE" : stream.equals("S") ? "T" : "S";
    Map<String, String> source = new LinkedHashMap<>();
    source.put("name", Json.string(other));
    if (dice.percent(30)) {
      source.put("filter_subject", Json.string(filter(dice, other)));
    }
    if (dice.percent(15)) {
      source.put("opt_start_seq", dice.of("1", "2", "5"));
    }
    if (dice.percent(20)) {
      source.put("subject_transforms", "[" + mapping(dice, other, "out") + "]");
    }
    return Json.object(source);
  }

  /** The sources of a stream. */
  static String several(Dice dice, String stream) {
    return dice.percent(85)
        ? "[" + of(dice, stream) + "]"
        : dice.of("[]", "[" + of(dice, stream) + "," + of(dice, stream) + "]");
  }

  /** The transform of what is published to a stream. */
  static String transform(Dice dice, String stream) {
    return mapping(dice, stream, "x");
  }

  /** What a stream publishes again, and where. */
  static String republish(Dice dice, String stream) {
    String mapping = mapping(dice, stream, "out");
    return dice.percent(25)
        ? mapping.substring(0, mapping.length() - 1) + ",\"headers_only\":true}"
        : mapping;
  }

  private static String filter(Dice dice, String stream) {
    String prefix = Scene.prefix(stream);
    return dice.of(prefix + "a", prefix + "*", prefix + ">", ">", "x.y");
  }

  /** From subjects of the stream to subjects that begin with a token. */
  private static String mapping(Dice dice, String stream, String token) {
    String prefix = Scene.prefix(stream);
    List<String> pair =
        dice.of(
            List.of(
                List.of(prefix + "*", token + ".$1"),
                List.of(prefix + "*", token + ".{{wildcard(1)}}.z"),
                List.of(prefix + "*", token + ".{{partition(3,1)}}"),
                List.of(prefix + ">", token + ".>"),
                List.of(">", token + ".>"),
                List.of(prefix + "a", token + ".a"),
                List.of(prefix + "a", prefix + "b"),
                List.of(prefix + "*", token + ".$2"),
                List.of(prefix + "*", token + ".*"),
                List.of("", token + ".>")));
    return "{\"src\":\"%s\",\"dest\":\"%s\"}".formatted(pair.get(0), pair.get(1));
  }
}
