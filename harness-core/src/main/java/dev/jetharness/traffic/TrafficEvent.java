package dev.jetharness.traffic;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened in a broker. Immutable.
 *
 * <pre>{@code
 * for (TrafficEvent event : broker.traffic().events()) {
 *   if (event instanceof TrafficEvent.Delivered delivered && delivered.deliveries() > 1) {
 *     System.out.println(delivered.subject() + " was delivered again");
 *   }
 * }
 * }</pre>
 *
 * @since 0.1
 */
public sealed interface TrafficEvent {

  /**
   * Returns the event's place among all events of its broker, from 1. Events of one connection are
   * in the order in which they happened.
   *
   * @return the position; later events have greater ones
   */
  long position();

  /**
   * Returns when the event was recorded, by the clock of the machine.
   *
   * @return an instant
   */
  Instant time();

  /**
   * A client published a message that is neither an acknowledgement nor a request to the JetStream
   * API.
   *
   * @param position the event's place among all events
   * @param time when it was recorded
   * @param connection the name of the publishing connection, or its id where it has no name
   * @param subject the subject
   * @param reply the reply subject, if any
   * @param content headers and payload
   * @since 0.1
   */
  record Published(
      long position,
      Instant time,
      String connection,
      String subject,
      @Nullable String reply,
      MessageContent content)
      implements TrafficEvent {}

  /**
   * A stream accepted a message.
   *
   * @param position the event's place among all events
   * @param time when it was recorded
   * @param stream the stream
   * @param sequence the message's sequence in the stream; that of the first one for a duplicate
   * @param subject the subject it is stored under
   * @param content headers and payload
   * @param duplicate whether it was recognised as a duplicate and not stored again
   * @since 0.1
   */
  record Stored(
      long position,
      Instant time,
      String stream,
      long sequence,
      String subject,
      MessageContent content,
      boolean duplicate)
      implements TrafficEvent {}

  /**
   * A stream refused a message.
   *
   * @param position the event's place among all events
   * @param time when it was recorded
   * @param stream the stream
   * @param subject the subject
   * @param errorCode the JetStream {@code err_code}
   * @param description the server's description
   * @since 0.1
   */
  record Refused(
      long position, Instant time, String stream, String subject, int errorCode, String description)
      implements TrafficEvent {}

  /**
   * A consumer delivered a message.
   *
   * @param position the event's place among all events
   * @param time when it was recorded
   * @param connection the name or id of the receiving connection
   * @param stream the stream
   * @param consumer the consumer
   * @param streamSequence the message's sequence in the stream
   * @param consumerSequence the number of this delivery in the consumer
   * @param deliveries how often this message was delivered by now, from 1
   * @param subject the subject it is stored under
   * @param content headers and payload
   * @since 0.1
   */
  record Delivered(
      long position,
      Instant time,
      String connection,
      String stream,
      String consumer,
      long streamSequence,
      long consumerSequence,
      long deliveries,
      String subject,
      MessageContent content)
      implements TrafficEvent {}

  /**
   * A client acknowledged a delivery, in one way or another.
   *
   * @param position the event's place among all events
   * @param time when it was recorded
   * @param connection the name or id of the acknowledging connection
   * @param stream the stream
   * @param consumer the consumer
   * @param streamSequence the message's sequence in the stream
   * @param consumerSequence the number of the delivery that is acknowledged
   * @param deliveries how often the message had been delivered by that delivery
   * @param kind what was said
   * @param body the acknowledgement's body, such as {@code -NAK {"delay":1000000}}
   * @since 0.1
   */
  record Acknowledged(
      long position,
      Instant time,
      String connection,
      String stream,
      String consumer,
      long streamSequence,
      long consumerSequence,
      long deliveries,
      AckKind kind,
      String body)
      implements TrafficEvent {}

  /**
   * A message was given up after its last allowed delivery.
   *
   * @param position the event's place among all events
   * @param time when it was recorded
   * @param stream the stream
   * @param consumer the consumer
   * @param streamSequence the message's sequence in the stream
   * @param deliveries how often it was delivered
   * @since 0.1
   */
  record MaxDeliveriesReached(
      long position,
      Instant time,
      String stream,
      String consumer,
      long streamSequence,
      long deliveries)
      implements TrafficEvent {}
}
