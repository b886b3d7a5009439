package dev.jetharness.conformance.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What both brokers said meanwhile: for each subject the messages in their order. */
final class Exchange {
  private final Map<String, List<Frame>> simulator;
  private final Map<String, List<Frame>> server;

  /** Where the two do not say the same, and what they say there. */
  record Mismatch(String subject, List<String> simulator, List<String> server) {}

  /** One in which nothing was said yet. */
  Exchange() {
    this(new TreeMap<>(), new TreeMap<>());
  }

  private Exchange(Map<String, List<Frame>> simulator, Map<String, List<Frame>> server) {
    this.simulator = simulator;
    this.server = server;
  }

  /** Takes from both what has come to them since the last time. */
  void take(Player simulatorNow, Player serverNow) {
    append(simulator, simulatorNow.takeArrived());
    append(server, serverNow.takeArrived());
  }

  /** Whether on each subject the server has said as much, with what has come since. */
  boolean isLevel(Player simulatorNow, Player serverNow) {
    return simulatorNow.arrivedOn().stream()
        .allMatch(
            subject ->
                count(server, subject) + serverNow.count(subject)
                    >= count(simulator, subject) + simulatorNow.count(subject));
  }

  private static int count(Map<String, List<Frame>> frames, String subject) {
    return frames.getOrDefault(subject, List.of()).size();
  }

  /** Takes out what came to these subjects. */
  Exchange split(Set<String> subjects) {
    return new Exchange(split(simulator, subjects), split(server, subjects));
  }

  private static Map<String, List<Frame>> split(Map<String, List<Frame>> from, Set<String> keys) {
    Map<String, List<Frame>> split = new TreeMap<>(from);
    split.keySet().retainAll(keys);
    from.keySet().removeAll(keys);
    return split;
  }

  private static void append(Map<String, List<Frame>> frames, Map<String, List<Frame>> later) {
    later.forEach(
        (subject, more) ->
            frames.computeIfAbsent(subject, unused -> new ArrayList<>()).addAll(more));
  }

  /** The first mismatch, or null; answers to requests are looked at before advisories. */
  @Nullable Mismatch compare(Normaliser ofSimulator, Normaliser ofServer) {
    NavigableSet<String> subjects = new TreeSet<>(simulator.keySet());
    subjects.addAll(server.keySet());
    for (String subject : subjects.descendingSet()) {
      List<String> simulatorSays = texts(simulator.get(subject), ofSimulator);
      List<String> serverSays = texts(server.get(subject), ofServer);
      if (!simulatorSays.equals(serverSays) && !(serverSays.isEmpty() && mayGetLost(subject))) {
        return new Mismatch(subject, simulatorSays, serverSays);
      }
    }
    return null;
  }

  /** A server that deletes a stream closes its way out too, at times before the advisory left. */
  private static boolean mayGetLost(String subject) {
    return subject.startsWith(Frame.ADVISORIES + "ADVISORY.STREAM.DELETED.");
  }

  private static List<String> texts(@Nullable List<Frame> frames, Normaliser normaliser) {
    return frames == null ? List.of() : frames.stream().map(normaliser::normalise).toList();
  }
}
