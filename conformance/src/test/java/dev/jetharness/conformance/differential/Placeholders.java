package dev.jetharness.conformance.differential;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands in a script for something that only a broker, or the clock, can say. */
final class Placeholders {
  /** The time of a message, such as {@code <time of S 3>}. */
  static final String TIME = "<time of %s %d>";

  /** The pin of a consumer, such as {@code <pin of S.c>}. */
  static final String PIN = "<pin of %s>";

  /** A time so near that the step lasts until it is over. */
  static final String SOON = "<soon>";

  private static final Pattern PLACE =
      Pattern.compile("<time of (\\S+) (\\d+)>|<pin of (\\S+)>|" + SOON);
  private static final Pattern SHORT =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)(\\.\\d{1,9})?Z");
  private static final Duration A_WHILE = Duration.ofMillis(60);

  private final Player player;

  Placeholders(Player player) {
    this.player = player;
  }

  /** The text with what the places stand for. */
  String resolve(String text) throws IOException {
    Matcher matcher = PLACE.matcher(text);
    StringBuilder resolved = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(resolved, Matcher.quoteReplacement(value(matcher)));
    }
    return matcher.appendTail(resolved).toString();
  }

  /** With all digits, so that a text has the same length whatever the time is. */
  private static String inFull(String time) {
    Matcher written = SHORT.matcher(time);
    if (!written.matches()) {
      return time;
    }
    String digits = written.group(2) == null ? "" : written.group(2).substring(1);
    return written.group(1) + '.' + digits + "0".repeat(9 - digits.length()) + 'Z';
  }

  private String value(MatchResult place) throws IOException {
    if (place.group(1) != null) {
      return inFull(player.time(place.group(1), place.group(2)));
    }
    if (place.group(3) != null) {
      return player.pin(place.group(3));
    }
    player.lingers(A_WHILE);
    return Instant.now().plus(A_WHILE).toString();
  }
}
