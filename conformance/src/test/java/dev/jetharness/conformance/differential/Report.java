package dev.jetharness.conformance.differential;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A difference for somebody to mend: where it was found, and what is needed to see it again. */
final class Report {
  private final Plan.Round round;
  private final Difference found;
  private final Script shortest;
  private final @Nullable Difference again;

  private Report(Plan.Round round, Difference found, Script shortest, @Nullable Difference again) {
    this.round = round;
    this.found = found;
    this.shortest = shortest;
    this.again = again;
  }

  /** Shortens the script as far as the difference stays. */
  static Report of(Plan.Round round, Difference found) throws IOException {
    Script whole = round.script();
    Script played = whole.without(found.index() + 1, whole.steps().size());
    Shrinker shrinker = new Shrinker(script -> Lockstep.play(script, Patience.hasty()) != null);
    Script shortest = shrinker.shrink(played);
    Difference again = Lockstep.play(shortest, Patience.standard());
    if (again == null) {
      shortest = whole;
      again = Lockstep.play(whole, Patience.standard());
    }
    return new Report(round, found, shortest, again);
  }

  /**
   * Whether the difference is there again when the same is played again. If it is not, the server
   * raced with itself: what it says is not determined by what it is told.
   */
  boolean isSteady() {
    return again != null;
  }

  @Override
  public String toString() {
    if (again == null) {
      return "\n%s: the brokers differed, but not again\n%s".formatted(round.origin(), found);
    }
    return "\n%s: the brokers differ\n\n%s\n\n%s".formatted(round.origin(), shortest, again);
  }
}
