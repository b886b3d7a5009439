package dev.jetharness.conformance.differential;

import java.util.List;

/**
 * Where two brokers part.
 *
 * @param index counts the steps of the script from 0
 * @param step the step after which they do
 * @param mismatch what they said then
 */
record Difference(int index, Step step, Exchange.Mismatch mismatch) {
  private static final int BEFORE = 20;
  private static final int AFTER = 60;

  @Override
  public String toString() {
    int answer = equalAnswers();
    String simulator = answer(mismatch.simulator(), answer);
    String server = answer(mismatch.server(), answer);
    return """
        after step %d: %s
        in memory:   %s
        nats-server: %s
        that is      %s
        instead of   %s"""
        .formatted(
            index + 1,
            step,
            simulator,
            server,
            excerpt(simulator, server),
            excerpt(server, simulator));
  }

  /** How many answers, from the first on, are equal. */
  private int equalAnswers() {
    int equal = 0;
    while (answer(mismatch.simulator(), equal).equals(answer(mismatch.server(), equal))) {
      equal++;
    }
    return equal;
  }

  private static String answer(List<String> answers, int index) {
    return index < answers.size() ? answers.get(index) : "(nothing)";
  }

  private static String excerpt(String text, String other) {
    int equal = 0;
    while (equal < text.length()
        && equal < other.length()
        && text.charAt(equal) == other.charAt(equal)) {
      equal++;
    }
    int from = Math.max(0, equal - BEFORE);
    return "…" + text.substring(from, Math.min(text.length(), equal + AFTER));
  }
}
