package dev.jetharness.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes operations of the NATS client protocol, of both directions, to an {@link Output}. Headers
 * and payloads are passed through without a copy. Not thread-safe.
 *
 * @since 0.1
 */
public final class ProtocolWriter {
  private static final byte[] LINE_END = ascii("\r\n");
  private static final byte[] MSG = ascii("MSG ");
  private static final byte[] HMSG = ascii("HMSG ");
  private static final byte[] PUB = ascii("PUB ");
  private static final byte[] HPUB = ascii("HPUB ");
  private static final byte[] SUB = ascii("SUB ");
  private static final byte[] UNSUB = ascii("UNSUB ");
  private static final byte[] INFO = ascii("INFO ");
  private static final byte[] CONNECT = ascii("CONNECT ");
  private static final byte[] PING = ascii("PING\r\n");
  private static final byte[] PONG = ascii("PONG\r\n");
  private static final byte[] OK = ascii("+OK\r\n");
  private static final int FIRST_CAPACITY = 128;
  private static final int MOST_DIGITS = 11;

  /** Where encoded bytes go. */
  @FunctionalInterface
  public interface Output {

    /**
     * Takes bytes; the array must not be kept.
     *
     * @param bytes an array with the bytes
     * @param offset where they start
     * @param length how many they are
     */
    void write(byte[] bytes, int offset, int length);
  }

  private final Output output;
  private byte[] line = new byte[FIRST_CAPACITY];
  private int length;

  /**
   * Creates a writer.
   *
   * @param output where the bytes go
   */
  public ProtocolWriter(Output output) {
    this.output = output;
  }

  /**
   * Writes {@code MSG}, or {@code HMSG} if there are headers.
   *
   * @param subject the subject
   * @param sid the receiver's name for its subscription
   * @param reply the reply subject, if any
   * @param headers the header block, or an empty array
   * @param payload the payload
   */
  public void message(
      String subject, String sid, @Nullable String reply, byte[] headers, byte[] payload) {
    begin(headers.length == 0 ? MSG : HMSG);
    text(subject);
    blank();
    text(sid);
    blank();
    body(reply, headers, payload);
  }

  /**
   * Writes {@code PUB}, or {@code HPUB} if there are headers.
   *
   * @param subject the subject
   * @param reply the reply subject, if any
   * @param headers the header block, or an empty array
   * @param payload the payload
   */
  public void publish(String subject, @Nullable String reply, byte[] headers, byte[] payload) {
    begin(headers.length == 0 ? PUB : HPUB);
    text(subject);
    blank();
    body(reply, headers, payload);
  }

  /**
   * Writes {@code SUB}.
   *
   * @param subject the subject
   * @param queue the queue group, if any
   * @param sid the sender's name for the subscription
   */
  public void subscribe(String subject, @Nullable String queue, String sid) {
    begin(SUB);
    text(subject);
    blank();
    if (queue != null) {
      text(queue);
      blank();
    }
    text(sid);
    end();
  }

  /**
   * Writes {@code UNSUB}.
   *
   * @param sid the sender's name for the subscription
   * @param max after how many messages it ends; 0: at once
   */
  public void unsubscribe(String sid, int max) {
    begin(UNSUB);
    text(sid);
    if (max > 0) {
      blank();
      number(max);
    }
    end();
  }

  /**
   * Writes {@code CONNECT}.
   *
   * @param json the client's options
   */
  public void connect(byte[] json) {
    begin(CONNECT);
    bytes(json);
    end();
  }

  /**
   * Writes {@code INFO}.
   *
   * @param json the server's description
   */
  public void info(byte[] json) {
    begin(INFO);
    bytes(json);
    // nats-server leaves a blank before the line end of INFO.
    blank();
    end();
  }

  /** Writes {@code PING}. */
  public void ping() {
    output.write(PING, 0, PING.length);
  }

  /** Writes {@code PONG}. */
  public void pong() {
    output.write(PONG, 0, PONG.length);
  }

  /** Writes {@code +OK}. */
  public void ok() {
    output.write(OK, 0, OK.length);
  }

  /**
   * Writes {@code -ERR}.
   *
   * @param text the text, which is put in single quotes
   */
  public void error(String text) {
    begin(ascii("-ERR '"));
    text(text);
    bytes(ascii("'"));
    end();
  }

  private void body(@Nullable String reply, byte[] headers, byte[] payload) {
    if (reply != null) {
      text(reply);
      blank();
    }
    if (headers.length > 0) {
      number(headers.length);
      blank();
    }
    number(headers.length + payload.length);
    end();
    if (headers.length > 0) {
      output.write(headers, 0, headers.length);
    }
    if (payload.length > 0) {
      output.write(payload, 0, payload.length);
    }
    output.write(LINE_END, 0, LINE_END.length);
  }

  private void begin(byte[] verb) {
    length = 0;
    bytes(verb);
  }

  private void end() {
    bytes(LINE_END);
    output.write(line, 0, length);
  }

  private void blank() {
    reserve(1);
    line[length++] = ' ';
  }

  private void text(String text) {
    int count = text.length();
    reserve(count);
    for (int i = 0; i < count; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        length += i;
        bytes(text.substring(i).getBytes(UTF_8));
        return;
      }
      line[length + i] = (byte) c;
    }
    length += count;
  }

  private void number(int number) {
    reserve(MOST_DIGITS);
    int digits = 1;
    for (int rest = number; rest > 9; rest /= 10) {
      digits++;
    }
    int rest = number;
    for (int i = length + digits - 1; i >= length; i--) {
      line[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  private void bytes(byte[] bytes) {
    reserve(bytes.length);
    System.arraycopy(bytes, 0, line, length, bytes.length);
    length += bytes.length;
  }

  private void reserve(int more) {
    if (length + more > line.length) {
      line = Arrays.copyOf(line, Math.max(line.length * 2, length + more));
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}
