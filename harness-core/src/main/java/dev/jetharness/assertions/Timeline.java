package dev.jetharness.assertions;

import dev.jetharness.traffic.AckKind;
import dev.jetharness.traffic.MessageContent;
import dev.jetharness.traffic.TrafficEvent;
import dev.jetharness.traffic.TrafficEvent.Acknowledged;
import dev.jetharness.traffic.TrafficEvent.Delivered;
import dev.jetharness.traffic.TrafficEvent.MaxDeliveriesReached;
import dev.jetharness.traffic.TrafficEvent.Published;
import dev.jetharness.traffic.TrafficEvent.Refused;
import dev.jetharness.traffic.TrafficEvent.Stored;
import java.time.Duration;
import java.util.Locale;

/** Writes events for people: one line each. */
final class Timeline {
  private final History history;

  Timeline(History history) {
    this.history = history;
  }

  /** {@code #7 +0.012s delivered orders.created "o-1" by ORDERS/billing to app (sequence 1)}. */
  String line(TrafficEvent event) {
    TrafficEvent first = history.events().get(0);
    double seconds = Duration.between(first.time(), event.time()).toNanos() / 1e9;
    return String.format(
        Locale.ROOT, "#%d +%.3fs %s", event.position(), seconds, withoutPlace(event));
  }

  private String withoutPlace(TrafficEvent event) {
    String message = message(event);
    if (event instanceof Published published) {
      return "published %s by %s".formatted(message, published.connection());
    } else if (event instanceof Stored stored) {
      return "%s %s in %s (sequence %d)"
          .formatted(
              stored.duplicate() ? "recognised as duplicate" : "stored",
              message,
              stored.stream(),
              stored.sequence());
    } else if (event instanceof Refused refused) {
      return "refused %s by %s: %s (%d)"
          .formatted(message, refused.stream(), refused.description(), refused.errorCode());
    } else if (event instanceof Delivered delivered) {
      return "delivered %s by %s/%s to %s (sequence %d, delivery %d)"
          .formatted(
              message,
              delivered.stream(),
              delivered.consumer(),
              delivered.connection(),
              delivered.streamSequence(),
              delivered.deliveries());
    } else if (event instanceof Acknowledged acknowledged) {
      return "%s %s to %s/%s by %s (sequence %d, delivery %d)"
          .formatted(
              said(acknowledged),
              message,
              acknowledged.stream(),
              acknowledged.consumer(),
              acknowledged.connection(),
              acknowledged.streamSequence(),
              acknowledged.deliveries());
    } else if (event instanceof MaxDeliveriesReached reached) {
      return "given up %s by %s/%s after %d deliveries (sequence %d)"
          .formatted(
              message,
              reached.stream(),
              reached.consumer(),
              reached.deliveries(),
              reached.streamSequence());
    }
    throw new IllegalArgumentException("An event of unknown type: " + event);
  }

  private String message(TrafficEvent event) {
    MessageContent content = history.contentOf(event);
    String subject = history.subjectOf(event);
    return (subject.isEmpty() ? "a message" : subject) + (content == null ? "" : " " + content);
  }

  private static String said(Acknowledged acknowledged) {
    AckKind kind = acknowledged.kind();
    int argument = acknowledged.body().indexOf(' ');
    return switch (kind) {
          case ACK, NEXT -> "acknowledged";
          case NAK -> "naked";
          case TERM -> "termed";
          case IN_PROGRESS -> "in progress";
        }
        + (argument < 0 ? "" : acknowledged.body().substring(argument));
  }
}
