package dev.jetharness.conformance.differential;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Messages of batches: mostly the next one of an open batch, and now and then a wrong one. */
final class RandomBatch {
  private static final String START = "0";
  private static final String APPEND = "1";
  private static final String COMMIT = "2";
  private static final String COMMIT_BY_END = "3";
  private static final String PING = "4";

  private final Dice dice;
  private final Map<String, Integer> positions = new HashMap<>();

  RandomBatch(Dice dice) {
    this.dice = dice;
  }

  /** The header lines of a message in an atomic batch. */
  List<String> atomic(String stream) {
    String id = "a" + dice.of("1", "1", "1", "2");
    String batch = stream + id;
    int position = next(batch);
    List<String> lines = List.of("Nats-Batch-Id: " + id, "Nats-Batch-Sequence: " + position);
    if (dice.percent(30)) {
      positions.remove(batch);
      String commit = dice.of("1", "1", "1", "eob", "x");
      return List.of(lines.get(0), lines.get(1), "Nats-Batch-Commit: " + commit);
    }
    return lines;
  }

  /** What follows the inbox in the reply subject of a message in a fast batch. */
  String fast(String stream) {
    String id = "f" + dice.of("1", "1", "1", "2");
    String batch = stream + id;
    int position = next(batch);
    String operation = position == 1 ? START : dice.of(APPEND, APPEND, APPEND, COMMIT);
    if (dice.percent(12)) {
      operation = dice.of(START, COMMIT, COMMIT_BY_END, COMMIT_BY_END, PING, PING, "5");
    }
    if (operation.equals(COMMIT) || operation.equals(COMMIT_BY_END)) {
      positions.remove(batch);
    } else if (operation.equals(PING)) {
      positions.put(batch, --position);
    }
    String flow = dice.of("1", "2", "3", "10", "0");
    String onGap = dice.percent(4) ? "x" : id.equals("f1") ? "ok" : "fail";
    return String.join(".", "", id, flow, onGap, Integer.toString(position), operation, "$FI");
  }

  /** The next position in a batch; now and then one is left out, or comes again. */
  private int next(String batch) {
    int next = positions.getOrDefault(batch, 0) + (dice.percent(6) ? dice.of(0, 2) : 1);
    positions.put(batch, next);
    return next;
  }
}
