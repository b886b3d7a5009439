package dev.jetharness.assertions;

import java.util.List;

/** A subject with or without wildcards, for telling matches and near misses apart. */
final class SubjectPattern {
  private final String text;
  private final List<String> tokens;

  private SubjectPattern(String text, List<String> tokens) {
    this.text = text;
    this.tokens = tokens;
  }

  static SubjectPattern of(String text) {
    List<String> tokens = tokens(text);
    boolean valid =
        tokens.stream().noneMatch(token -> token.isEmpty() || token.matches(".*\\s.*"))
            && tokens.stream().limit(tokens.size() - 1L).noneMatch(">"::equals);
    if (!valid) {
      throw new IllegalArgumentException(
          "'%s' is no subject: tokens between dots, without white space, such as orders.created, orders.* or orders.>"
              .formatted(text));
    }
    return new SubjectPattern(text, tokens);
  }

  boolean matches(String subject) {
    List<String> literal = tokens(subject);
    int agreeing = agreeingTokens(literal);
    if (endsOpen()) {
      return agreeing == tokens.size() - 1 && literal.size() >= tokens.size();
    }
    return agreeing == tokens.size() && literal.size() == tokens.size();
  }

  /** How many tokens agree from the left: the more, the nearer is the subject. */
  int nearness(String subject) {
    return agreeingTokens(tokens(subject));
  }

  /** A subject without wildcards that this pattern matches. */
  String literal(String filler) {
    return text.replace("*", filler).replace(">", filler);
  }

  private int agreeingTokens(List<String> literal) {
    int most = Math.min(literal.size(), endsOpen() ? tokens.size() - 1 : tokens.size());
    int agreeing = 0;
    while (agreeing < most
        && (tokens.get(agreeing).equals("*")
            || tokens.get(agreeing).equals(literal.get(agreeing)))) {
      agreeing++;
    }
    return agreeing;
  }

  private boolean endsOpen() {
    return tokens.get(tokens.size() - 1).equals(">");
  }

  private static List<String> tokens(String subject) {
    return List.of(subject.split("\\.", -1));
  }

  @Override
  public String toString() {
    return text;
  }
}
