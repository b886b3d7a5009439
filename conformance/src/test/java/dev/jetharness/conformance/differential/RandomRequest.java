package dev.jetharness.conformance.differential;

import dev.jetharness.conformance.differential.Dice.Chance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Requests about streams that read, purge and delete, whole and malformed. */
final class RandomRequest {
  private static final String NO_ONE_ANSWERS = "STREAM.FOO";
  private static final List<String> CLUSTER =
      List.of("PEER.REMOVE", "PEER.EVACUATE", "LEADER.STEPDOWN", "CANCEL_MOVE");

  private final Dice dice;
  private final Scene scene;
  private final RandomGet gets;

  RandomRequest(Dice dice, Scene scene) {
    this.dice = dice;
    this.scene = scene;
    gets = new RandomGet(dice, scene);
  }

  /** A request about the stream. */
  Step.Request request(String stream) {
    return dice.choose(
        List.of(
            chance(5, () -> to("STREAM.INFO." + stream, info(stream))),
            chance(2, () -> to("STREAM.NAMES", list())),
            chance(2, () -> to("STREAM.LIST", list())),
            chance(3, () -> to("INFO", dice.of("", "{}", "x"))),
            chance(8, () -> to("STREAM.PURGE." + stream, purge(stream))),
            chance(10, () -> to("STREAM.MSG.DELETE." + stream, delete(stream))),
            chance(10, () -> to("STREAM.MSG.GET." + stream, gets.one(stream))),
            chance(10, () -> to("DIRECT.GET." + stream, gets.direct(stream))),
            chance(3, () -> to("DIRECT.GET." + stream + "." + scene.subject(stream), lastFor())),
            chance(1, () -> to("STREAM." + dice.of(CLUSTER) + "." + stream, dice.of("", "{}"))),
            chance(1, () -> to(NO_ONE_ANSWERS, ""))));
  }

  /** The request with something wrong in it. */
  Step.Request malform(Step.Request request) {
    String body = request.body();
    String headers = "";
    switch (dice.between(0, 7)) {
      case 0 -> body = body.substring(0, dice.between(0, body.length()));
      case 1 -> body = body.replaceFirst("\\{", "{\"unknown\":1,");
      case 2 -> body = body.replaceFirst(":[^,}\\]]*", ":" + dice.of(VALUES));
      case 3 -> body = dice.of(BODIES);
      case 4 -> body = dice.of(" ", "\t\n") + body;
      case 5 -> body = body + dice.of(" ", "x", "}");
      case 6 -> headers = Headers.block(List.of("Nats-Required-Api-Level: " + dice.of(LEVELS)));
      default -> body = body.toUpperCase(Locale.ROOT);
    }
    return new Step.Request(request.operation(), headers, body);
  }

  private static final List<String> VALUES =
      List.of("null", "{}", "[]", "\"x\"", "1.5", "true", "1e3", "-1");
  private static final List<String> BODIES =
      List.of("x", "[]", "null", "{", "\"\"", "{}", " ", "{\"\":1}", "[{}]", "{}{}", "1");
  private static final List<String> LEVELS = List.of("5", "6", "x", "", "-1");

  private static Chance<Step.Request> chance(int weight, Supplier<Step.Request> request) {
    return new Chance<>(weight, request);
  }

  private static Step.Request to(String operation, String body) {
    return new Step.Request(operation, "", body);
  }

  private String info(String stream) {
    return dice.object(
        Map.of(
            "offset", () -> dice.of("0", "1", "5", "-1"),
            "deleted_details", () -> dice.of("true", "false"),
            "subjects_filter", () -> Json.string(scene.filter(stream))));
  }

  private String list() {
    return dice.object(
        Map.of(
            "offset", () -> dice.of("0", "1", "2", "-1"),
            "subject", () -> Json.string(scene.filter(dice.of("S", "T")))));
  }

  private String purge(String stream) {
    return dice.object(
        Map.of(
            "filter", () -> Json.string(scene.filter(stream)),
            "seq", () -> scene.lastSequence(stream),
            "keep", () -> dice.of("0", "1", "1", "2", "3", "18446744073709551615")));
  }

  private String delete(String stream) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("seq", scene.sequence(stream));
    if (dice.percent(20)) {
      members.put("no_erase", dice.of("true", "false"));
    }
    return Json.object(members);
  }

  private String lastFor() {
    return dice.of("", "", "{}", "{\"no_hdr\":true}", "{\"seq\":1}", "x");
  }
}
