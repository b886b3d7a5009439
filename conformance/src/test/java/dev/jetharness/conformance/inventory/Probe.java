package dev.jetharness.conformance.inventory;

import dev.jetharness.Broker;
import dev.jetharness.conformance.differential.Solo;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A script that uses one thing that a server has.
 *
 * @param script its steps
 * @param shown what a server that has it says
 */
record Probe(String script, Pattern shown) {
  private static final Pattern REFUSAL =
      Pattern.compile(
          "\"error\":\\{\"code\":(\\d+),\"err_code\":(\\d+),\"description\":\"(.*?)(?<!\\\\)\"}");

  /** What the in-memory broker says of what it does not model. */
  private static final String NOT_MODELLED = " is not supported by th";

  /** A probe of these steps; a server that has what is probed says this text. */
  static Probe of(String script, String shown) {
    return new Probe(script, Pattern.compile(Pattern.quote(shown)));
  }

  /** Plays it on an empty broker. */
  Support on(Broker broker) throws IOException {
    List<String> said = Solo.play(broker, script, so -> isShown(so) || isRefused(so));
    if (isShown(said)) {
      return Support.SAME;
    }
    return said.stream()
        .filter(each -> each.contains(NOT_MODELLED))
        .findFirst()
        .map(Probe::refusal)
        .orElse(Support.MISSING);
  }

  private boolean isShown(List<String> said) {
    return said.stream().anyMatch(each -> shown.matcher(each).find());
  }

  private static boolean isRefused(List<String> said) {
    return said.stream().anyMatch(each -> each.contains(NOT_MODELLED));
  }

  private static Support refusal(String answer) {
    Matcher error = REFUSAL.matcher(answer);
    if (!error.find()) {
      throw new AssertionError("a refusal without an error: " + answer);
    }
    String description = error.group(3).replace("\\\"", "\"");
    return new Support(
        "refused: %s, %s, `%s`".formatted(error.group(1), error.group(2), description));
  }
}
