package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.jetstream.config.NameHash;
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
  private final String otherSubjects;
  private long window = FIRST_WINDOW;
  private long bytes;
  private long bytesAtRequest;
  private String request = "";

  FlowControl(String account, String stream, String consumer) {
    String asset = stream + "." + consumer + ".";
    this.prefix = "$JS.FC." + asset;
    this.otherSubjects = "$JS.FC._." + NameHash.of(account) + "." + asset + "*";
  }

  /** The subjects on which answers come. */
  String subjects() {
    return prefix + "*";
  }

  /**
   * The subjects of the form with domain and account, on which the server listens as well since
   * 2.14, although it makes requests of this form only with a feature flag.
   */
  String otherSubjects() {
    return otherSubjects;
  }

  /** The subject of the request that waits for its answer, or "". */
  String request() {
    return request;
  }

  boolean isStalled() {
    return bytes > window;
  }

  /**
   * Counts what was sent; whether the client must be asked now.
   *
   * @param mustAcknowledge whether delivery can only go on when the client answers
   */
  boolean sent(long size, boolean mustAcknowledge) {
    bytes += size;
    if (request.isEmpty()) {
      return bytes > window / 2 || mustAcknowledge;
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
