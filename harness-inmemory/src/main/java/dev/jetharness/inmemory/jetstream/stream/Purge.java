package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.config.StorageType;
import dev.jetharness.inmemory.jetstream.store.MessageStore;
import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.subject.SubjectFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Removes many messages at once, on request or for a rollup. */
final class Purge {
  private final StreamCore core;
  private final MessageStore store;

  Purge(StreamCore core) {
    this.core = core;
    this.store = core.store();
  }

  /** Purges, tells the listeners, and returns how many messages were removed. */
  long run(PurgeRequest request) {
    SubjectFilter filter =
        request.filter().isEmpty()
            ? SubjectFilter.ALL
            : SubjectFilter.of(List.of(request.filter()));
    long purged = remove(filter, request.before(), request.keep());
    boolean bounded = request.before() > 0;
    boolean whole = filter.isAll() && !bounded && request.keep() == 0;
    core.listeners().purged(filter, bounded ? request.before() : Long.MAX_VALUE, whole);
    return purged;
  }

  /** A bound of 1 purges nothing; a bound without a filter makes the server ignore what to keep. */
  private long remove(SubjectFilter filter, long before, long keep) {
    if (before == 1) {
      return 0;
    }
    if (filter.isAll() && before > 1) {
      return compact(before);
    }
    if (filter.isAll() && keep == 0) {
      return clear(store.lastSequence() + 1);
    }
    return removeMatching(filter, before > 0 ? before : Long.MAX_VALUE, keep);
  }

  private long clear(long nextSequence) {
    long messages = store.messages();
    store.restartAt(nextSequence);
    tellOfBulk(messages);
    return messages;
  }

  /** Removes all below a bound; if that is beyond the end, the next message gets that sequence. */
  private long compact(long before) {
    if (before > store.lastSequence()) {
      return clear(before);
    }
    long purged = 0;
    for (; store.firstSequence() < before; purged++) {
      store.remove(store.firstSequence());
    }
    tellOfBulk(purged);
    return purged;
  }

  private long removeMatching(SubjectFilter filter, long before, long keep) {
    long allowed = Long.MAX_VALUE;
    if (keep > 0) {
      allowed = store.count(0, filter) - keep;
      if (allowed <= 0) {
        return 0;
      }
    }
    long[] sequences = store.sequences(filter, before);
    int purged = (int) Math.min(sequences.length, allowed);
    @Nullable StoredMessage removed = null;
    for (int i = 0; i < purged; i++) {
      removed = store.remove(sequences[i]);
    }
    if (purged == 1 && removed != null) {
      tellOfSingle(removed, filter);
    } else {
      tellOfBulk(purged);
    }
    return purged;
  }

  private void tellOfBulk(long purged) {
    if (purged > 0) {
      core.listeners().removedInBulk();
    }
  }

  /**
   * The server reports a single message to consumers as if it had been deleted. Its file store
   * names the purge's filter as the message's subject, and so misses consumers that read less.
   */
  private void tellOfSingle(StoredMessage removed, SubjectFilter filter) {
    boolean onFile = core.config().storage() == StorageType.FILE;
    String filtered = filter.isAll() ? ">" : filter.patterns().get(0);
    core.listeners().removed(removed, onFile ? filtered : removed.subject());
  }
}
