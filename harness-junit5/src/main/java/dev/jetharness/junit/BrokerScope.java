package dev.jetharness.junit;

/**
 * How long tests share a broker.
 *
 * @since 0.1
 */
public enum BrokerScope {
  /** Each test has a broker of its own. */
  METHOD,
  /**
   * All tests of a class share one, with those of its {@code @Nested} classes: what one test stores
   * is there for the next.
   */
  CLASS,
  /** All tests of the run share one: all classes with this scope and the same broker settings. */
  RUN
}
