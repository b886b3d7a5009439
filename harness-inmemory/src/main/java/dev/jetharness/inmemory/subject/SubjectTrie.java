package dev.jetharness.inmemory.subject;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Values by subject pattern, such as subscriptions: finds those whose pattern matches a subject.
 *
 * <p>Patterns without wildcards are found by one look-up, the others by a walk along the tokens. A
 * visitor may add and remove values while a match runs: what it removes may still be visited, what
 * it adds may be missed. Not thread-safe.
 *
 * @param <T> what is found
 */
public final class SubjectTrie<T> {
  private final Map<String, Values<T>> literals = new HashMap<>();
  private final Node<T> root = new Node<>();
  private int size;

  /** Adds a value under a pattern; the same value may be added twice. */
  public void add(String pattern, T value) {
    if (Subjects.isLiteral(pattern)) {
      literals.computeIfAbsent(pattern, subject -> new Values<>()).add(value);
    } else {
      Node<T> node = root;
      for (String token : tokens(pattern)) {
        node = node.childOrNew(token);
      }
      node.values.add(value);
    }
    size++;
  }

  /**
   * Removes a value from a pattern.
   *
   * @return whether it was there
   */
  public boolean remove(String pattern, T value) {
    boolean removed =
        Subjects.isLiteral(pattern)
            ? removeLiteral(pattern, value)
            : root.remove(tokens(pattern), 0, value);
    if (removed) {
      size--;
    }
    return removed;
  }

  /**
   * Visits each value whose pattern matches the subject. As in the server, a subject with an empty
   * token matches nothing.
   */
  public void match(String literal, Consumer<? super T> each) {
    boolean unused =
        matchesAny(
            literal,
            value -> {
              each.accept(value);
              return false;
            });
  }

  /** Whether any value's pattern matches the subject. */
  public boolean matchesAny(String literal) {
    return matchesAny(literal, value -> true);
  }

  /** Whether the pattern of any value that passes the test matches the subject. */
  public boolean matchesAny(String literal, Predicate<? super T> test) {
    if (Subjects.hasEmptyToken(literal)) {
      return false;
    }
    Values<T> exact = literals.get(literal);
    return (exact != null && exact.any(test)) || root.matchesAny(literal, 0, test);
  }

  /** How many values there are. */
  public int size() {
    return size;
  }

  /** Removes every value. */
  public void clear() {
    literals.clear();
    root.clear();
    size = 0;
  }

  private boolean removeLiteral(String literal, T value) {
    Values<T> values = literals.get(literal);
    if (values == null || !values.remove(value)) {
      return false;
    }
    if (values.isEmpty()) {
      literals.remove(literal);
    }
    return true;
  }

  private static List<String> tokens(String pattern) {
    List<String> tokens = new ArrayList<>();
    for (int start = 0; start <= pattern.length(); ) {
      int end = Subjects.endOfToken(pattern, start);
      tokens.add(pattern.substring(start, end));
      start = end + 1;
    }
    return tokens;
  }

  /** One place in the tree; its values are those of the pattern that ends here. */
  private static final class Node<T> {
    final Values<T> values = new Values<>();
    private final Map<String, Node<T>> literals = new HashMap<>();
    private @Nullable Node<T> one;
    private @Nullable Node<T> rest;

    @Nullable Node<T> child(String token) {
      return switch (token) {
        case "*" -> one;
        case ">" -> rest;
        default -> literals.get(token);
      };
    }

    Node<T> childOrNew(String token) {
      Node<T> child = child(token);
      if (child == null) {
        child = new Node<>();
        link(token, child);
      }
      return child;
    }

    void link(String token, @Nullable Node<T> child) {
      switch (token) {
        case "*" -> one = child;
        case ">" -> rest = child;
        default -> {
          if (child == null) {
            literals.remove(token);
          } else {
            literals.put(token, child);
          }
        }
      }
    }

    boolean remove(List<String> tokens, int depth, T value) {
      if (depth == tokens.size()) {
        return values.remove(value);
      }
      String token = tokens.get(depth);
      Node<T> child = child(token);
      if (child == null || !child.remove(tokens, depth + 1, value)) {
        return false;
      }
      if (child.isEmpty()) {
        link(token, null);
      }
      return true;
    }

    boolean matchesAny(String subject, int start, Predicate<? super T> test) {
      if (start > subject.length()) {
        return values.any(test);
      }
      if (rest != null && rest.values.any(test)) {
        return true;
      }
      int end = Subjects.endOfToken(subject, start);
      if (one != null && one.matchesAny(subject, end + 1, test)) {
        return true;
      }
      Node<T> next = literals.isEmpty() ? null : literals.get(subject.substring(start, end));
      return next != null && next.matchesAny(subject, end + 1, test);
    }

    boolean isEmpty() {
      return values.isEmpty() && literals.isEmpty() && one == null && rest == null;
    }

    void clear() {
      literals.clear();
      one = null;
      rest = null;
    }
  }

  /** The values of one pattern, copied on each change so that a visit sees them unchanged. */
  private static final class Values<T> {
    private List<T> current = List.of();

    void add(T value) {
      List<T> copy = new ArrayList<>(current.size() + 1);
      copy.addAll(current);
      copy.add(value);
      current = copy;
    }

    boolean remove(T value) {
      int index = current.indexOf(value);
      if (index < 0) {
        return false;
      }
      List<T> copy = new ArrayList<>(current);
      copy.remove(index);
      current = copy;
      return true;
    }

    boolean any(Predicate<? super T> test) {
      List<T> values = current;
      for (int i = 0; i < values.size(); i++) {
        if (test.test(values.get(i))) {
          return true;
        }
      }
      return false;
    }

    boolean isEmpty() {
      return current.isEmpty();
    }
  }
}
