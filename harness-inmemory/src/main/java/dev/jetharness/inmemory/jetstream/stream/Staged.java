package dev.jetharness.inmemory.jetstream.stream;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a batch that were checked, but are not stored before all are: to those after them
 * they count as if they were in the stream.
 */
final class Staged {
  /** What is staged before a message that is published alone; never more than nothing. */
  static final Staged NOTHING = new Staged(Map.of(), Set.of());

  private final Map<String, Subject> bySubject;
  private final Set<String> ids;
  private long messages;
  private long bytes;

  private record Subject(Publication last, long messages) {}

  /** At first nothing. */
  Staged() {
    this(new HashMap<>(), new HashSet<>());
  }

  private Staged(Map<String, Subject> bySubject, Set<String> ids) {
    this.bySubject = bySubject;
    this.ids = ids;
  }

  /**
   * Adds a message that passed its checks.
   *
   * @param size its size in the store
   */
  void add(Publication publication, long size) {
    String subject = publication.subject();
    bySubject.put(subject, new Subject(publication, messages(subject) + 1));
    if (!publication.messageId().isEmpty()) {
      ids.add(publication.messageId());
    }
    messages++;
    bytes += size;
  }

  boolean isEmpty() {
    return messages == 0;
  }

  long messages() {
    return messages;
  }

  /** How many messages are staged on a literal subject. */
  long messages(String subject) {
    Subject staged = bySubject.get(subject);
    return staged == null ? 0 : staged.messages();
  }

  /** The size of all messages in the store. */
  long bytes() {
    return bytes;
  }

  /** The last message that is staged on a literal subject. */
  @Nullable Publication last(String subject) {
    Subject staged = bySubject.get(subject);
    return staged == null ? null : staged.last();
  }

  boolean hasId(String id) {
    return ids.contains(id);
  }
}
