package dev.jetharness.inmemory.jetstream.archive;

/** Bytes are no archive; the message is the server's text for it. */
public final class ArchiveException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String text;

  public ArchiveException(String text) {
    super(text, null, false, false);
    this.text = text;
  }

  @Override
  public String getMessage() {
    return text;
  }

  /** What the server says of an archive that breaks off inside an entry, or makes no sense. */
  public static ArchiveException invalid() {
    return new ArchiveException("archive: invalid archive stream");
  }
}
