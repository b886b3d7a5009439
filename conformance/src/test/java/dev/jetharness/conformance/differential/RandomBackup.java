package dev.jetharness.conformance.differential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Snapshots, and the restoring of streams from them. */
final class RandomBackup {
  private final Dice dice;

  RandomBackup(Dice dice) {
    this.dice = dice;
  }

  /**
   * A few steps: mostly a snapshot, the deletion of the stream, and its restoring; now and then
   * with one of them missing.
   *
   * @param config what was asked of the stream last
   */
  List<Step> steps(String stream, Map<String, String> config) {
    List<Step> steps = new ArrayList<>();
    if (dice.percent(85)) {
      steps.add(new Step.Snapshot(stream, dice.of("", "", ",\"no_consumers\":true", options())));
    }
    if (dice.percent(75)) {
      steps.add(new Step.Request("STREAM.DELETE." + stream, "", ""));
    }
    if (dice.percent(85)) {
      steps.add(restore(stream, config));
    }
    return steps;
  }

  private String options() {
    return dice.of(
        ",\"jsck\":true",
        ",\"chunk_size\":100000",
        ",\"chunk_size\":1",
        ",\"window_size\":1000000",
        ",\"window_size\":-1",
        ",\"unknown\":1");
  }

  private Step restore(String stream, Map<String, String> config) {
    Map<String, String> restored = new LinkedHashMap<>(config);
    restored.putIfAbsent("name", Json.string(stream));
    if (dice.percent(15)) {
      restored.put(
          dice.of("max_msgs", "max_msgs_per_subject", "discard_new_per_subject"),
          dice.of("1", "2", "true"));
    }
    String body = "{\"config\":" + Json.object(restored) + "}";
    String from = dice.percent(8) ? dice.of("S", "T") : stream;
    return new Step.Restore(stream, from, dice.percent(4) ? dice.of("", "{}", "x") : body);
  }
}
