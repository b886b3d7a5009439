package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.subject.SubjectFilter;
import dev.jetharness.inmemory.subject.SubjectTrie;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The listeners of a stream, found by the subjects that they want, so that a message costs what the
 * matching ones cost however many there are. The filters of one listener never overlap.
 */
final class Listeners {
  private static final List<String> EVERYTHING = List.of(">");

  private final Map<StreamListener, SubjectFilter> filters = new LinkedHashMap<>();
  private final SubjectTrie<StreamListener> bySubject = new SubjectTrie<>();

  /** Adds a listener, or replaces its filter. */
  void add(StreamListener listener, SubjectFilter filter) {
    remove(listener);
    filters.put(listener, filter);
    patterns(filter).forEach(pattern -> bySubject.add(pattern, listener));
  }

  void remove(StreamListener listener) {
    SubjectFilter filter = filters.remove(listener);
    if (filter != null) {
      patterns(filter).forEach(pattern -> bySubject.remove(pattern, listener));
    }
  }

  boolean isEmpty() {
    return filters.isEmpty();
  }

  /** How many count for interest and limits. */
  int counting() {
    int counting = 0;
    for (StreamListener listener : filters.keySet()) {
      counting += listener.countsForInterest() ? 1 : 0;
    }
    return counting;
  }

  /** Whether any listener wants messages on a subject. */
  boolean want(String subject) {
    return !isEmpty() && bySubject.matchesAny(subject);
  }

  /** Whether any listener wants messages on a subject, and keeps them by its interest. */
  boolean mayRelease(String subject) {
    return !isEmpty() && bySubject.matchesAny(subject, StreamListener::countsForInterest);
  }

  /** Whether any listener still needs a message. */
  boolean need(StoredMessage message) {
    return !isEmpty()
        && bySubject.matchesAny(
            message.subject(), listener -> listener.needs(message.sequence(), message.subject()));
  }

  void stored(StoredMessage message) {
    if (!isEmpty()) {
      bySubject.match(message.subject(), listener -> listener.stored(message));
    }
  }

  void removed(StoredMessage message) {
    if (!isEmpty()) {
      bySubject.match(message.subject(), listener -> listener.removed(message));
    }
  }

  /** Tells of a message under another subject than its own, which may be a pattern. */
  void removed(StoredMessage message, String subject) {
    Map.copyOf(filters)
        .forEach(
            (listener, filter) -> {
              if (filter.matches(subject)) {
                listener.removed(message);
              }
            });
  }

  void removedInBulk() {
    each(StreamListener::removedInBulk);
  }

  void purged(SubjectFilter filter, long before, boolean whole) {
    each(listener -> listener.purged(filter, before, whole));
  }

  void configurationChanged() {
    each(StreamListener::configurationChanged);
  }

  void streamDeleted() {
    each(StreamListener::streamDeleted);
  }

  /** Listeners may leave while they are told. */
  private void each(Consumer<StreamListener> notice) {
    List.copyOf(filters.keySet()).forEach(notice);
  }

  private static List<String> patterns(SubjectFilter filter) {
    return filter.isAll() ? EVERYTHING : filter.patterns();
  }
}
