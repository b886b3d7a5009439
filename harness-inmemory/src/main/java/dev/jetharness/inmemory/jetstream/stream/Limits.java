package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.config.DiscardPolicy;
import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import dev.jetharness.inmemory.jetstream.error.ApiError;
import dev.jetharness.inmemory.jetstream.store.MessageStore;
import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.subject.SubjectFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The limits on messages, bytes and messages per subject, and what a full stream gives up. */
final class Limits {
  private final StreamCore core;
  private final MessageStore store;

  Limits(StreamCore core) {
    this.core = core;
    this.store = core.store();
  }

  /**
   * Why a stream that discards new messages has no room for this one. At the limit of its subject a
   * message takes the place of the oldest one there, so then the other limits do not refuse it.
   */
  @Nullable ApiError refusal(Publication publication) {
    StreamConfig config = core.config();
    if (config.discard() != DiscardPolicy.NEW) {
      return null;
    }
    boolean replaces =
        config.maxMessagesPerSubject() > 0
            && store.countOf(publication.subject()) >= config.maxMessagesPerSubject();
    if (replaces && config.discardNewPerSubject() && !publication.has(HeaderNames.ROLLUP)) {
      return PublishErrors.storeFailed("maximum messages per subject exceeded");
    }
    if (config.maxMessages() > 0 && store.messages() >= config.maxMessages() && !replaces) {
      return PublishErrors.storeFailed("maximum messages exceeded");
    }
    return lacksBytes(publication, replaces)
        ? PublishErrors.storeFailed("maximum bytes exceeded")
        : null;
  }

  /**
   * Why a stream that discards new messages has no room for this message of a batch. Other than for
   * a message alone, it does not count here that the message may take the place of another.
   */
  @Nullable ApiError refusalInBatch(Publication publication) {
    StreamConfig config = core.config();
    if (config.discard() != DiscardPolicy.NEW) {
      return null;
    }
    Staged staged = publication.staged();
    if (exceeds(config.maxMessages(), store.messages() + staged.messages() + 1)) {
      return PublishErrors.storeFailed("maximum messages exceeded");
    }
    if (exceeds(config.maxBytes(), store.bytes() + staged.bytes() + core.sizeOf(publication))) {
      return PublishErrors.storeFailed("maximum bytes exceeded");
    }
    String subject = publication.subject();
    long onSubject = store.countOf(subject) + staged.messages(subject) + 1;
    return config.discardNewPerSubject()
            && !publication.has(HeaderNames.ROLLUP)
            && exceeds(config.maxMessagesPerSubject(), onSubject)
        ? PublishErrors.storeFailed("maximum messages per subject exceeded")
        : null;
  }

  /** Drops what exceeds a limit after a message was stored on a subject. */
  void enforce(String subject) {
    long perSubject = core.config().maxMessagesPerSubject();
    if (perSubject > 0) {
      trim(subject, perSubject);
    }
    trimStream();
  }

  /** Drops what exceeds changed limits. */
  void configurationChanged(StreamConfig before) {
    trimStream();
    long perSubject = core.config().maxMessagesPerSubject();
    long perSubjectBefore = before.maxMessagesPerSubject();
    if (perSubject > 0 && (perSubjectBefore <= 0 || perSubject < perSubjectBefore)) {
      List<String> exceeding = new ArrayList<>();
      store.forEachSubject(
          SubjectFilter.ALL,
          (subject, count) -> {
            if (count > perSubject) {
              exceeding.add(subject);
            }
          });
      exceeding.forEach(subject -> trim(subject, perSubject));
    }
  }

  private boolean lacksBytes(Publication publication, boolean replaces) {
    long limit = core.config().maxBytes();
    if (limit <= 0) {
      return false;
    }
    long size = core.sizeOf(publication);
    if (store.bytes() + size <= limit) {
      return false;
    }
    return !replaces || sizeOfOldest(publication.subject()) < size;
  }

  private static boolean exceeds(long limit, long amount) {
    return limit > 0 && amount > limit;
  }

  private long sizeOfOldest(String subject) {
    StoredMessage oldest = store.get(store.firstOf(subject));
    return oldest == null ? 0 : store.sizeOf(oldest.subject(), oldest.headers(), oldest.payload());
  }

  private void trim(String subject, long limit) {
    while (store.countOf(subject) > limit) {
      core.remove(store.firstOf(subject));
    }
  }

  /** A stream that discards new messages never gives up those it has. */
  private void trimStream() {
    StreamConfig config = core.config();
    if (config.discard() != DiscardPolicy.OLD) {
      return;
    }
    while (config.maxMessages() > 0 && store.messages() > config.maxMessages()) {
      core.remove(store.firstSequence());
    }
    while (config.maxBytes() > 0 && store.bytes() > config.maxBytes()) {
      core.remove(store.firstSequence());
    }
  }
}
