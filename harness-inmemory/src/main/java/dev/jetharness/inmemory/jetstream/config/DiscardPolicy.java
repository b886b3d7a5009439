package dev.jetharness.inmemory.jetstream.config;

/** What a full stream gives up: its oldest messages, or the new one. */
public enum DiscardPolicy {
  OLD("old"),
  NEW("new");

  private final String wireName;

  DiscardPolicy(String wireName) {
    this.wireName = wireName;
  }

  /** Its name on the wire. */
  public String wireName() {
    return wireName;
  }
}
