package dev.jetharness.conformance.differential;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One thing that a client does. Its text, one line, is what a report prints and what {@link Script}
 * reads again.
 */
sealed interface Step {
  /** What stands for the time of a message in a body, such as {@code <time of S 3>}. */
  String TIME = "<time of %s %d>";

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

    @Override
    public void play(Player player, String inbox) throws IOException {
      player.publish("$JS.API." + operation, inbox, headers, player.withTimes(body));
    }

    @Override
    public boolean isAnswered() {
      return !operation.startsWith("CONSUMER.MSG.NEXT.");
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

    @Override
    public void play(Player player, String inbox) throws IOException {
      List<String> deliveries = player.deliveries(consumer);
      if (!deliveries.isEmpty()) {
        player.publish(deliveries.get(which % deliveries.size()), inbox, "", body);
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
}
