package dev.jetharness.conformance.differential;

import java.io.IOException;

/** Finds out which of a failing script's steps, and what of them, a difference needs. */
final class Shrinker {
  private final Check check;

  /** Whether a script still fails. */
  @FunctionalInterface
  interface Check {
    boolean fails(Script script) throws IOException;
  }

  Shrinker(Check check) {
    this.check = check;
  }

  /** The shortest script that was found to fail still. */
  Script shrink(Script failing) throws IOException {
    Script shortest = withFewerSteps(failing);
    while (true) {
      Script simpler = withFewerSteps(withSimplerSteps(shortest));
      if (simpler.equals(shortest)) {
        return shortest;
      }
      shortest = simpler;
    }
  }

  /** Leaves out runs of steps, first long ones, then shorter ones, down to single steps. */
  private Script withFewerSteps(Script failing) throws IOException {
    Script shortest = failing;
    for (int size = Math.max(1, failing.steps().size() / 2); size > 0; size /= 2) {
      int from = 0;
      while (from < shortest.steps().size()) {
        int to = Math.min(from + size, shortest.steps().size());
        Script candidate = shortest.without(from, to);
        if (check.fails(candidate)) {
          shortest = candidate;
        } else {
          from += size;
        }
      }
    }
    return shortest;
  }

  private Script withSimplerSteps(Script failing) throws IOException {
    Script simplest = failing;
    for (int index = 0; index < simplest.steps().size(); index++) {
      simplest = withSimplerStep(simplest, index);
    }
    return simplest;
  }

  private Script withSimplerStep(Script failing, int index) throws IOException {
    for (Step simpler : failing.steps().get(index).simpler()) {
      Script candidate = failing.with(index, simpler);
      if (check.fails(candidate)) {
        return withSimplerStep(candidate, index);
      }
    }
    return failing;
  }
}
