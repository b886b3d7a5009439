package dev.jetharness.inmemory.jetstream.stream;

/** So many at the same time, and no more. */
final class Quota {
  private final int limit;
  private int taken;

  Quota(int limit) {
    this.limit = limit;
  }

  /** Takes one; returns false, and takes none, if none is left. */
  boolean take() {
    if (taken == limit) {
      return false;
    }
    taken++;
    return true;
  }

  void giveBack() {
    taken--;
  }
}
