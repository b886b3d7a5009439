package dev.jetharness.wire;

/** The protocol's operations, and what follows each on its control line. */
enum Verb {
  CONNECT("CONNECT", After.TEXT),
  PUB("PUB", After.TOKENS),
  HPUB("HPUB", After.TOKENS),
  SUB("SUB", After.TOKENS),
  UNSUB("UNSUB", After.TOKENS),
  MSG("MSG", After.TOKENS),
  HMSG("HMSG", After.TOKENS),
  INFO("INFO", After.TEXT),
  ERR("-ERR", After.TOKENS),
  PING("PING", After.NOTHING),
  PONG("PONG", After.NOTHING),
  OK("+OK", After.NOTHING);

  /** What follows a verb. */
  enum After {
    /** Whitespace, then arguments. */
    TOKENS,
    /** One text, which whitespace may precede. */
    TEXT,
    /** The line's end; anything before it is ignored, as nats-server does. */
    NOTHING
  }

  private final String text;
  private final After after;

  Verb(String text, After after) {
    this.text = text;
    this.after = after;
  }

  String text() {
    return text;
  }

  After after() {
    return after;
  }
}
