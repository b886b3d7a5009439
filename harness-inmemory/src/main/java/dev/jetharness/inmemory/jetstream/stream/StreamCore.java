package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import dev.jetharness.inmemory.jetstream.store.MessageStore;
import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.subject.SubjectFilter;
import dev.jetharness.inmemory.subject.Subjects;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the parts of one stream share: its configuration, its messages, and who listens. */
final class StreamCore {
  private final EngineContext context;
  private final MessageStore store;
  private final Listeners listeners = new Listeners();
  private final AssumedLastSequence assumedLastSequence = new AssumedLastSequence(this);
  private StreamConfig config;
  private String lastMessageId = "";
  private boolean closed;

  StreamCore(EngineContext context, MessageStore store, StreamConfig config) {
    this.context = context;
    this.store = store;
    this.config = config;
  }

  EngineContext context() {
    return context;
  }

  MessageStore store() {
    return store;
  }

  Listeners listeners() {
    return listeners;
  }

  StreamConfig config() {
    return config;
  }

  void configure(StreamConfig updated) {
    config = updated;
  }

  /** The stream was deleted. */
  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  /** The id of the last message that was stored, "" if that had none. */
  String lastMessageId() {
    return lastMessageId;
  }

  void lastMessageId(String id) {
    lastMessageId = id;
  }

  AssumedLastSequence assumedLastSequence() {
    return assumedLastSequence;
  }

  /** The size that a message will have in the store. */
  long sizeOf(Publication publication) {
    return store.sizeOf(
        publication.subject(), publication.headers().bytes(), publication.payload());
  }

  /** Removes one message and tells the listeners; false if it is not there. */
  boolean remove(long sequence) {
    StoredMessage removed = store.remove(sequence);
    if (removed == null) {
      return false;
    }
    listeners.removed(removed);
    return true;
  }

  /**
   * The newest message on a subject, which may have wildcards. As on the server {@code >} is not a
   * search: it means the very last sequence, and finds nothing when that was deleted.
   */
  @Nullable StoredMessage last(String subject) {
    if (subject.isEmpty() || subject.equals(">")) {
      return store.get(store.lastSequence());
    }
    return store.get(
        Subjects.isLiteral(subject)
            ? store.lastOf(subject)
            : store.lastMatching(SubjectFilter.of(List.of(subject))));
  }
}
