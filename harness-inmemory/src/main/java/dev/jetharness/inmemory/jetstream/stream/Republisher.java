package dev.jetharness.inmemory.jetstream.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.config.Republish;
import dev.jetharness.inmemory.jetstream.config.SubjectTransformConfig;
import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.json.GoTime;
import dev.jetharness.inmemory.subject.SubjectTransform;
import dev.jetharness.inmemory.subject.Subjects;
import dev.jetharness.inmemory.time.BrokerClock;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what was stored once more, on another subject (ADR-28). What is told about the message
 * follows the headers that it has.
 */
final class Republisher {
  private static final String VERSION = "NATS/1.0\r\n";
  private static final int LINE_END = 2;

  private final StreamCore core;
  private @Nullable Republish config;
  private @Nullable SubjectTransform transform;

  Republisher(StreamCore core) {
    this.core = core;
  }

  /**
   * The sequence of the newest message on a subject, before another one is stored: it is told, so
   * that receivers notice what they missed. 0 if there is none, or nobody would be told.
   */
  long previousOn(String subject) {
    return transform() == null ? 0 : core.store().lastOf(subject);
  }

  /**
   * Publishes a message if its subject is one that is published again. As on the server, nothing
   * happens if its new subject could not be published on.
   *
   * @param previous the sequence of the message before it on its subject; 0 if there was none
   */
  void stored(StoredMessage message, long previous) {
    SubjectTransform current = transform();
    Republish republish = config;
    String destination = current == null ? null : current.apply(message.subject());
    if (republish == null || destination == null || !Subjects.isValidLiteral(destination)) {
      return;
    }
    boolean headersOnly = republish.headersOnly();
    Message republished =
        new Message(
            destination,
            null,
            headers(message, previous, headersOnly),
            headersOnly ? Message.EMPTY : message.payload());
    EngineContext context = core.context();
    context.sequencer().later(() -> context.account().publish(republished));
  }

  private @Nullable SubjectTransform transform() {
    Republish current = core.config().republish();
    if (!Objects.equals(current, config)) {
      config = current;
      transform =
          current == null
              ? null
              : new SubjectTransformConfig(current.source(), current.destination()).transform();
    }
    return transform;
  }

  private byte[] headers(StoredMessage message, long previous, boolean headersOnly) {
    byte[] own = message.headers();
    String told =
        "Nats-Stream: "
            + core.config().name()
            + "\r\nNats-Subject: "
            + message.subject()
            + "\r\nNats-Sequence: "
            + message.sequence()
            + "\r\nNats-Time-Stamp: "
            + GoTime.format(BrokerClock.toInstant(message.timestamp()))
            + "\r\nNats-Last-Sequence: "
            + previous
            + (headersOnly ? "\r\nNats-Msg-Size: " + message.payload().length : "")
            + "\r\n\r\n";
    byte[] added = (own.length == 0 ? VERSION + told : told).getBytes(UTF_8);
    int kept = Math.max(0, own.length - LINE_END);
    byte[] block = Arrays.copyOf(own, kept + added.length);
    System.arraycopy(added, 0, block, kept, added.length);
    return block;
  }
}
