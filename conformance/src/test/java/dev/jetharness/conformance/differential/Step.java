package dev.jetharness.conformance.differential;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that a client does. Its text, one line, is what a report prints and what {@link Script}
 * reads again.
 */
sealed interface Step {
  /** Does it; what comes back goes to {@code inbox}. */
  void play(Player player, String inbox) throws IOException;

  /** Whether all is there that it is about. */
  default boolean canBePlayed(Player player) {
    return true;
  }

  /** Whether the server owes an answer at once. */
  boolean isAnswered();

  /** Steps that ask a little less each, to find out what a difference needs. */
  List<Step> simpler();

  /**
   * A request to {@code $JS.API.}
   *
   * @param operation what follows {@code $JS.API.}
   * @param headers a header block, "" for none
   */
  record Request(String operation, String headers, String body) implements Step {
    static final String VERB = "request";

    /** The expiry of a pull request that lasts less than a second. */
    private static final Pattern SOON_OVER = Pattern.compile("\"expires\":(\\d{1,9})(?!\\d)");

    @Override
    public void play(Player player, String inbox) throws IOException {
      player.publish("$JS.API." + operation, inbox, headers, player.resolve(body));
      Matcher expiry = SOON_OVER.matcher(body);
      if (expiry.find()) {
        player.lingers(Duration.ofNanos(Long.parseLong(expiry.group(1))));
      }
    }

    @Override
    public boolean isAnswered() {
      return !operation.startsWith("CONSUMER.MSG.NEXT.")
          && !operation.startsWith("CONSUMER.RESET.");
    }

    @Override
    public List<Step> simpler() {
      List<Step> simpler = new ArrayList<>();
      Json.simpler(body).forEach(less -> simpler.add(new Request(operation, headers, less)));
      Headers.simpler(headers).forEach(less -> simpler.add(new Request(operation, less, body)));
      return simpler;
    }

    @Override
    public String toString() {
      return Line.of(VERB, operation).with("headers", headers).text(body);
    }
  }

  /**
   * A message to a subject of a stream.
   *
   * @param reply what follows the inbox in the reply subject; {@link #NO_REPLY} for none at all
   * @param headers a header block, "" for none
   */
  record Publish(String subject, String reply, String headers, String payload) implements Step {
    static final String VERB = "publish";
    static final String NO_REPLY = "none";

    @Override
    public void play(Player player, String inbox) throws IOException {
      player.publish(subject, isAnswered() ? inbox + reply : "", headers, payload);
    }

    @Override
    public boolean isAnswered() {
      return !reply.equals(NO_REPLY);
    }

    @Override
    public List<Step> simpler() {
      List<Step> simpler = new ArrayList<>();
      Headers.simpler(headers)
          .forEach(less -> simpler.add(new Publish(subject, reply, less, payload)));
      if (payload.length() > 1) {
        simpler.add(new Publish(subject, reply, headers, "x"));
      }
      if (!isAnswered()) {
        simpler.add(new Publish(subject, "", headers, payload));
      }
      return simpler;
    }

    @Override
    public String toString() {
      return Line.of(VERB, subject).with("reply", reply).with("headers", headers).text(payload);
    }
  }

  /**
   * An answer to a delivery.
   *
   * @param consumer its stream and name, such as {@code S.c}
   * @param which counts the deliveries of this consumer from 0; beyond the last, it starts again
   */
  record Acknowledge(String consumer, int which, String body) implements Step {
    static final String VERB = "acknowledge";

    /** The delay of a message that comes again in less than a second. */
    private static final Pattern SOON_AGAIN = Pattern.compile("\"delay\":(\\d{1,9})(?!\\d)");

    @Override
    public void play(Player player, String inbox) throws IOException {
      List<String> deliveries = player.deliveries(consumer);
      if (!deliveries.isEmpty()) {
        player.publish(deliveries.get(which % deliveries.size()), inbox, "", body);
        Matcher delay = SOON_AGAIN.matcher(body);
        if (delay.find()) {
          player.lingers(Duration.ofNanos(Long.parseLong(delay.group(1))));
        }
      }
    }

    @Override
    public boolean canBePlayed(Player player) {
      return which < player.deliveries(consumer).size();
    }

    @Override
    public boolean isAnswered() {
      return false;
    }

    @Override
    public List<Step> simpler() {
      return List.of();
    }

    @Override
    public String toString() {
      return Line.of(VERB, consumer).with("delivery", Integer.toString(which)).text(body);
    }
  }

  /**
   * Takes a snapshot of a stream, all of it.
   *
   * @param members of the request, behind the deliver subject
   */
  record Snapshot(String stream, String members) implements Step {
    static final String VERB = "snapshot";

    @Override
    public void play(Player player, String inbox) throws IOException {
      player.backups().expectSnapshot(stream, inbox);
      String request = "{\"deliver_subject\":\"" + Backups.chunks(stream) + "\"" + members + "}";
      player.publish("$JS.API.STREAM.SNAPSHOT." + stream, inbox, "", request);
    }

    @Override
    public boolean isAnswered() {
      return true;
    }

    @Override
    public List<Step> simpler() {
      return members.isEmpty() ? List.of() : List.of(new Snapshot(stream, ""));
    }

    @Override
    public String toString() {
      return Line.of(VERB, stream).text(members);
    }
  }

  /**
   * Restores a stream from the last snapshot that was taken of one; from nothing without one.
   *
   * @param body of the request
   */
  record Restore(String stream, String from, String body) implements Step {
    static final String VERB = "restore";

    @Override
    public void play(Player player, String inbox) throws IOException {
      player.backups().expectRestore(from, inbox);
      player.publish("$JS.API.STREAM.RESTORE." + stream, inbox, "", body);
    }

    @Override
    public boolean isAnswered() {
      return true;
    }

    @Override
    public List<Step> simpler() {
      List<Step> simpler = new ArrayList<>();
      Json.simpler(body).forEach(less -> simpler.add(new Restore(stream, from, less)));
      return simpler;
    }

    @Override
    public String toString() {
      return Line.of(VERB, stream).with("from", from).text(body);
    }
  }

  /**
   * Begins or ends to listen to a subject, as push consumers notice.
   *
   * @param queue the queue group to join, "" for none
   */
  record Listen(String subject, String queue, boolean begins) implements Step {
    static final String BEGIN = "subscribe";
    static final String END = "unsubscribe";

    @Override
    public void play(Player player, String inbox) throws IOException {
      player.unsubscribe(subject);
      if (begins) {
        player.subscribe(subject, queue);
      }
    }

    @Override
    public boolean isAnswered() {
      return false;
    }

    @Override
    public List<Step> simpler() {
      return List.of();
    }

    @Override
    public String toString() {
      return Line.of(begins ? BEGIN : END, subject).with("queue", queue).text("");
    }
  }
}
