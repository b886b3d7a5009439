package dev.jetharness.inmemory.jetstream.consumer;

import dev.jetharness.inmemory.json.GoDuration;
import dev.jetharness.inmemory.json.JsonException;
import dev.jetharness.inmemory.json.ObjectReader;
import dev.jetharness.traffic.AckKind;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What the body of an acknowledgement says. */
final class AckBody {
  private static final byte[] NOTHING = new byte[0];
  private static final AckBody ACK = new AckBody(AckKind.ACK, NOTHING);
  private static final AckBody IN_PROGRESS = new AckBody(AckKind.IN_PROGRESS, NOTHING);
  private static final AckBody UNKNOWN = new AckBody(null, NOTHING);

  private static final byte[] ACK_WORD = ascii("+ACK");
  private static final byte[] OK_WORD = ascii("+OK");
  private static final byte[] NEXT_WORD = ascii("+NXT");
  private static final byte[] NAK_WORD = ascii("-NAK");
  private static final byte[] PROGRESS_WORD = ascii("+WPI");
  private static final byte[] TERM_WORD = ascii("+TERM");

  private final @Nullable AckKind kind;
  private final byte[] argument;

  private AckBody(@Nullable AckKind kind, byte[] argument) {
    this.kind = kind;
    this.argument = argument;
  }

  static AckBody parse(byte[] body) {
    if (body.length == 0 || is(body, ACK_WORD) || is(body, OK_WORD)) {
      return ACK;
    }
    if (startsWith(body, NEXT_WORD)) {
      return after(NEXT_WORD, AckKind.NEXT, body);
    }
    if (startsWith(body, NAK_WORD)) {
      return after(NAK_WORD, AckKind.NAK, body);
    }
    if (is(body, PROGRESS_WORD)) {
      return IN_PROGRESS;
    }
    if (startsWith(body, TERM_WORD)) {
      return after(TERM_WORD, AckKind.TERM, body);
    }
    return UNKNOWN;
  }

  /** What it is; null for a body that the server does not know, which does nothing. */
  @Nullable AckKind kind() {
    return kind;
  }

  /** What follows the keyword. */
  byte[] argument() {
    return argument;
  }

  /** The argument as trimmed text: the reason of a term. */
  String text() {
    return new String(argument, StandardCharsets.UTF_8).strip();
  }

  /**
   * The delay of a nak in nanoseconds: a Go duration, or {@code {"delay":<ns>}}. Null without one,
   * and with one that cannot be read, which makes it a plain nak.
   */
  @Nullable Long delay() {
    String text = text();
    if (text.isEmpty()) {
      return null;
    }
    if (text.charAt(0) != '{') {
      return GoDuration.parse(text);
    }
    try {
      ObjectReader options =
          ObjectReader.parse(text.getBytes(StandardCharsets.UTF_8), "ConsumerNakOptions", false);
      long delay = options.duration("delay").toNanos();
      options.finish();
      return delay;
    } catch (JsonException e) {
      return null;
    }
  }

  private static AckBody after(byte[] word, AckKind kind, byte[] body) {
    byte[] argument = new byte[body.length - word.length];
    System.arraycopy(body, word.length, argument, 0, argument.length);
    return new AckBody(kind, argument);
  }

  private static boolean is(byte[] body, byte[] word) {
    return body.length == word.length && startsWith(body, word);
  }

  private static boolean startsWith(byte[] body, byte[] word) {
    if (body.length < word.length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      if (body[i] != word[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
