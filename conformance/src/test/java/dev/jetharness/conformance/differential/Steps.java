package dev.jetharness.conformance.differential;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes up scripts: few streams and few subjects, so that the steps get in each other's way. */
final class Steps {
  private final Dice dice;
  private final Scene scene;
  private final RandomStream configurations;
  private final RandomMessage messages;
  private final RandomRequest requests;
  private final RandomConsumer consumers;
  private final List<String> streams;
  private final int consumed;
  private final RandomBackup backups;
  private final boolean backedUp;
  private final Map<String, Map<String, String>> asked = new HashMap<>();

  private Steps(long seed, Set<Feature> features) {
    dice = new Dice(seed);
    scene = new Scene(dice);
    configurations = new RandomStream(dice, features);
    messages = new RandomMessage(dice, scene);
    requests = new RandomRequest(dice, scene);
    consumers = new RandomConsumer(dice, scene);
    backups = new RandomBackup(dice);
    streams = dice.of(List.of("S"), List.of("S", "T"));
    consumed = dice.of(0, 0, 10, 40, 60);
    backedUp = features.contains(Feature.BACKUPS) && dice.percent(30);
  }

  /** The script that this seed stands for. */
  static Script random(long seed, int count) {
    Steps steps = new Steps(seed, Feature.modelled());
    List<Step> script = new ArrayList<>();
    for (String stream : steps.streams) {
      script.add(steps.create(stream));
    }
    while (script.size() < count) {
      script.addAll(steps.next());
    }
    return new Script(script.subList(0, count));
  }

  private List<Step> next() {
    String stream = dice.of(streams);
    if (backedUp && dice.percent(3)) {
      return backups.steps(stream, asked.getOrDefault(stream, Map.of()));
    }
    Step step = dice.percent(consumed) ? aboutConsumers(stream) : aboutStreams(stream);
    return isUpToChance(step) ? next() : List.of(step);
  }

  /** A mirror answers direct gets for its origin too: whoever of them hears a request first. */
  private boolean isUpToChance(Step step) {
    return step instanceof Step.Request request
        && request.operation().startsWith("DIRECT.GET.")
        && asked.values().stream().anyMatch(config -> config.containsKey("mirror"));
  }

  private Step aboutConsumers(String stream) {
    Step step = consumers.step(stream);
    boolean request = step instanceof Step.Request && dice.percent(5);
    return request ? requests.malform((Step.Request) step) : step;
  }

  private Step aboutStreams(String stream) {
    int chance = dice.between(1, 100);
    if (chance <= 55) {
      scene.published(stream);
      return messages.publish(stream, asked.getOrDefault(stream, Map.of()));
    }
    if (chance <= 61) {
      return update(stream);
    }
    if (chance <= 64) {
      return create(stream);
    }
    if (chance <= 65) {
      scene.deleted(stream);
      return new Step.Request("STREAM.DELETE." + stream, "", dice.of("", "", "{}", "x"));
    }
    Step.Request request = requests.request(stream);
    return dice.percent(12) ? requests.malform(request) : request;
  }

  private Step create(String stream) {
    Map<String, String> before = asked.get(stream);
    Map<String, String> config =
        before != null && dice.percent(60) ? before : configurations.create(stream);
    asked.putIfAbsent(stream, config);
    return configuration("STREAM.CREATE." + stream, config);
  }

  private Step update(String stream) {
    Map<String, String> before = asked.getOrDefault(stream, Map.of());
    Map<String, String> config = configurations.update(before, stream);
    if (dice.percent(70)) {
      asked.put(stream, config);
    }
    return configuration("STREAM.UPDATE." + stream, config);
  }

  private Step configuration(String operation, Map<String, String> config) {
    Step.Request request = new Step.Request(operation, "", Json.object(config));
    return dice.percent(3) ? requests.malform(request) : request;
  }
}
