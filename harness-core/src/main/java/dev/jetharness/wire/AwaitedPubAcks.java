package dev.jetharness.wire;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a connection published with a reply subject, until a stream answers there. The oldest are
 * forgotten where many are never answered by a stream, as requests to services are. Thread-safe:
 * publishing and receiving are two threads.
 */
final class AwaitedPubAcks {
  private static final int MOST = 65_536;
  private static final long MOST_BYTES = 32L << 20;

  private final Map<String, Published> byReply = new LinkedHashMap<>();
  private long bytes;

  synchronized void add(String reply, Published message) {
    remove(reply);
    byReply.put(reply, message);
    bytes += message.size();
    Iterator<Published> eldest = byReply.values().iterator();
    while (byReply.size() > MOST || (bytes > MOST_BYTES && byReply.size() > 1)) {
      bytes -= eldest.next().size();
      eldest.remove();
    }
  }

  synchronized @Nullable Published get(String reply) {
    return byReply.get(reply);
  }

  synchronized void remove(String reply) {
    Published removed = byReply.remove(reply);
    if (removed != null) {
      bytes -= removed.size();
    }
  }

  /** A published message. */
  static final class Published {
    private final String subject;
    private final byte[] headers;
    private final byte[] payload;

    Published(String subject, byte[] headers, byte[] payload) {
      this.subject = subject;
      this.headers = headers;
      this.payload = payload;
    }

    String subject() {
      return subject;
    }

    byte[] headers() {
      return headers;
    }

    byte[] payload() {
      return payload;
    }

    private long size() {
      return (long) headers.length + payload.length;
    }
  }
}
