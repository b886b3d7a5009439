package dev.jetharness.inmemory.jetstream.config;

/** How fast a consumer replays what is stored. */
public enum ReplayPolicy {
  INSTANT("instant"),
  ORIGINAL("original");

  private final String wireName;

  ReplayPolicy(String wireName) {
    this.wireName = wireName;
  }

  /** Its name on the wire. */
  public String wireName() {
    return wireName;
  }
}
