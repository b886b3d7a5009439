package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.subject.SubjectFilter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A consumer as a stream knows it: keeps what it was told, and needs what it has not done. */
final class RecordingListener implements StreamListener {
  final List<String> notices = new ArrayList<>();
  final Set<Long> done = new HashSet<>();
  boolean direct;

  @Override
  public void stored(StoredMessage message) {
    notices.add("stored " + message.sequence());
  }

  @Override
  public void removed(StoredMessage message) {
    notices.add("removed " + message.sequence());
  }

  @Override
  public void purged(SubjectFilter filter, long before, boolean whole) {
    String bound = before == Long.MAX_VALUE ? "" : " below " + before;
    notices.add("purged " + filter.patterns() + bound + (whole ? " whole" : ""));
  }

  @Override
  public boolean needs(long sequence, String subject) {
    return !done.contains(sequence);
  }

  @Override
  public boolean countsForInterest() {
    return !direct;
  }

  @Override
  public void configurationChanged() {
    notices.add("configuration changed");
  }

  @Override
  public void streamDeleted() {
    notices.add("stream deleted");
  }
}
