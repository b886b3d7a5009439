package dev.jetharness.inmemory.subject;

import org.jspecify.annotations.Nullable;

/**
 * A place in a {@link SubjectMap} where subjects part that have the same tokens so far. Below it is
 * another node for each further token that several subjects share, and for each that only one has,
 * that one's value itself.
 */
final class SubjectNode<V extends HasSubject> implements HasSubject {
  /** The tokens up to here. */
  private final String prefix;

  /** Where the next token begins. */
  private final int start;

  private final SubjectTable.OfTokens children;

  /** The value whose subject ends here. */
  private @Nullable V own;

  private SubjectNode(String prefix, int start) {
    this.prefix = prefix;
    this.start = start;
    this.children = new SubjectTable.OfTokens(start);
  }

  static <V extends HasSubject> SubjectNode<V> root() {
    return new SubjectNode<>("", 0);
  }

  @Override
  public String subject() {
    return prefix;
  }

  /** Adds a value, or puts it in the place of the one with the same subject. */
  void put(V value) {
    String subject = value.subject();
    SubjectNode<V> node = this;
    while (true) {
      HasSubject child = node.children.find(subject);
      if (child == null || (child.subject().equals(subject) && !(child instanceof SubjectNode))) {
        node.children.put(value);
        return;
      }
      SubjectNode<V> next = child instanceof SubjectNode ? node(child) : node.part(value(child));
      if (next.start > subject.length()) {
        next.own = value;
        return;
      }
      node = next;
    }
  }

  /** Makes a node of a value's place, because a second subject has that token too. */
  private SubjectNode<V> part(V value) {
    String subject = value.subject();
    int end = Subjects.endOfToken(subject, start);
    SubjectNode<V> node = new SubjectNode<>(subject.substring(0, end), end + 1);
    if (node.start > subject.length()) {
      node.own = value;
    } else {
      node.children.put(value);
    }
    children.put(node);
    return node;
  }

  /** Removes the value of a subject, which is there. */
  void remove(String subject) {
    HasSubject child = children.find(subject);
    if (!(child instanceof SubjectNode)) {
      children.remove(subject);
      return;
    }
    SubjectNode<V> node = node(child);
    if (node.start > subject.length()) {
      node.own = null;
    } else {
      node.remove(subject);
    }
    V left = node.only();
    if (left != null) {
      children.put(left);
    }
  }

  /** The only value that is left, if there is no node below either. */
  private @Nullable V only() {
    if (own != null) {
      return children.size() == 0 ? own : null;
    }
    HasSubject child = children.size() == 1 ? children.any() : null;
    return child instanceof SubjectNode || child == null ? null : value(child);
  }

  // What follows returns false if the walk ends before it has been everywhere.

  /** Visits every value. */
  boolean all(SubjectWalk<V> walk) {
    return (own == null || walk.visit(own)) && children.all(child -> all(child, walk));
  }

  private boolean all(HasSubject child, SubjectWalk<V> walk) {
    return walk.step()
        && (child instanceof SubjectNode ? node(child).all(walk) : walk.visit(value(child)));
  }

  /**
   * Visits every value whose subject, a literal, matches a pattern.
   *
   * @param at where in the pattern the token begins that is sought here
   */
  boolean matching(String pattern, int at, SubjectWalk<V> walk) {
    if (at > pattern.length()) {
      return own == null || walk.visit(own);
    }
    return (hasToken(pattern, at, '*') || endsOpen(pattern, at))
        ? children.all(child -> matching(child, pattern, at, walk))
        : matching(child(pattern, at), pattern, at, walk);
  }

  private boolean matching(
      @Nullable HasSubject child, String pattern, int at, SubjectWalk<V> walk) {
    if (!walk.step()) {
      return false;
    }
    if (child instanceof SubjectNode) {
      return endsOpen(pattern, at)
          ? node(child).all(walk)
          : node(child).matching(pattern, Subjects.endOfToken(pattern, at) + 1, walk);
    }
    return child == null || !Subjects.matches(child.subject(), pattern) || walk.visit(value(child));
  }

  /**
   * Visits every value whose subject, which may be a pattern too, collides with a pattern.
   *
   * @param at where in the pattern the token begins that is sought here
   */
  boolean colliding(String pattern, int at, SubjectWalk<V> walk) {
    if (at > pattern.length()) {
      return own == null || walk.visit(own);
    }
    return (hasToken(pattern, at, '*') || hasToken(pattern, at, '>'))
        ? children.all(child -> colliding(child, pattern, at, walk))
        : colliding(child(pattern, at), pattern, at, walk)
            && colliding(child("*", 0), pattern, at, walk)
            && colliding(child(">", 0), pattern, at, walk);
  }

  private boolean colliding(
      @Nullable HasSubject child, String pattern, int at, SubjectWalk<V> walk) {
    if (!walk.step()) {
      return false;
    }
    if (child instanceof SubjectNode) {
      return hasToken(pattern, at, '>')
          ? node(child).all(walk)
          : node(child).colliding(pattern, Subjects.endOfToken(pattern, at) + 1, walk);
    }
    return child == null || !Subjects.collide(child.subject(), pattern) || walk.visit(value(child));
  }

  private static boolean hasToken(String pattern, int at, char wildcard) {
    return Subjects.isToken(pattern, at, Subjects.endOfToken(pattern, at), wildcard);
  }

  /** Whether a pattern ends here with any tokens; elsewhere {@code >} is a token like others. */
  private static boolean endsOpen(String pattern, int at) {
    return Subjects.isToken(pattern, at, pattern.length(), '>');
  }

  /** What is here under the token that begins at some place of a pattern. */
  private @Nullable HasSubject child(String pattern, int at) {
    String token = pattern.substring(at, Subjects.endOfToken(pattern, at));
    return children.find(start == 0 ? token : prefix + '.' + token);
  }

  /** What is kept here and is no node is a value of this tree. */
  @SuppressWarnings("unchecked")
  private V value(HasSubject child) {
    return (V) child;
  }

  @SuppressWarnings("unchecked")
  private SubjectNode<V> node(HasSubject child) {
    return (SubjectNode<V>) child;
  }
}
