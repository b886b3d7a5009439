package dev.jetharness.inmemory.subject;

/** The rules of NATS subjects: which are valid, and which match, contain or collide with which. */
public final class Subjects {
  private Subjects() {}

  /**
   * Whether a literal subject matches a pattern: {@code *} is one token, {@code >} is one or more.
   */
  public static boolean matches(String literal, String pattern) {
    return literal.equals(pattern);
  }
}
