package dev.jetharness.inmemory.jetstream.store;

/**
 * A message as a stream holds it; nobody changes its arrays. The timestamp is in nanoseconds since
 * the epoch.
 */
public final class StoredMessage {
  private final long sequence;
  private final long timestamp;
  private final String subject;
  private final Slice headers;
  private final Slice payload;

  public StoredMessage(
      long sequence, long timestamp, String subject, byte[] headers, byte[] payload) {
    this(sequence, timestamp, subject, Slice.of(headers), Slice.of(payload));
  }

  StoredMessage(long sequence, long timestamp, String subject, Slice headers, Slice payload) {
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
    return headers.toArray();
  }

  public byte[] payload() {
    return payload.toArray();
  }

  /** How long the headers are. */
  int headersLength() {
    return headers.length();
  }

  /** How long the payload is. */
  int payloadLength() {
    return payload.length();
  }
}
