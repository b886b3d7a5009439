package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.store.MessageStore;
import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.json.GoDuration;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Removes messages that expired. Where a stream leaves delete markers (ADR-43), the last message of
 * a subject is replaced by one: an empty message with a TTL of its own, which rolls up the subject
 * and tells readers why it is empty.
 *
 * <p>A marker is published like any message, so the stream may refuse it, when it is full and
 * discards new messages, or is sealed. Then the expired message stays and it is tried again, as on
 * the server no more often than every two seconds.
 */
final class DeleteMarkers {
  /** When a message that could not be replaced is tried again. */
  static final long RETRY = Duration.ofSeconds(2).toNanos();

  private static final String EXPIRED = "MaxAge";
  private static final String ROLL_UP_SUBJECT = "sub";
  private static final String KEY_PURGED = "PURGE";

  private final StreamCore core;
  private final MessageStore store;
  private final Consumer<Message> publish;

  /** By subject, the expired messages that are still there, and when each was last tried. */
  private final Map<String, Map<Long, Long>> refused = new HashMap<>();

  /**
   * No markers yet.
   *
   * @param publish publishes a message into the stream, on behalf of the stream itself
   */
  DeleteMarkers(StreamCore core, Consumer<Message> publish) {
    this.core = core;
    this.store = core.store();
    this.publish = publish;
  }

  /** Removes or replaces an expired message; returns false if it is still there. */
  boolean expire(StoredMessage message) {
    long sequence = message.sequence();
    if (core.config().deleteMarkerTtl().isZero()) {
      core.remove(sequence);
      return true;
    }
    long now = core.context().clock().now();
    Map<Long, Long> tried = refused.getOrDefault(message.subject(), Map.of());
    if (now - tried.getOrDefault(sequence, now - RETRY) < RETRY) {
      return false;
    }
    if (!isLast(message, tried) || isMarker(message)) {
      core.remove(sequence);
    } else {
      publish.accept(marker(message.subject()));
    }
    boolean gone = store.get(sequence) == null;
    note(message, gone, now);
    return gone;
  }

  /** Whether no message is left on the subject but this one and others that expired, too. */
  private boolean isLast(StoredMessage message, Map<Long, Long> tried) {
    long expired =
        tried.keySet().stream().filter(sequence -> store.get(sequence) != null).count()
            + (tried.containsKey(message.sequence()) ? 0 : 1);
    return store.countOf(message.subject()) <= expired;
  }

  private void note(StoredMessage message, boolean gone, long now) {
    if (!gone) {
      forgetSubjectsWithoutMessages();
      refused
          .computeIfAbsent(message.subject(), subject -> new HashMap<>())
          .put(message.sequence(), now);
    } else if (!refused.isEmpty()) {
      refused.computeIfPresent(
          message.subject(),
          (subject, tried) -> {
            tried.keySet().removeIf(sequence -> store.get(sequence) == null);
            return tried.isEmpty() ? null : tried;
          });
    }
  }

  /** Purges and limits remove messages without a word to this class. */
  private void forgetSubjectsWithoutMessages() {
    if (refused.size() > store.subjects()) {
      refused.keySet().removeIf(subject -> store.countOf(subject) == 0);
    }
  }

  private Message marker(String subject) {
    long ttl = Duration.ofSeconds(core.config().deleteMarkerTtl().toSeconds()).toNanos();
    HeaderBlock headers =
        HeaderBlock.of(Message.EMPTY)
            .with(HeaderNames.MARKER_REASON, EXPIRED)
            .with(HeaderNames.TTL, GoDuration.format(ttl))
            .with(HeaderNames.ROLLUP, ROLL_UP_SUBJECT);
    return new Message(subject, null, headers.bytes(), Message.EMPTY);
  }

  /**
   * A marker leaves no other one; neither does the purge of a key, which is one for its readers.
   */
  private static boolean isMarker(StoredMessage message) {
    HeaderBlock headers = HeaderBlock.of(message.headers());
    return !headers.value(HeaderNames.MARKER_REASON).isEmpty()
        || headers.value(HeaderNames.KEY_VALUE_OPERATION).equals(KEY_PURGED);
  }
}
