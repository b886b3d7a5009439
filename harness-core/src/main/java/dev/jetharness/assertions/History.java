package dev.jetharness.assertions;

import dev.jetharness.traffic.MessageContent;
import dev.jetharness.traffic.TrafficEvent;
import dev.jetharness.traffic.TrafficEvent.Acknowledged;
import dev.jetharness.traffic.TrafficEvent.Delivered;
import dev.jetharness.traffic.TrafficEvent.MaxDeliveriesReached;
import dev.jetharness.traffic.TrafficEvent.Published;
import dev.jetharness.traffic.TrafficEvent.Refused;
import dev.jetharness.traffic.TrafficEvent.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was recorded up to a moment, with acknowledgements traced back to their messages. */
final class History {
  /** JetStream's err_code for a wrong Nats-Expected-Stream, which is how a stream is fenced. */
  private static final int EXPECTED_STREAM_DOES_NOT_MATCH = 10060;

  private final List<TrafficEvent> events;
  private @Nullable Map<Place, Message> messages;

  History(List<TrafficEvent> recorded) {
    this.events = withoutFences(recorded);
  }

  List<TrafficEvent> events() {
    return events;
  }

  <E extends TrafficEvent> List<E> events(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The subject that an event is about; empty if its message was not seen. */
  String subjectOf(TrafficEvent event) {
    if (event instanceof Published published) {
      return published.subject();
    } else if (event instanceof Refused refused) {
      return refused.subject();
    }
    Message message = messageOf(event);
    return message == null ? "" : message.subject();
  }

  /** The content of the message that an event is about, or null if it was not seen. */
  @Nullable MessageContent contentOf(TrafficEvent event) {
    if (event instanceof Published published) {
      return published.content();
    }
    Message message = messageOf(event);
    return message == null ? null : message.content();
  }

  private @Nullable Message messageOf(TrafficEvent event) {
    if (event instanceof Stored stored) {
      return new Message(stored.subject(), stored.content());
    } else if (event instanceof Delivered delivered) {
      return new Message(delivered.subject(), delivered.content());
    } else if (event instanceof Acknowledged acknowledged) {
      return messages().get(new Place(acknowledged.stream(), acknowledged.streamSequence()));
    } else if (event instanceof MaxDeliveriesReached reached) {
      return messages().get(new Place(reached.stream(), reached.streamSequence()));
    }
    return null;
  }

  private Map<Place, Message> messages() {
    Map<Place, Message> known = messages;
    if (known == null) {
      known = new HashMap<>();
      for (TrafficEvent event : events) {
        if (event instanceof Delivered delivered) {
          known.put(
              new Place(delivered.stream(), delivered.streamSequence()),
              new Message(delivered.subject(), delivered.content()));
        } else if (event instanceof Stored stored && !stored.duplicate()) {
          known.put(
              new Place(stored.stream(), stored.sequence()),
              new Message(stored.subject(), stored.content()));
        }
      }
      messages = known;
    }
    return known;
  }

  private static List<TrafficEvent> withoutFences(List<TrafficEvent> recorded) {
    Set<String> fenced = new HashSet<>();
    List<TrafficEvent> kept = new ArrayList<>(recorded.size());
    for (TrafficEvent event : recorded) {
      if (event instanceof Published published && published.connection().equals(Fence.CONNECTION)) {
        fenced.add(published.subject());
      } else if (!(event instanceof Refused refused
          && refused.errorCode() == EXPECTED_STREAM_DOES_NOT_MATCH
          && fenced.remove(refused.subject()))) {
        kept.add(event);
      }
    }
    return kept;
  }

  /** Where a message is stored. */
  private record Place(String stream, long sequence) {}

  /** What is stored there. */
  private record Message(String subject, MessageContent content) {}
}
