package dev.jetharness.inmemory.jetstream.config;

/** Which messages a consumer expects to be acknowledged. */
public enum AckPolicy {
  NONE("none"),
  ALL("all"),
  EXPLICIT("explicit"),

  /** All that came before an answer to flow control: how copying consumers acknowledge. */
  FLOW_CONTROL("flow_control");

  private final String wireName;

  AckPolicy(String wireName) {
    this.wireName = wireName;
  }

  /** Whether each delivery has a subject on which it can be acknowledged. */
  public boolean hasAcknowledgements() {
    return this == ALL || this == EXPLICIT;
  }

  /** Its name on the wire. */
  public String wireName() {
    return wireName;
  }
}
