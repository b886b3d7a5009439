package dev.jetharness.inmemory.jetstream.stream;

/** A message of a snapshot cannot be put into its stream; the message is the server's text. */
public final class RestorationException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String text;

  RestorationException(String text) {
    super(text, null, false, false);
    this.text = text;
  }

  @Override
  public String getMessage() {
    return text;
  }
}
