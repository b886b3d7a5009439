package dev.jetharness.inmemory.jetstream.config;

/** What a request to create a consumer may do. */
public enum ConsumerAction {
  CREATE_OR_UPDATE(""),
  CREATE("create"),
  UPDATE("update");

  private final String wireName;

  ConsumerAction(String wireName) {
    this.wireName = wireName;
  }

  /** Its name on the wire. */
  public String wireName() {
    return wireName;
  }
}
