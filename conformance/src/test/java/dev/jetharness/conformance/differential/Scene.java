package dev.jetharness.conformance.differential;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What steps have in common: the subjects of a stream, and about how many messages it has by now,
 * so that the sequences in steps often mean something.
 */
final class Scene {
  private final Dice dice;
  private final Map<String, Integer> published = new HashMap<>();

  Scene(Dice dice) {
    this.dice = dice;
  }

  /** What the subjects of a stream begin with. */
  static String prefix(String stream) {
    return stream.toLowerCase(Locale.ROOT) + ".";
  }

  void published(String stream) {
    published.merge(stream, 1, Integer::sum);
  }

  void deleted(String stream) {
    published.remove(stream);
  }

  /** A subject of the stream, or nearly. */
  String subject(String stream) {
    return prefix(stream) + dice.of("a", "a", "a", "b", "b", "c", "d.e");
  }

  /** A filter for subjects of the stream. */
  String filter(String stream) {
    String prefix = prefix(stream);
    return dice.of(
        subject(stream), subject(stream), prefix + "*", prefix + ">", ">", "x.y", "*", "");
  }

  /** A sequence near to the last one, as if all that was published had been stored. */
  String lastSequence(String stream) {
    int count = published.getOrDefault(stream, 0);
    return Integer.toString(Math.max(0, dice.percent(40) ? count : count - dice.between(-1, 4)));
  }

  /** A sequence that may have a message. */
  String sequence(String stream) {
    return dice.percent(5)
        ? dice.of("0", "99", "-1", "9223372036854775808", "18446744073709551615")
        : likelySequence(stream);
  }

  private String likelySequence(String stream) {
    return dice.percent(50) ? lastSequence(stream) : Integer.toString(dice.between(1, 10));
  }

  /** A sequence that a consumer may go on with: the in-memory broker counts to 2^63 - 1. */
  String nextSequence(String stream) {
    return dice.percent(5)
        ? dice.of("0", "99", "-1", "4611686018427387904")
        : likelySequence(stream);
  }

  /** The time of a message, or another one. */
  String time(String stream) {
    if (dice.percent(20)) {
      return dice.of(
          "1970-01-01T00:00:00Z", "2090-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "soon", "");
    }
    int count = published.getOrDefault(stream, 0);
    return Placeholders.TIME.formatted(stream, dice.between(1, Math.max(3, count)));
  }
}
