package dev.jetharness.conformance.stream;

/** The answers of a stream {@code S} to what is published, byte for byte. */
final class PubAckTexts {
  /** A message of an atomic batch is held. */
  static final String STAGED = "";

  private PubAckTexts() {}

  static String stored(long sequence) {
    return "{\"stream\":\"S\",\"seq\":" + sequence + "}";
  }

  static String committed(long sequence, String batch, long count) {
    return "{\"stream\":\"S\",\"seq\":%d,\"batch\":\"%s\",\"count\":%d}"
        .formatted(sequence, batch, count);
  }

  static String refused(int code, int errorCode, String description) {
    return "{\"error\":%s,\"stream\":\"S\",\"seq\":0}"
        .formatted(error(code, errorCode, description));
  }

  static String refused(int errorCode, String description) {
    return refused(400, errorCode, description);
  }

  static String error(int code, int errorCode, String description) {
    return "{\"code\":%d,\"err_code\":%d,\"description\":\"%s\"}"
        .formatted(code, errorCode, description);
  }
}
