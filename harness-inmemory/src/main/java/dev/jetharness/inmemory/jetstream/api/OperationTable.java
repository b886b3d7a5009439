package dev.jetharness.inmemory.jetstream.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the operation of a subject, token by token. */
final class OperationTable {
  /** Any number of names, from one up. */
  static final int SOME = -1;

  private final Node root = new Node();

  /** An operation that was found, and the tokens that follow its own. */
  record Match(Operation operation, List<String> names) {}

  private static final class Node {
    private final Map<String, Node> next = new HashMap<>();
    private @Nullable Operation operation;
    private int names;
  }

  /**
   * Adds an operation.
   *
   * @param tokens its own tokens, such as {@code STREAM.INFO}
   * @param names how many tokens follow
   */
  OperationTable add(String tokens, int names, Operation operation) {
    Node node = root;
    for (String token : tokens.split("\\.", -1)) {
      node = node.next.computeIfAbsent(token, unused -> new Node());
    }
    node.operation = operation;
    node.names = names;
    return this;
  }

  /** Finds the operation of a subject; {@code from} is where the API's own prefix ends. */
  @Nullable Match find(String subject, int from) {
    Node node = root;
    int start = from;
    while (node.operation == null) {
      int end = end(subject, start);
      node = start > subject.length() ? null : node.next.get(subject.substring(start, end));
      if (node == null) {
        return null;
      }
      start = end + 1;
    }
    List<String> names = new ArrayList<>();
    while (start <= subject.length()) {
      int end = end(subject, start);
      names.add(subject.substring(start, end));
      start = end + 1;
    }
    boolean fits = node.names == SOME ? !names.isEmpty() : node.names == names.size();
    return fits ? new Match(node.operation, names) : null;
  }

  private static int end(String subject, int start) {
    int dot = subject.indexOf('.', start);
    return dot < 0 ? subject.length() : dot;
  }
}
