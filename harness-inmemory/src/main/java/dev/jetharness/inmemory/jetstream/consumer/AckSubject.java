package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.jetstream.config.NameHash;
import org.jspecify.annotations.Nullable;

/**
 * What the reply subject of a delivery says, and with it an acknowledgement that comes back: {@code
 * $JS.ACK.<stream>.<consumer>.<deliveries>.<stream seq>.<consumer seq>.<time>.<pending>}, or the
 * form with domain and account in front that the server takes since 2.14.
 *
 * @param stream the stream's name
 * @param consumer the consumer's name
 * @param deliveries how often the message had been delivered
 * @param streamSequence its sequence in the stream; {@link #NO_NUMBER} if it is none
 * @param consumerSequence the number of the delivery
 * @param timestamp when the message was stored, in nanoseconds since the epoch
 * @param pending how many messages were still to be delivered
 */
public record AckSubject(
    String stream,
    String consumer,
    long deliveries,
    long streamSequence,
    long consumerSequence,
    long timestamp,
    long pending) {

  /** Stands for a token that is no number: larger than any sequence, as on the server. */
  public static final long NO_NUMBER = Long.MAX_VALUE;

  private static final String PREFIX = "$JS.ACK.";
  private static final int TOKENS = 9;
  private static final int TOKENS_WITH_ACCOUNT = 11;
  private static final int MOST_TOKENS = 12;

  /**
   * Parses a subject.
   *
   * @param subject the subject of an acknowledgement
   * @param account the name of the account that it came from
   * @return what it says, or null if no consumer listens to subjects of this form
   */
  public static @Nullable AckSubject parse(String subject, String account) {
    if (!subject.startsWith(PREFIX)) {
      return null;
    }
    // Each token begins one after a dot; what follows the eleventh is of no interest.
    int[] starts = new int[MOST_TOKENS + 1];
    int tokens = 1;
    for (int dot = subject.indexOf('.');
        dot >= 0 && tokens < MOST_TOKENS;
        dot = subject.indexOf('.', dot + 1)) {
      starts[tokens++] = dot + 1;
    }
    starts[tokens] = subject.length() + 1;
    int from;
    if (tokens == TOKENS) {
      from = 2;
    } else if (tokens >= TOKENS_WITH_ACCOUNT && names(account, subject, starts)) {
      from = 4;
    } else {
      return null;
    }
    return new AckSubject(
        token(subject, starts, from),
        token(subject, starts, from + 1),
        number(subject, starts, from + 2),
        number(subject, starts, from + 3),
        number(subject, starts, from + 4),
        number(subject, starts, from + 5),
        number(subject, starts, from + 6));
  }

  private static boolean names(String account, String subject, int[] starts) {
    return token(subject, starts, 2).equals("_")
        && token(subject, starts, 3).equals(NameHash.of(account));
  }

  private static String token(String subject, int[] starts, int index) {
    return subject.substring(starts[index], starts[index + 1] - 1);
  }

  private static long number(String subject, int[] starts, int index) {
    int end = starts[index + 1] - 1;
    long number = 0;
    for (int i = starts[index]; i < end; i++) {
      char digit = subject.charAt(i);
      if (digit < '0' || digit > '9') {
        return NO_NUMBER;
      }
      number = number * 10 + (digit - '0');
    }
    return end == starts[index] || number < 0 ? NO_NUMBER : number;
  }
}
