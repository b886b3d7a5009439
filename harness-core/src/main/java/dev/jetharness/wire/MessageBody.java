package dev.jetharness.wire;

/** Header block and payload of the message being parsed, filled as the bytes come. */
final class MessageBody {
  private static final byte[] EMPTY = new byte[0];

  private byte[] headers = EMPTY;
  private byte[] payload = EMPTY;
  private int filled;

  /** Sets aside what the control line announced. */
  void begin(int headerSize, int payloadSize) {
    headers = headerSize == 0 ? EMPTY : new byte[headerSize];
    payload = payloadSize == 0 ? EMPTY : new byte[payloadSize];
    filled = 0;
  }

  /** Takes what belongs to the body and returns the index after it. */
  int fill(byte[] bytes, int from, int end) {
    int i = from;
    if (filled < headers.length) {
      i += copy(bytes, i, end, headers, filled);
    }
    if (filled >= headers.length) {
      i += copy(bytes, i, end, payload, filled - headers.length);
    }
    return i;
  }

  boolean isComplete() {
    return filled == headers.length + payload.length;
  }

  byte[] headers() {
    return headers;
  }

  byte[] payload() {
    return payload;
  }

  /** Forgets the arrays, which are the handler's now. */
  void release() {
    headers = EMPTY;
    payload = EMPTY;
    filled = 0;
  }

  private int copy(byte[] bytes, int from, int end, byte[] to, int at) {
    int length = Math.min(to.length - at, end - from);
    System.arraycopy(bytes, from, to, at, length);
    filled += length;
    return length;
  }
}
