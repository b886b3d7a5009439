package dev.jetharness.inmemory.jetstream.config;

/** Which of the clients of a priority group get messages (ADR-42). */
public enum PriorityPolicy {
  NONE("none"),
  /** Those whose request says from how many pending messages on. */
  OVERFLOW("overflow"),
  /** One at a time, until it no longer asks. */
  PINNED_CLIENT("pinned_client"),
  /** Those whose request has the highest priority. */
  PRIORITIZED("prioritized");

  private final String wireName;

  PriorityPolicy(String wireName) {
    this.wireName = wireName;
  }

  /** Its name on the wire, where none is left out. */
  public String wireName() {
    return wireName;
  }
}
