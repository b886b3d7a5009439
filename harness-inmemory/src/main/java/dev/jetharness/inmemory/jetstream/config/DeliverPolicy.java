package dev.jetharness.inmemory.jetstream.config;

/** Where in the stream a consumer starts. */
public enum DeliverPolicy {
  ALL("all"),
  LAST("last"),
  NEW("new"),
  BY_START_SEQUENCE("by_start_sequence"),
  BY_START_TIME("by_start_time"),
  LAST_PER_SUBJECT("last_per_subject");

  private final String wireName;

  DeliverPolicy(String wireName) {
    this.wireName = wireName;
  }

  /** Its name on the wire. */
  public String wireName() {
    return wireName;
  }
}
