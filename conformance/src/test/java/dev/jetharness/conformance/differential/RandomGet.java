package dev.jetharness.conformance.differential;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Bodies of requests for messages: those that make sense, and any others. */
final class RandomGet {
  private final Dice dice;
  private final Scene scene;

  RandomGet(Dice dice, Scene scene) {
    this.dice = dice;
    this.scene = scene;
  }

  /** A body of MSG.GET. */
  String one(String stream) {
    Map<String, Supplier<String>> members = selectors(stream);
    if (dice.percent(10)) {
      members.putAll(selectorsOfMany(stream));
    }
    return dice.percent(50) ? sensible(stream, 3) : dice.object(members);
  }

  /** A body of DIRECT.GET, which may ask for several messages. */
  String direct(String stream) {
    Map<String, Supplier<String>> members = selectors(stream);
    members.putAll(selectorsOfMany(stream));
    return dice.percent(50) ? sensible(stream, 6) : dice.object(members);
  }

  private Map<String, Supplier<String>> selectors(String stream) {
    Map<String, Supplier<String>> members = new LinkedHashMap<>();
    members.put("seq", () -> scene.sequence(stream));
    members.put("last_by_subj", () -> Json.string(scene.filter(stream)));
    members.put("next_by_subj", () -> Json.string(scene.filter(stream)));
    members.put("start_time", () -> Json.string(scene.time(stream)));
    members.put("no_hdr", () -> dice.of("true", "false"));
    return members;
  }

  private Map<String, Supplier<String>> selectorsOfMany(String stream) {
    Map<String, Supplier<String>> members = new LinkedHashMap<>();
    members.put("batch", () -> dice.of("1", "2", "3", "10", "0", "-1"));
    members.put("max_bytes", () -> dice.of("1", "50", "150", "1000", "0", "-1"));
    members.put("multi_last", () -> filters(stream, dice.between(0, 2)));
    members.put("up_to_seq", () -> scene.sequence(stream));
    members.put("up_to_time", () -> Json.string(scene.time(stream)));
    return members;
  }

  private String filters(String stream, int count) {
    return Json.strings(
        dice.some(List.of(scene.filter(stream), scene.subject(stream), "x.>"), count));
  }

  /** One of the first few combinations that make sense. */
  private String sensible(String stream, int kinds) {
    Map<String, String> members = new LinkedHashMap<>();
    switch (dice.between(0, kinds)) {
      case 0 -> members.put("seq", scene.sequence(stream));
      case 1 -> members.put("last_by_subj", Json.string(scene.filter(stream)));
      case 2 -> {
        members.put("seq", scene.sequence(stream));
        members.put("next_by_subj", Json.string(scene.filter(stream)));
      }
      case 3 -> members.put("start_time", Json.string(scene.time(stream)));
      case 4 -> {
        members.put("batch", dice.of("1", "2", "3", "10"));
        members.put("seq", scene.sequence(stream));
      }
      case 5 -> {
        members.put("batch", dice.of("1", "2", "10"));
        members.put("next_by_subj", Json.string(scene.filter(stream)));
      }
      default -> addMultiLast(members, stream);
    }
    if (dice.percent(10)) {
      members.put("no_hdr", "true");
    }
    return Json.object(members);
  }

  private void addMultiLast(Map<String, String> members, String stream) {
    members.put("multi_last", filters(stream, dice.between(1, 2)));
    if (dice.percent(30)) {
      members.put("batch", dice.of("1", "2"));
    }
    if (dice.percent(30)) {
      members.put("up_to_seq", scene.sequence(stream));
    }
    if (dice.percent(20)) {
      members.put("up_to_time", Json.string(scene.time(stream)));
    }
    if (dice.percent(20)) {
      members.put("seq", scene.sequence(stream));
    }
  }
}
