package dev.jetharness.inmemory.jetstream.config;

/** How a file store compresses; kept and reported. */
public enum Compression {
  NONE("none"),
  S2("s2");

  private final String wireName;

  Compression(String wireName) {
    this.wireName = wireName;
  }

  /** Its name on the wire. */
  public String wireName() {
    return wireName;
  }
}
