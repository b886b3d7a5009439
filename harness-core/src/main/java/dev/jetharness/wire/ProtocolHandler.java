package dev.jetharness.wire;

import org.jspecify.annotations.Nullable;

/**
 * Takes the operations that a {@link ProtocolParser} finds, in order, on the thread that feeds the
 * parser. What is not overridden is ignored.
 *
 * <p>Arrays are handed over: the parser keeps no reference to them. A header block is whole ({@code
 * NATS/1.0\r\n…\r\n\r\n}) or empty.
 *
 * @since 0.1
 */
public interface ProtocolHandler {

  /**
   * {@code CONNECT {json}}, from a client.
   *
   * @param json the options, as they came
   */
  default void connect(byte[] json) {}

  /**
   * {@code PUB} or {@code HPUB}, from a client.
   *
   * @param subject the subject
   * @param reply the reply subject, if any
   * @param headers the header block
   * @param payload the payload
   */
  default void publish(String subject, @Nullable String reply, byte[] headers, byte[] payload) {}

  /**
   * {@code SUB}, from a client.
   *
   * @param subject the subject, possibly with wildcards; not validated
   * @param queue the queue group, if any
   * @param sid the client's name for the subscription
   */
  default void subscribe(String subject, @Nullable String queue, String sid) {}

  /**
   * {@code UNSUB}, from a client.
   *
   * @param sid the client's name for the subscription
   * @param max after how many messages it ends, counted from its start; 0 or less: at once
   */
  default void unsubscribe(String sid, int max) {}

  /**
   * {@code MSG} or {@code HMSG}, from a server.
   *
   * @param subject the subject
   * @param sid the client's name for the subscription
   * @param reply the reply subject, if any
   * @param headers the header block
   * @param payload the payload
   */
  default void message(
      String subject, String sid, @Nullable String reply, byte[] headers, byte[] payload) {}

  /**
   * {@code INFO {json}}.
   *
   * @param json the server's description, as it came
   */
  default void info(byte[] json) {}

  /** {@code PING}. */
  default void ping() {}

  /** {@code PONG}. */
  default void pong() {}

  /** {@code +OK}. */
  default void ok() {}

  /**
   * {@code -ERR 'text'}.
   *
   * @param text the text, without its quotes
   */
  default void error(String text) {}
}
