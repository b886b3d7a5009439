package dev.jetharness.conformance.differential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

/** What a run plays: by its system properties, or little enough for every build. */
final class Plan {
  private static final String PREFIX = "conformance.differential.";
  private static final String SCRIPT = PREFIX + "script";
  private static final int ROUNDS = 150;
  private static final int STEPS = 40;

  private final String description;
  private final List<Round> rounds;

  /** A script to play, and where it comes from. */
  record Round(String origin, Script script) {}

  private Plan(String description, List<Round> rounds) {
    this.description = description;
    this.rounds = rounds;
  }

  static Plan ofThisRun() {
    String file = System.getProperty(SCRIPT, "");
    return file.isEmpty() ? random() : script(file);
  }

  private static Plan random() {
    int count = Integer.getInteger(PREFIX + "rounds", ROUNDS);
    int steps = Integer.getInteger(PREFIX + "steps", STEPS);
    long seed = Long.getLong(PREFIX + "seed", 1);
    List<Round> rounds =
        LongStream.range(seed, seed + count)
            .mapToObj(each -> new Round("seed " + each, Steps.random(each, steps)))
            .toList();
    String description =
        "%d rounds of %d steps, seeds %d to %d".formatted(count, steps, seed, seed + count - 1);
    return new Plan(description, rounds);
  }

  private static Plan script(String file) {
    try {
      Script script = Script.parse(Files.readString(Path.of(file)));
      return new Plan("the script " + file, List.of(new Round(file, script)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  List<Round> rounds() {
    return rounds;
  }

  @Override
  public String toString() {
    return "Differential run: " + description;
  }
}
