package dev.jetharness.inmemory.jetstream.config;

/** Where a stream says that it keeps its messages; only sizes differ here. */
public enum StorageType {
  FILE("file"),
  MEMORY("memory");

  private final String wireName;

  StorageType(String wireName) {
    this.wireName = wireName;
  }

  /** Its name on the wire. */
  public String wireName() {
    return wireName;
  }
}
