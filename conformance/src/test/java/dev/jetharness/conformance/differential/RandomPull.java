package dev.jetharness.conformance.differential;

import java.util.LinkedHashMap;
import java.util.Map;

/** Bodies of pull requests, of every kind. */
final class RandomPull {
  private static final String HOUR = "3600000000000";
  private static final String HALF_AN_HOUR = "1800000000000";

  /** Short enough that a step can wait for it. */
  private static final String A_MOMENT = "40000000";

  private final Dice dice;

  RandomPull(Dice dice) {
    this.dice = dice;
  }

  /**
   * A pull request.
   *
   * @param consumer whose pin it may show, such as {@code S.c}
   * @param inGroup whether the consumer has a priority group
   */
  String body(String consumer, boolean inGroup) {
    if (dice.percent(8)) {
      return dice.of("", "1", "3", "0", "-1", "x", "{}", "[]", "{\"batch\":\"x\"}");
    }
    Map<String, String> members = new LinkedHashMap<>();
    if (dice.percent(95)) {
      members.put("batch", dice.of("1", "1", "2", "2", "3", "5", "0", "-1"));
    }
    addEnd(members);
    if (dice.percent(15)) {
      members.put("max_bytes", dice.of("1", "60", "200", "1000", "0", "-1"));
    }
    if (dice.percent(inGroup ? 92 : 4)) {
      members.put("group", dice.of("\"g\"", "\"g\"", "\"g\"", "\"g\"", "\"h\"", "\"\""));
      addPriority(members, consumer);
    }
    return Json.object(members);
  }

  private void addEnd(Map<String, String> members) {
    switch (dice.between(0, 11)) {
      case 0, 1, 2, 3, 4 -> members.put("no_wait", "true");
      case 5, 6 -> members.put("expires", HOUR);
      case 7 -> {
        members.put("expires", HOUR);
        members.put("idle_heartbeat", dice.of(HALF_AN_HOUR, HALF_AN_HOUR, HOUR, "-1"));
      }
      case 8 -> members.put("expires", A_MOMENT);
      case 9 -> {
        members.put("no_wait", "true");
        members.put("expires", dice.of(HOUR, A_MOMENT, "-1"));
      }
      case 10 -> members.put("expires", dice.of("-1", "0"));
      default -> {}
    }
  }

  private void addPriority(Map<String, String> members, String consumer) {
    if (dice.percent(50)) {
      members.put("id", Json.string(Placeholders.PIN.formatted(consumer)));
    } else if (dice.percent(5)) {
      members.put("id", "\"x\"");
    }
    if (dice.percent(20)) {
      members.put("min_pending", dice.of("1", "3", "10", "0", "-1"));
    }
    if (dice.percent(15)) {
      members.put("min_ack_pending", dice.of("1", "2", "0", "-1"));
    }
    if (dice.percent(20)) {
      members.put("priority", dice.of("0", "1", "9", "10", "-1"));
    }
  }
}
