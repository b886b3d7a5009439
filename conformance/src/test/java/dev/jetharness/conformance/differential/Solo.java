package dev.jetharness.conformance.differential;

import dev.jetharness.Broker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Plays a script on one broker alone. */
public final class Solo {
  /** How long to wait for what a server sends in its own time, such as the end of a request. */
  private static final Patience PATIENCE = new Patience(Duration.ofSeconds(3));

  private Solo() {}

  /**
   * Plays all steps, each one after the answer to the one before, where there must be one, and
   * acknowledgements after the delivery. Then it waits until enough has been said.
   *
   * @param broker an empty broker; it is closed at the end
   * @param script the steps, one a line
   * @param enough whether the messages that came so far are what is waited for
   * @return the messages that came, without advisories, each as one line of text
   */
  public static List<String> play(Broker broker, String script, Predicate<List<String>> enough)
      throws IOException {
    try (Player player = new Player(broker)) {
      List<String> said = new ArrayList<>();
      int index = 0;
      for (Step step : Script.parse(script).steps()) {
        String inbox = "in.step." + index++;
        Patience.standard().await(player, () -> step.canBePlayed(player));
        step.play(player, inbox);
        Patience.standard().await(player, () -> !step.isAnswered() || player.hasAny(inbox));
        said.addAll(texts(player));
      }
      PATIENCE.await(
          player,
          () -> {
            said.addAll(texts(player));
            return enough.test(said);
          });
      return said;
    }
  }

  /**
   * Whether nobody answers a request to {@code $JS.API.}: nothing has come of it when a later
   * request is answered.
   */
  public static boolean isSilent(Broker broker, String operation) throws IOException {
    try (Player player = new Player(broker)) {
      player.publish("$JS.API." + operation, "in.silent", "", "");
      player.publish("$JS.API.INFO", "in.fence", "", "");
      Patience.standard().await(player, () -> player.hasAny("in.fence"));
      return !player.hasAny("in.silent");
    }
  }

  private static List<String> texts(Player player) {
    return player.takeArrived().values().stream()
        .flatMap(List::stream)
        .filter(frame -> !frame.isAdvisory())
        .map(Frame::toString)
        .toList();
  }
}
