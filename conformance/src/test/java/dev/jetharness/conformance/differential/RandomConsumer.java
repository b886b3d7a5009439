package dev.jetharness.conformance.differential;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Consumers that pull and acknowledge by hand. */
final class RandomConsumer {
  private static final String HOUR = "3600000000000";
  private static final List<String> NAMES = List.of("c", "d");

  private final Dice dice;

  RandomConsumer(Dice dice) {
    this.dice = dice;
  }

  /** Something about a consumer of the stream. */
  Step step(String stream) {
    String consumer = stream + "." + dice.of(NAMES);
    return switch (dice.between(0, 19)) {
      case 0, 1 -> create(stream, dice.of(NAMES));
      case 2 -> request("CONSUMER.INFO." + consumer, "");
      case 3 -> request("CONSUMER.LIST." + stream, "");
      case 4 -> request("CONSUMER.NAMES." + stream, "");
      case 5 -> dice.percent(40) ? request("CONSUMER.DELETE." + consumer, "") : pull(consumer);
      case 6, 7, 8, 9, 10, 11 -> pull(consumer);
      default ->
          new Step.Acknowledge(
              consumer,
              dice.between(0, 7),
              dice.of("+ACK", "+ACK", "+ACK", "+ACK", "-NAK", "+WPI", "+TERM", ""));
    };
  }

  /** The creation of a consumer. */
  Step create(String stream, String name) {
    Map<String, String> config = new LinkedHashMap<>();
    config.put("durable_name", Json.string(name));
    config.put(
        "ack_policy",
        dice.of("\"explicit\"", "\"explicit\"", "\"explicit\"", "\"all\"", "\"none\""));
    config.put("ack_wait", HOUR);
    if (dice.percent(40)) {
      config.put("filter_subject", Json.string(Scene.prefix(stream) + dice.of("a", "b", "*")));
    }
    if (dice.percent(15)) {
      config.put("deliver_policy", dice.of("\"last\"", "\"new\"", "\"last_per_subject\""));
    }
    if (dice.percent(15)) {
      config.put("max_ack_pending", dice.of("1", "2"));
    }
    if (dice.percent(10)) {
      config.put("max_deliver", dice.of("1", "2"));
    }
    return request(
        "CONSUMER.DURABLE.CREATE." + stream + "." + name,
        "{\"stream_name\":\"" + stream + "\",\"config\":" + Json.object(config) + "}");
  }

  private Step pull(String consumer) {
    return request(
        "CONSUMER.MSG.NEXT." + consumer,
        dice.of(
            "{\"batch\":1,\"no_wait\":true}",
            "{\"batch\":2,\"no_wait\":true}",
            "{\"batch\":5,\"no_wait\":true}"));
  }

  private static Step request(String operation, String body) {
    return new Step.Request(operation, "", body);
  }
}
