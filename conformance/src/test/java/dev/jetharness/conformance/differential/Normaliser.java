package dev.jetharness.conformance.differential;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of an answer what must differ between two brokers: ids, names of servers and accounts,
 * durations, the present time. Other times are numbered in the order in which they are first seen,
 * so that it still shows which are equal. Only {@code last_ts} is not: a server that passes over a
 * message reads a clock that moves in steps of a tenth of a second.
 */
final class Normaliser {
  private static final Duration ABOUT_NOW = Duration.ofDays(1);
  private static final String QUOTE = "\\\\*\"";
  private static final String TEXT = QUOTE + "[^\"\\\\]*" + QUOTE;
  private static final Pattern NOW = member("ts|timestamp", TEXT);
  private static final Pattern NAME = member("id|server|leader|account|acc", TEXT);
  private static final Pattern ACTIVE = member("active", "\\d+");
  private static final Pattern CLIENT = member("client", "\\{[^}]*\\}");
  private static final Pattern CALLS =
      Pattern.compile(
          "(%1$slevel%1$s:\\d+,%1$stotal%1$s:)(\\d+)(,%1$serrors%1$s:)(\\d+)(?:,%1$sinflight%1$s:\\d+)?"
              .formatted(QUOTE));
  private static final Pattern LAST = member("last_ts", QUOTE + "2[^\"\\\\]*" + QUOTE);
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z");
  private static final Pattern DELIVERY =
      Pattern.compile("(\\$JS\\.ACK\\.(?:[^.\\s]+\\.){5})(\\d{19})(\\.\\d+)");

  private final Instant start;
  private final Map<Instant, String> times;
  private final Map<String, Long> firstCounts;

  Normaliser() {
    this(Instant.now(), new HashMap<>(), new HashMap<>());
  }

  private Normaliser(Instant start, Map<Instant, String> times, Map<String, Long> firstCounts) {
    this.start = start;
    this.times = times;
    this.firstCounts = firstCounts;
  }

  /** One that knows the same times, and goes its own way from here. */
  Normaliser copy() {
    return new Normaliser(start, new HashMap<>(times), new HashMap<>(firstCounts));
  }

  String normalise(Frame frame) {
    String text = frame.toString();
    text = replaceValues(NOW, text, "<now>");
    text = replaceValues(CLIENT, text, "<client>");
    text = replaceValues(NAME, text, "<name>");
    text = replaceValues(ACTIVE, text, "<duration>");
    text = CALLS.matcher(text).replaceAll(this::calls);
    text = replaceValues(LAST, text, "<time>");
    text = DELIVERY.matcher(text).replaceAll(this::delivery);
    return TIME.matcher(text).replaceAll(this::time);
  }

  private String time(MatchResult match) {
    try {
      return Matcher.quoteReplacement(name(Instant.parse(match.group()), match.group()));
    } catch (DateTimeException none) {
      return Matcher.quoteReplacement(match.group());
    }
  }

  /** An account may have a past: what counts is by how much the numbers grow. */
  private String calls(MatchResult match) {
    long total = Long.parseLong(match.group(2));
    long errors = Long.parseLong(match.group(4));
    return Matcher.quoteReplacement(
        "%s+%d%s+%d"
            .formatted(
                match.group(1),
                total - firstCounts.computeIfAbsent("total", name -> total),
                match.group(3),
                errors - firstCounts.computeIfAbsent("errors", name -> errors)));
  }

  private String delivery(MatchResult match) {
    long nanos = Long.parseLong(match.group(2));
    String time = name(Instant.ofEpochSecond(0, nanos), match.group(2));
    return Matcher.quoteReplacement(match.group(1) + time + match.group(3));
  }

  /** The number of a time of this run; other times come from the script and stay as they are. */
  private String name(Instant time, String text) {
    boolean ofThisRun = Duration.between(start, time).abs().compareTo(ABOUT_NOW) < 0;
    return ofThisRun ? times.computeIfAbsent(time, t -> "<time " + times.size() + ">") : text;
  }

  private static Pattern member(String names, String value) {
    return Pattern.compile("(" + QUOTE + "(?:" + names + ")" + QUOTE + ":)" + value);
  }

  private static String replaceValues(Pattern member, String text, String replacement) {
    return member.matcher(text).replaceAll("$1" + replacement);
  }
}
