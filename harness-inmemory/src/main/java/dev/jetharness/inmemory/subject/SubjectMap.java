package dev.jetharness.inmemory.subject;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A map from literal subjects, asked by subject or by filter. An exact look-up is one hash look-up;
 * a filter walks the tokens and so costs what it touches, however many subjects there are. Not
 * thread-safe.
 *
 * @param <V> what is kept for each subject
 */
public final class SubjectMap<V> {
  private final Map<String, Node<V>> bySubject = new HashMap<>();
  private final Node<V> root = new Node<>(null, "");

  /** What is kept for a subject, or null. */
  public @Nullable V get(String literal) {
    Node<V> node = bySubject.get(literal);
    return node == null ? null : node.value;
  }

  /**
   * Keeps a value for a subject.
   *
   * @return what was kept for it before, or null
   */
  public @Nullable V put(String literal, V value) {
    Node<V> node = bySubject.get(literal);
    if (node == null) {
      node = root.descend(literal);
      node.subject = literal;
      bySubject.put(literal, node);
    }
    V previous = node.value;
    node.value = value;
    return previous;
  }

  /**
   * Forgets a subject.
   *
   * @return what was kept for it, or null
   */
  public @Nullable V remove(String literal) {
    Node<V> node = bySubject.remove(literal);
    if (node == null) {
      return null;
    }
    V previous = node.value;
    node.value = null;
    node.subject = null;
    node.prune();
    return previous;
  }

  /** How many subjects there are. */
  public int size() {
    return bySubject.size();
  }

  /** Forgets all subjects. */
  public void clear() {
    bySubject.clear();
    root.children = null;
  }

  /**
   * Visits each subject that passes the filter once, in no particular order. The visitor must not
   * change the map.
   */
  public void forEach(SubjectFilter filter, BiConsumer<String, ? super V> each) {
    if (filter.isAll()) {
      root.visitAll(each);
      return;
    }
    List<String> patterns = filter.patterns();
    for (int i = 0; i < patterns.size(); i++) {
      String pattern = patterns.get(i);
      if (Subjects.isLiteral(pattern)) {
        Node<V> node = bySubject.get(pattern);
        if (node != null) {
          node.visit(firstOf(patterns, i, each));
        }
      } else {
        root.visit(pattern, 0, firstOf(patterns, i, each));
      }
    }
  }

  /** Leaves out what an earlier pattern has visited. */
  private static <V> BiConsumer<String, V> firstOf(
      List<String> patterns, int index, BiConsumer<String, ? super V> each) {
    return (subject, value) -> {
      for (int i = 0; i < index; i++) {
        if (Subjects.matches(subject, patterns.get(i))) {
          return;
        }
      }
      each.accept(subject, value);
    };
  }

  /** One token in its place; holds a subject and its value if a subject ends here. */
  private static final class Node<V> {
    private final @Nullable Node<V> parent;
    private final String token;
    private @Nullable Map<String, Node<V>> children;
    @Nullable String subject;
    @Nullable V value;

    Node(@Nullable Node<V> parent, String token) {
      this.parent = parent;
      this.token = token;
    }

    Node<V> descend(String literal) {
      Node<V> node = this;
      for (int start = 0; start <= literal.length(); ) {
        int end = Subjects.endOfToken(literal, start);
        node = node.childOrNew(literal.substring(start, end));
        start = end + 1;
      }
      return node;
    }

    private Node<V> childOrNew(String childToken) {
      if (children == null) {
        children = new HashMap<>(4);
      }
      return children.computeIfAbsent(childToken, key -> new Node<>(this, key));
    }

    /** Takes this node out of the tree if it holds nothing, and so its parents. */
    void prune() {
      Node<V> node = this;
      while (node.parent != null && node.subject == null && node.children == null) {
        Node<V> above = node.parent;
        Map<String, Node<V>> siblings = above.children;
        if (siblings != null) {
          siblings.remove(node.token);
          if (siblings.isEmpty()) {
            above.children = null;
          }
        }
        node = above;
      }
    }

    void visit(BiConsumer<String, ? super V> each) {
      if (subject != null && value != null) {
        each.accept(subject, value);
      }
    }

    void visitAll(BiConsumer<String, ? super V> each) {
      visit(each);
      if (children != null) {
        for (Node<V> child : children.values()) {
          child.visitAll(each);
        }
      }
    }

    void visit(String pattern, int start, BiConsumer<String, ? super V> each) {
      if (start > pattern.length()) {
        visit(each);
        return;
      }
      if (children == null) {
        return;
      }
      int end = Subjects.endOfToken(pattern, start);
      if (end == pattern.length() && Subjects.isToken(pattern, start, end, '>')) {
        for (Node<V> child : children.values()) {
          child.visitAll(each);
        }
      } else if (Subjects.isToken(pattern, start, end, '*')) {
        for (Node<V> child : children.values()) {
          child.visit(pattern, end + 1, each);
        }
      } else {
        Node<V> child = children.get(pattern.substring(start, end));
        if (child != null) {
          child.visit(pattern, end + 1, each);
        }
      }
    }
  }
}
