package dev.jetharness.inmemory.json;

/** JSON was refused; the message is the text that Go's decoder has for it. */
public final class JsonException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String text;

  public JsonException(String text) {
    super(text, null, false, false);
    this.text = text;
  }

  @Override
  public String getMessage() {
    return text;
  }
}
