package dev.jetharness.settings;

/** How many nodes a broker may have. */
final class Nodes {
  private Nodes() {}

  /** Returns the number if it is allowed. */
  static int check(int nodes) {
    if (nodes != 1 && nodes != 3) {
      throw new IllegalArgumentException("nodes = " + nodes + ": allowed are 1 and 3");
    }
    return nodes;
  }
}
