package dev.jetharness.inmemory.subject;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a subject of another one (ADR-30): the wildcards of a source pattern fill the placeholders
 * of a destination. Immutable.
 */
public final class SubjectTransform {
  private static final String ALL = ">";

  private final String source;
  private final int sourceTokens;
  private final List<DestinationToken> destination;
  private final boolean keepsTail;
  private final boolean changesNothing;

  private SubjectTransform(String source, String destination, List<DestinationToken> tokens) {
    this.source = source;
    this.sourceTokens = tokens(source).size();
    this.keepsTail = destination.equals(ALL) || destination.endsWith(".>");
    this.destination = keepsTail ? tokens.subList(0, tokens.size() - 1) : tokens;
    this.changesNothing = source.equals(ALL) && destination.equals(ALL);
  }

  /**
   * A transform from a source pattern, where empty means all, to a destination.
   *
   * @throws SubjectTransformException with the server's text, if there can be none
   */
  public static SubjectTransform of(String source, String destination)
      throws SubjectTransformException {
    String from = source.isEmpty() ? ALL : source;
    if (!isWellFormed(from)
        || !isWellFormed(destination)
        || hasTail(from) != hasTail(destination)) {
      throw SubjectTransformException.badSubject();
    }
    List<Integer> wildcards = new ArrayList<>();
    List<String> fromTokens = tokens(from);
    for (int i = 0; i < fromTokens.size(); i++) {
      if (fromTokens.get(i).equals("*")) {
        wildcards.add(i);
      }
    }
    boolean literal = wildcards.isEmpty() && !hasTail(from);
    List<DestinationToken> tokens = new ArrayList<>();
    for (String token : tokens(destination)) {
      if (token.equals("*")) {
        throw SubjectTransformException.badSubject();
      }
      DestinationToken parsed = DestinationTokens.parse(token, literal ? null : wildcards);
      if (literal && parsed.needsWildcards()) {
        throw SubjectTransformException.of("wildcard index out of range", token);
      }
      tokens.add(literal ? parsed.ofWholeSubject() : parsed);
    }
    return new SubjectTransform(from, destination, tokens);
  }

  /**
   * Checks a transform as the server checks what is configured; an empty destination is fine.
   *
   * @throws SubjectTransformException with the server's text
   */
  public static void validate(String source, String destination) throws SubjectTransformException {
    if (!destination.isEmpty()) {
      DestinationTokens.checkSpelling(tokens(destination));
      of(source, destination);
    }
  }

  /** What a literal subject becomes, or null if the source does not match it. */
  public @Nullable String apply(String subject) {
    if (changesNothing) {
      return subject;
    }
    return Subjects.isValidLiteral(subject) && Subjects.matches(subject, source)
        ? transform(subject)
        : null;
  }

  private String transform(String subject) {
    List<String> tokens = tokens(subject);
    List<String> result = new ArrayList<>();
    for (DestinationToken token : destination) {
      result.add(token.of(tokens));
    }
    if (keepsTail) {
      result.addAll(tokens.subList(sourceTokens - 1, tokens.size()));
    }
    return String.join(".", result);
  }

  /** White space does not matter here: a function's arguments may have some. */
  private static boolean isWellFormed(String pattern) {
    List<String> tokens = tokens(pattern);
    return !tokens.contains("") && !tokens.subList(0, tokens.size() - 1).contains(ALL);
  }

  private static boolean hasTail(String pattern) {
    return pattern.equals(ALL) || pattern.endsWith(".>");
  }

  private static List<String> tokens(String subject) {
    return List.of(subject.split("\\.", -1));
  }
}
