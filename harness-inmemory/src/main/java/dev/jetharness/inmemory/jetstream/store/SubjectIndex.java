package dev.jetharness.inmemory.jetstream.store;

import dev.jetharness.inmemory.subject.SubjectFilter;
import dev.jetharness.inmemory.subject.SubjectMap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The sequences of each subject that has messages, found by subject or by filter. */
final class SubjectIndex {
  private final SubjectMap<SubjectSequences> bySubject = new SubjectMap<>();

  int size() {
    return bySubject.size();
  }

  void clear() {
    bySubject.clear();
  }

  /** The sequences of a literal subject, or null if it has no message. */
  @Nullable SubjectSequences get(String subject) {
    return bySubject.get(subject);
  }

  /** The sequences of a subject; new and empty, to be added to, if it has no message yet. */
  SubjectSequences forAppend(String subject) {
    SubjectSequences known = bySubject.get(subject);
    if (known != null) {
      return known;
    }
    SubjectSequences added = new SubjectSequences(subject);
    bySubject.put(added);
    return added;
  }

  /** Takes a message out of its subject, and the subject out if that was its last message. */
  void remove(SubjectSequences subject, long sequence) {
    subject.remove(sequence);
    if (subject.isEmpty()) {
      bySubject.remove(subject.subject());
    }
  }

  /** Visits each subject that passes the filter once. */
  void forEach(SubjectFilter filter, Consumer<SubjectSequences> each) {
    bySubject.forEach(filter, each);
  }

  /** Visits likewise, but gives up after so many steps; returns whether all were visited. */
  boolean forEach(SubjectFilter filter, Consumer<SubjectSequences> each, long steps) {
    return bySubject.forEach(filter, each, steps);
  }

  /** All subjects that pass the filter. */
  List<SubjectSequences> matching(SubjectFilter filter) {
    List<SubjectSequences> matching = new ArrayList<>();
    forEach(filter, matching::add);
    return matching;
  }
}
