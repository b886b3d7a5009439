package dev.jetharness.inmemory.subject;

/** What a {@link SubjectMap} keeps: it knows the one subject that it is kept for. */
public interface HasSubject {

  /** The subject; it never changes. */
  String subject();
}
