package dev.jetharness.inmemory.subject;

import java.util.function.Predicate;

/** A visit of values in a {@link SubjectMap}, which ends early for want of steps or at a value. */
final class SubjectWalk<V> {
  private final Predicate<? super V> test;
  private long stepsLeft;

  /** A walk that ends at the first value that fails the test, or after so many places. */
  SubjectWalk(Predicate<? super V> test, long steps) {
    this.test = test;
    this.stepsLeft = steps;
  }

  /** Goes on to one more place; false if it must not. */
  boolean step() {
    return --stepsLeft >= 0;
  }

  /** Visits a value; false if the walk ends there. */
  boolean visit(V value) {
    return test.test(value);
  }
}
