package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import java.nio.charset.StandardCharsets;

/** Header blocks for consumers that are sent no payloads: the size of the payload is added. */
final class HeadersOnly {
  private static final byte[] VERSION = "NATS/1.0\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int LINE_END = 2;

  private HeadersOnly() {}

  static byte[] headers(StoredMessage message) {
    byte[] headers = message.headers();
    byte[] before = headers.length == 0 ? VERSION : headers;
    int kept = headers.length == 0 ? VERSION.length : headers.length - LINE_END;
    byte[] size =
        ("Nats-Msg-Size: " + message.payload().length + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] block = new byte[kept + size.length];
    System.arraycopy(before, 0, block, 0, kept);
    System.arraycopy(size, 0, block, kept, size.length);
    return block;
  }
}
