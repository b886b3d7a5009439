package dev.jetharness.inmemory.jetstream.consumer;

import java.util.concurrent.ThreadLocalRandom;

/**
 * The window of bytes that a push consumer may send ahead of its client: it begins at 2 MiB and
 * doubles with every answer up to 32 MiB. Beyond half of it the client is asked to answer; beyond
 * all of it delivery stops until it does.
 */
final class FlowControl {
  private static final long LARGEST_WINDOW = 32L << 20;
  private static final long FIRST_WINDOW = LARGEST_WINDOW / 16;
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int ID_LENGTH = 4;

  private final String prefix;
  private long window = FIRST_WINDOW;
  private long bytes;
  private long bytesAtRequest;
  private String request = "";

  FlowControl(String stream, String consumer) {
    this.prefix = "$JS.FC." + stream + "." + consumer + ".";
  }

  /** The subjects on which answers come. */
  String subjects() {
    return prefix + "*";
  }

  /** The subject of the request that waits for its answer, or "". */
  String request() {
    return request;
  }

  boolean isStalled() {
    return bytes > window;
  }

  /**
   * Counts what was sent.
   *
   * @param full whether nothing more may be sent before some of it is acknowledged by an answer
   * @return whether the client must be asked now
   */
  boolean sent(long size, boolean full) {
    bytes += size;
    if (request.isEmpty()) {
      return full || bytes > window / 2;
    }
    if (bytes - bytesAtRequest >= window) {
      bytesAtRequest += size;
    }
    return false;
  }

  /** Makes a request; returns the subject on which it is to be answered. */
  String newRequest() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    StringBuilder id = new StringBuilder(prefix);
    for (int i = 0; i < ID_LENGTH; i++) {
      id.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    request = id.toString();
    bytesAtRequest = bytes;
    return request;
  }

  /** Takes an answer; whether it is that to the latest request. */
  boolean answered(String subject) {
    if (!subject.equals(request)) {
      return false;
    }
    window = Math.min(2 * window, LARGEST_WINDOW);
    bytes = Math.max(0, bytes - bytesAtRequest);
    bytesAtRequest = 0;
    request = "";
    return true;
  }
}
