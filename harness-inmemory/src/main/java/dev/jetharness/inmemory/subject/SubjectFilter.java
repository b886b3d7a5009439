package dev.jetharness.inmemory.subject;

import java.util.List;

/**
 * A set of subject patterns, any of which a subject may match; the empty set lets everything pass.
 * Immutable.
 */
public final class SubjectFilter {
  /** Lets every subject pass. */
  public static final SubjectFilter ALL = new SubjectFilter(List.of());

  private final List<String> patterns;
  private final boolean literal;

  private SubjectFilter(List<String> patterns) {
    this.patterns = patterns;
    this.literal = !patterns.isEmpty() && patterns.stream().allMatch(Subjects::isLiteral);
  }

  /** A filter of these patterns; none of them, or one that is {@code >}, means all. */
  public static SubjectFilter of(List<String> patterns) {
    return patterns.isEmpty() || patterns.contains(">")
        ? ALL
        : new SubjectFilter(List.copyOf(patterns));
  }

  public List<String> patterns() {
    return patterns;
  }

  public boolean isAll() {
    return patterns.isEmpty();
  }

  /** Whether it names each subject that passes, as no pattern has wildcards. */
  public boolean isLiteral() {
    return literal;
  }

  /** Whether a literal subject passes. */
  public boolean matches(String subject) {
    if (patterns.isEmpty()) {
      return true;
    }
    for (int i = 0; i < patterns.size(); i++) {
      if (Subjects.matches(subject, patterns.get(i))) {
        return true;
      }
    }
    return false;
  }
}
