package dev.jetharness.conformance.differential;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
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
  private static final Pattern NAME =
      member("id|server|leader|account|acc|_nats\\.(?:mirror|src)\\.acc", TEXT);
  private static final Pattern ACTIVE = member("active|pause_remaining|ack_time", "\\d+");
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

  private static final Pattern BASE64 = member("hdrs", QUOTE + "([A-Za-z0-9+/=]*)" + QUOTE);

  /** A copied message tells the hash of the account that it comes from. */
  private static final Pattern SOURCE_ACCOUNT =
      Pattern.compile(
          "(Nats-Stream-Source: \\S+ \\d+ \\S+ \\S+ \\S+) [A-Za-z0-9]{8}(?![A-Za-z0-9])");

  private static final Pattern GENERATED_SUBJECT =
      Pattern.compile(
          "(\\$JS\\.(?:[MS]|SNAPSHOT\\.RESTORE\\.[^.\"]+))\\.[A-Za-z0-9]{8,22}(?![A-Za-z0-9])");
  private static final Pattern PIN =
      Pattern.compile(
          "((?:Nats-Pin-Id: |(?:pinned_client_id|pinned_id)%1$s:%1$s))([A-Za-z0-9]{22})"
              .formatted(QUOTE));

  /** How well a snapshot was compressed is nobody's business. */
  private static final Pattern RESTORED = Pattern.compile("(restore_complete\".*\"bytes\":)\\d+");

  private static final Pattern IDENTITY = Pattern.compile("(Nats-Stream-Identity: )[A-Za-z0-9]+");

  /** Only a snapshot of more than one chunk ends with a status, and that depends on compression. */
  private static final Pattern SNAPSHOT_END =
      Pattern.compile("^(backup\\.\\S+: )NATS/1\\.0 204\\\\r\\\\n\\\\r\\\\n$");

  /** How much a restored stream has copied when the restoring is answered is up to chance. */
  private static final Pattern COPIES =
      Pattern.compile("(\"(?:mirror\":\\{|sources\":\\[).*\"state\":)\\{[^}]*\\}");

  private final boolean countsCalls;
  private final Instant start;
  private final Map<Instant, String> times;
  private final Map<String, String> pins;
  private final Map<String, Long> firstCounts;
  private final AckFloors ackFloors;

  /**
   * One that knows no time yet.
   *
   * @param countsCalls whether the number of calls of the API is a matter of the script alone
   */
  Normaliser(boolean countsCalls) {
    this(
        countsCalls,
        Instant.now(),
        new HashMap<>(),
        new HashMap<>(),
        new HashMap<>(),
        new AckFloors());
  }

  private Normaliser(
      boolean countsCalls,
      Instant start,
      Map<Instant, String> times,
      Map<String, String> pins,
      Map<String, Long> firstCounts,
      AckFloors ackFloors) {
    this.countsCalls = countsCalls;
    this.start = start;
    this.times = times;
    this.pins = pins;
    this.firstCounts = firstCounts;
    this.ackFloors = ackFloors;
  }

  /** One that knows the same times, and goes its own way from here. */
  Normaliser copy() {
    return new Normaliser(
        countsCalls,
        start,
        new HashMap<>(times),
        new HashMap<>(pins),
        new HashMap<>(firstCounts),
        ackFloors.copy());
  }

  String normalise(Frame frame) {
    String text = frame.toString();
    text = BASE64.matcher(text).replaceAll(Normaliser::decoded);
    text = replaceValues(NOW, text, "<now>");
    text = replaceValues(CLIENT, text, "<client>");
    text = replaceValues(NAME, text, "<name>");
    text = replaceValues(ACTIVE, text, "<duration>");
    text = SOURCE_ACCOUNT.matcher(text).replaceAll("$1 <account>");
    text = GENERATED_SUBJECT.matcher(text).replaceAll("$1.<name>");
    text = PIN.matcher(text).replaceAll(this::pin);
    text = RESTORED.matcher(text).replaceAll("$1<bytes>");
    if (frame.subject().endsWith(Backups.END)) {
      text = COPIES.matcher(text).replaceAll("$1<state>");
    }
    text = IDENTITY.matcher(text).replaceAll("$1<name>");
    text = SNAPSHOT_END.matcher(text).replaceAll("$1");
    text = Sources.sorted(text);
    text = ackFloors.takeOut(frame, text);
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
    if (!countsCalls) {
      return Matcher.quoteReplacement(match.group(1) + "<calls>" + match.group(3) + "<calls>");
    }
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

  private static String decoded(MatchResult match) {
    String headers = new String(Base64.getDecoder().decode(match.group(2)), UTF_8);
    return Matcher.quoteReplacement(match.group(1) + headers.replace("\r\n", "\\r\\n"));
  }

  private String pin(MatchResult match) {
    String name = pins.computeIfAbsent(match.group(2), id -> "<pin " + pins.size() + ">");
    return Matcher.quoteReplacement(match.group(1) + name);
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
