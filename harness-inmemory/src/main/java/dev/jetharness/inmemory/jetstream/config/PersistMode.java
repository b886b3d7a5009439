package dev.jetharness.inmemory.jetstream.config;

/** When a file store writes to disk; kept and reported. */
public enum PersistMode {
  DEFAULT("default"),
  ASYNC("async");

  private final String wireName;

  PersistMode(String wireName) {
    this.wireName = wireName;
  }

  /** Its name on the wire, where the default is left out. */
  public String wireName() {
    return wireName;
  }
}
