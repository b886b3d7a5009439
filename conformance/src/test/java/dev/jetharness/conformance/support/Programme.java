package dev.jetharness.conformance.support;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Which stages this run plays on, and which contract has been played where. */
public final class Programme {
  /**
   * Limits a run to some stages while a contract is written: {@code -Dcontract.stages=process,tcp}.
   */
  private static final String STAGES = "contract.stages";

  private static final Set<Stage> SELECTED = selected();
  private static final Map<String, Set<Stage>> PLAYED = new ConcurrentHashMap<>();
  private static final Map<Stage, String> MISSING =
      java.util.Collections.synchronizedMap(new EnumMap<>(Stage.class));

  private Programme() {}

  /** The stages of this run. */
  public static Set<Stage> stages() {
    return SELECTED;
  }

  /** Where a contract has been played so far. */
  public static Set<Stage> played(Method contract) {
    return PLAYED.getOrDefault(nameOf(contract), Set.of());
  }

  /** Stages that could not be set up in this run, and why; empty when a real broker is required. */
  public static Map<Stage, String> missing() {
    return MISSING;
  }

  static void played(Method contract, Stage stage) {
    PLAYED.computeIfAbsent(nameOf(contract), name -> ConcurrentHashMap.newKeySet()).add(stage);
  }

  static void missing(Stage stage, String reason) {
    if (MISSING.putIfAbsent(stage, reason) == null) {
      System.err.println("Contracts skipped on " + stage + ": " + reason);
    }
  }

  /** How a contract is called in reports. */
  public static String nameOf(Method contract) {
    return contract.getDeclaringClass().getSimpleName() + "." + contract.getName();
  }

  private static Set<Stage> selected() {
    String value = System.getProperty(STAGES, "");
    if (value.isBlank()) {
      return EnumSet.allOf(Stage.class);
    }
    return Arrays.stream(value.split(",", -1))
        .map(name -> Stage.valueOf(name.trim().toUpperCase(Locale.ROOT)))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Stage.class)));
  }
}
