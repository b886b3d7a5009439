package dev.jetharness.inmemory.jetstream.archive;

/** Bytes are not compressed as S2; the message is the server's text for it. */
final class S2Exception extends Exception {
  private static final long serialVersionUID = 1L;

  private final String text;

  S2Exception(String text) {
    super(text, null, false, false);
    this.text = text;
  }

  @Override
  public String getMessage() {
    return text;
  }

  static S2Exception corrupt() {
    return new S2Exception("s2: corrupt input");
  }
}
