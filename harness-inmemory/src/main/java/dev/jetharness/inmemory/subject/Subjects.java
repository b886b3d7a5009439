package dev.jetharness.inmemory.subject;

/**
 * The rules of NATS subjects: which are valid, and which match, contain or collide with which. A
 * wildcard is one only when it is a whole token, so {@code foo*} is a literal.
 */
public final class Subjects {
  private Subjects() {}

  /**
   * Whether this is a subject that can be subscribed to: no empty token, no white space, and {@code
   * >} only at the end.
   */
  public static boolean isValid(String subject) {
    int start = 0;
    for (int end = endOfToken(subject, start); ; end = endOfToken(subject, start)) {
      if (end == start || hasWhiteSpace(subject, start, end)) {
        return false;
      }
      if (end == subject.length()) {
        return true;
      }
      if (isToken(subject, start, end, '>')) {
        return false;
      }
      start = end + 1;
    }
  }

  /** Whether this is a valid subject without wildcards. */
  public static boolean isValidLiteral(String subject) {
    return isValid(subject) && isLiteral(subject);
  }

  /** Whether no token is a wildcard. */
  public static boolean isLiteral(String subject) {
    if (subject.indexOf('*') < 0 && subject.indexOf('>') < 0) {
      return true;
    }
    for (int start = 0; start <= subject.length(); ) {
      int end = endOfToken(subject, start);
      if (isToken(subject, start, end, '*') || isToken(subject, start, end, '>')) {
        return false;
      }
      start = end + 1;
    }
    return true;
  }

  /**
   * Whether a literal subject matches a pattern: {@code *} is one token, {@code >} is one or more.
   */
  public static boolean matches(String literal, String pattern) {
    return isSubset(literal, pattern);
  }

  /** Whether every subject that {@code pattern} matches is matched by {@code ofPattern} too. */
  public static boolean isSubset(String pattern, String ofPattern) {
    int start = 0;
    int ofStart = 0;
    while (start <= pattern.length() && ofStart <= ofPattern.length()) {
      int end = endOfToken(pattern, start);
      int ofEnd = endOfToken(ofPattern, ofStart);
      if (ofEnd == ofPattern.length() && isToken(ofPattern, ofStart, ofEnd, '>')) {
        return end > start;
      }
      if (end == start || isToken(pattern, start, end, '>')) {
        return false;
      }
      if (!isToken(ofPattern, ofStart, ofEnd, '*')
          && !sameToken(pattern, start, end, ofPattern, ofStart, ofEnd)) {
        return false;
      }
      start = end + 1;
      ofStart = ofEnd + 1;
    }
    return start > pattern.length() && ofStart > ofPattern.length();
  }

  /** Whether there can be a subject that both patterns match. */
  public static boolean collide(String a, String b) {
    int startA = 0;
    int startB = 0;
    while (startA <= a.length() && startB <= b.length()) {
      int endA = endOfToken(a, startA);
      int endB = endOfToken(b, startB);
      if (isToken(a, startA, endA, '>') || isToken(b, startB, endB, '>')) {
        return true;
      }
      if (!isToken(a, startA, endA, '*')
          && !isToken(b, startB, endB, '*')
          && !sameToken(a, startA, endA, b, startB, endB)) {
        return false;
      }
      startA = endA + 1;
      startB = endB + 1;
    }
    return startA > a.length() && startB > b.length();
  }

  /** Where the token that begins at {@code start} ends: at the next dot, or with the subject. */
  static int endOfToken(String subject, int start) {
    int dot = subject.indexOf('.', start);
    return dot < 0 ? subject.length() : dot;
  }

  /** Whether a token is just this character. */
  static boolean isToken(String subject, int start, int end, char character) {
    return end - start == 1 && subject.charAt(start) == character;
  }

  /** Whether a token is missing: a dot at either end, or two in a row. */
  static boolean hasEmptyToken(String subject) {
    return subject.isEmpty()
        || subject.charAt(0) == '.'
        || subject.charAt(subject.length() - 1) == '.'
        || subject.contains("..");
  }

  private static boolean sameToken(String a, int startA, int endA, String b, int startB, int endB) {
    return endA - startA == endB - startB && a.regionMatches(startA, b, startB, endA - startA);
  }

  private static boolean hasWhiteSpace(String subject, int start, int end) {
    for (int i = start; i < end; i++) {
      switch (subject.charAt(i)) {
        case ' ', '\t', '\r', '\n', '\f' -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }
}
