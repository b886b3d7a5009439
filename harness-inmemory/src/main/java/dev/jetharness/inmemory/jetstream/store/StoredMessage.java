package dev.jetharness.inmemory.jetstream.store;

/**
 * A message as a stream holds it; nobody changes its arrays. The timestamp is in nanoseconds since
 * the epoch.
 */
public final class StoredMessage {
  private final long sequence;
  private final long timestamp;
  private final String subject;
  private final byte[] headers;
  private final byte[] payload;

  public StoredMessage(
      long sequence, long timestamp, String subject, byte[] headers, byte[] payload) {
    this.sequence = sequence;
    this.timestamp = timestamp;
    this.subject = subject;
    this.headers = headers;
    this.payload = payload;
  }

  public long sequence() {
    return sequence;
  }

  public long timestamp() {
    return timestamp;
  }

  public String subject() {
    return subject;
  }

  public byte[] headers() {
    return headers;
  }

  public byte[] payload() {
    return payload;
  }
}
