package dev.jetharness.inmemory.jetstream.config;

/** When a stream lets a message go. */
public enum RetentionPolicy {
  LIMITS("limits"),
  INTEREST("interest"),
  WORK_QUEUE("workqueue");

  private final String wireName;

  RetentionPolicy(String wireName) {
    this.wireName = wireName;
  }

  /** Its name on the wire. */
  public String wireName() {
    return wireName;
  }
}
