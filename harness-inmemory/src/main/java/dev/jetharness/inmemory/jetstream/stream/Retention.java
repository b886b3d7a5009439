package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.config.RetentionPolicy;
import dev.jetharness.inmemory.jetstream.store.MessageStore;
import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.subject.SubjectFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** When messages leave because no consumer needs them: interest and work-queue retention. */
final class Retention {
  private final StreamCore core;
  private final MessageStore store;

  Retention(StreamCore core) {
    this.core = core;
    this.store = core.store();
  }

  /** Whether a new message is worth storing: by interest only if a consumer wants its subject. */
  boolean wants(String subject) {
    return !isInterest() || core.listeners().want(subject);
  }

  /** A consumer is done with a message; it goes if no other one needs it. */
  void released(long sequence) {
    if (core.config().retention() == RetentionPolicy.LIMITS) {
      return;
    }
    StoredMessage message = store.get(sequence);
    if (message != null && !core.listeners().need(message)) {
      core.remove(sequence);
    }
  }

  /**
   * A consumer is gone or wants less. Without any consumer an interest stream is emptied; a work
   * queue keeps its messages for the next consumer.
   */
  void interestChanged(long from) {
    if (isInterest()) {
      removeUnneeded(from, message -> true);
    }
  }

  /** The stream now retains by interest; what consumers are already done with goes. */
  void retentionChanged() {
    if (isInterest() && store.messages() > 0) {
      removeDone();
    }
  }

  /** The stream was restored; what its consumers are already done with goes. */
  void restored() {
    if (core.config().retention() != RetentionPolicy.LIMITS && !core.listeners().isEmpty()) {
      removeDone();
    }
  }

  private void removeDone() {
    removeUnneeded(0, message -> core.listeners().mayRelease(message.subject()));
  }

  private boolean isInterest() {
    return core.config().retention() == RetentionPolicy.INTEREST;
  }

  private void removeUnneeded(long from, Predicate<StoredMessage> eligible) {
    if (core.listeners().isEmpty()) {
      store.restartAt(store.lastSequence() + 1);
      return;
    }
    List<Long> unneeded = new ArrayList<>();
    StoredMessage message = store.next(from, SubjectFilter.ALL);
    while (message != null) {
      if (eligible.test(message) && !core.listeners().need(message)) {
        unneeded.add(message.sequence());
      }
      message = store.next(message.sequence() + 1, SubjectFilter.ALL);
    }
    unneeded.forEach(core::remove);
  }
}
