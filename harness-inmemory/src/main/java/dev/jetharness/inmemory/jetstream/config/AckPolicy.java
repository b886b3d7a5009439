package dev.jetharness.inmemory.jetstream.config;

/** Which messages a consumer expects to be acknowledged. */
public enum AckPolicy {
  NONE("none"),
  ALL("all"),
  EXPLICIT("explicit"),
  /** Answers to flow control requests acknowledge what came before them. */
  FLOW_CONTROL("flow_control");

  private final String wireName;

  AckPolicy(String wireName) {
    this.wireName = wireName;
  }

  /** Whether what acknowledges a message acknowledges all before it, too. */
  public boolean isCumulative() {
    return this == ALL || this == FLOW_CONTROL;
  }

  /** Its name on the wire. */
  public String wireName() {
    return wireName;
  }
}
