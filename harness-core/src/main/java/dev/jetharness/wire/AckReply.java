package dev.jetharness.wire;

import dev.jetharness.traffic.AckKind;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The subject on which a delivery is acknowledged: {@code
 * $JS.ACK.stream.consumer.deliveries.streamSequence.consumerSequence.timestamp.pending}, or with
 * domain and account hash before the stream (ADR-15).
 */
record AckReply(
    String stream, String consumer, long deliveries, long streamSequence, long consumerSequence) {
  static final String PREFIX = "$JS.ACK.";

  private static final int TOKENS = 9;
  private static final int TOKENS_WITH_DOMAIN = 11;

  /** Reads the subject, or returns null if it is none of the two forms. */
  static @Nullable AckReply parse(String subject) {
    String[] tokens = subject.split("\\.", -1);
    int stream = tokens.length == TOKENS ? 2 : 4;
    if (tokens.length != TOKENS && tokens.length < TOKENS_WITH_DOMAIN) {
      return null;
    }
    try {
      return new AckReply(
          tokens[stream],
          tokens[stream + 1],
          Long.parseLong(tokens[stream + 2]),
          Long.parseLong(tokens[stream + 3]),
          Long.parseLong(tokens[stream + 4]));
    } catch (NumberFormatException notAnAckReply) {
      return null;
    }
  }

  /** What the body of an acknowledgement says; empty if the server takes no notice of it. */
  static Optional<AckKind> kind(byte[] body) {
    String text = new String(body, StandardCharsets.US_ASCII);
    if (text.isEmpty() || text.equals("+ACK") || text.equals("+OK")) {
      return Optional.of(AckKind.ACK);
    }
    if (text.startsWith("+NXT")) {
      return Optional.of(AckKind.NEXT);
    }
    if (text.startsWith("-NAK")) {
      return Optional.of(AckKind.NAK);
    }
    if (text.equals("+WPI")) {
      return Optional.of(AckKind.IN_PROGRESS);
    }
    return text.startsWith("+TERM") ? Optional.of(AckKind.TERM) : Optional.empty();
  }
}
