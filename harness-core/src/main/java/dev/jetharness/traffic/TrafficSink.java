package dev.jetharness.traffic;

import org.jspecify.annotations.Nullable;

/**
 * Takes what happens in a broker, in the order in which it happens. The in-memory broker calls it
 * at the source; for a real broker the ports call it with what they read on the wire.
 *
 * <p>Header blocks are whole ({@code NATS/1.0\r\n…\r\n\r\n}) or empty. Arrays are handed over:
 * neither side changes them afterwards. Implementations are thread-safe, cheap and never block.
 *
 * @since 0.1
 */
public interface TrafficSink {

  /**
   * A client published a message that is neither an acknowledgement nor a request to the JetStream
   * API.
   *
   * @param connection the name of the publishing connection, or its id where it has no name
   * @param subject the subject
   * @param reply the reply subject, if any
   * @param headers the header block
   * @param payload the payload
   */
  void published(
      String connection, String subject, @Nullable String reply, byte[] headers, byte[] payload);

  /**
   * A stream accepted a published message.
   *
   * @param stream the stream
   * @param sequence its sequence in the stream; that of the first one for a duplicate
   * @param subject the subject it is stored under
   * @param headers the header block
   * @param payload the payload
   * @param duplicate whether it was recognised as a duplicate and not stored again
   */
  void stored(
      String stream,
      long sequence,
      String subject,
      byte[] headers,
      byte[] payload,
      boolean duplicate);

  /**
   * A stream refused a published message.
   *
   * @param stream the stream
   * @param subject the subject
   * @param errorCode the JetStream {@code err_code}
   * @param description the server's description
   */
  void refused(String stream, String subject, int errorCode, String description);

  /**
   * A consumer delivered a message.
   *
   * @param connection the name or id of the receiving connection
   * @param stream the stream
   * @param consumer the consumer
   * @param streamSequence the message's sequence in the stream
   * @param consumerSequence the number of this delivery in the consumer
   * @param deliveries how often this message was delivered by now, from 1
   * @param subject the subject it was stored under
   * @param headers the header block
   * @param payload the payload
   */
  void delivered(
      String connection,
      String stream,
      String consumer,
      long streamSequence,
      long consumerSequence,
      long deliveries,
      String subject,
      byte[] headers,
      byte[] payload);

  /**
   * A client acknowledged a delivery.
   *
   * @param connection the name or id of the acknowledging connection
   * @param stream the stream
   * @param consumer the consumer
   * @param streamSequence the message's sequence in the stream
   * @param consumerSequence the number of the delivery that is acknowledged
   * @param deliveries how often the message had been delivered by that delivery
   * @param kind what was said
   * @param body the acknowledgement's body, such as {@code -NAK {"delay":1000000}}
   */
  void acknowledged(
      String connection,
      String stream,
      String consumer,
      long streamSequence,
      long consumerSequence,
      long deliveries,
      AckKind kind,
      byte[] body);

  /**
   * A message was given up after its last allowed delivery.
   *
   * @param stream the stream
   * @param consumer the consumer
   * @param streamSequence the message's sequence in the stream
   * @param deliveries how often it was delivered
   */
  void maxDeliveriesReached(String stream, String consumer, long streamSequence, long deliveries);
}
