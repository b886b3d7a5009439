package dev.jetharness.inmemory.jetstream.store;

import dev.jetharness.inmemory.jetstream.config.StorageType;
import dev.jetharness.inmemory.subject.SubjectFilter;
import java.util.function.LongConsumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A store in memory: messages by sequence in a {@link MessageLog}, and for each subject its
 * sequences in a {@link SubjectIndex}. Its cost does not grow with its size, except for a filter
 * that matches many subjects, which costs what it matches; {@link FilteredReads} decides when
 * scanning is cheaper than that.
 */
public final class MemoryStore implements MessageStore {
  private final StorageType storage;
  private final MessageLog log = new MessageLog();
  private final SubjectIndex index = new SubjectIndex();
  private final FilteredReads reads = new FilteredReads(log, index);
  private LongConsumer resized = change -> {};
  private long bytes;
  private long lastTimestamp;

  /**
   * An empty store.
   *
   * @param storage the storage that the stream asked for; it decides what a message counts
   */
  public MemoryStore(StorageType storage) {
    this.storage = storage;
  }

  @Override
  public long messages() {
    return log.messages();
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public void onResize(LongConsumer told) {
    resized = told;
  }

  @Override
  public long firstSequence() {
    return log.first();
  }

  @Override
  public long firstTimestamp() {
    Segment segment = log.holding(log.first());
    return segment == null ? 0 : segment.timestamp(Segment.slot(log.first()));
  }

  @Override
  public long lastSequence() {
    return log.last();
  }

  @Override
  public long lastTimestamp() {
    return lastTimestamp;
  }

  @Override
  public int subjects() {
    return index.size();
  }

  @Override
  public long sizeOf(String subject, byte[] headers, byte[] payload) {
    return MessageSizes.of(
        storage, MessageSizes.utf8Length(subject), headers.length, payload.length);
  }

  @Override
  public StoredMessage append(String subject, byte[] headers, byte[] payload, long timestamp) {
    SubjectSequences sequences = index.forAppend(subject);
    long sequence = log.append(sequences, headers, payload, timestamp);
    sequences.add(sequence);
    resize(sizeOn(sequences, headers.length, payload.length));
    lastTimestamp = timestamp;
    return new StoredMessage(sequence, timestamp, sequences.subject(), headers, payload);
  }

  @Override
  public long skip(long timestamp) {
    lastTimestamp = timestamp;
    return log.skip();
  }

  @Override
  public void skipTo(long sequence, long timestamp) {
    lastTimestamp = timestamp;
    log.skipTo(sequence);
  }

  @Override
  public @Nullable StoredMessage remove(long sequence) {
    Segment segment = log.holding(sequence);
    if (segment == null) {
      return null;
    }
    int slot = Segment.slot(sequence);
    StoredMessage message = segment.message(slot);
    SubjectSequences subject = segment.subject(slot);
    resize(-sizeOn(subject, message.headersLength(), message.payloadLength()));
    index.remove(subject, sequence);
    log.remove(sequence);
    return message;
  }

  @Override
  public void restartAt(long sequence) {
    log.restartAt(sequence);
    index.clear();
    resize(-bytes);
  }

  @Override
  public @Nullable StoredMessage get(long sequence) {
    Segment segment = log.holding(sequence);
    return segment == null ? null : segment.message(Segment.slot(sequence));
  }

  @Override
  public @Nullable StoredMessage next(long from, SubjectFilter filter) {
    return get(reads.next(from, filter));
  }

  @Override
  public @Nullable StoredMessage previous(long to) {
    return get(log.previous(to));
  }

  @Override
  public long count(long from, SubjectFilter filter) {
    return reads.count(from, filter);
  }

  @Override
  public long lastMatching(SubjectFilter filter) {
    return reads.last(filter);
  }

  @Override
  public long[] lastPerSubject(SubjectFilter filter) {
    return reads.lastPerSubject(filter);
  }

  @Override
  public long[] sequences(SubjectFilter filter, long before) {
    return reads.below(before, filter);
  }

  @Override
  public long sequenceAt(long timestamp) {
    long found = log.last() + 1;
    long low = log.first();
    long high = log.last();
    while (low <= high) {
      long middle = low + (high - low) / 2;
      long held = log.next(middle);
      if (held == 0) {
        high = middle - 1;
      } else if (timestampOf(held) >= timestamp) {
        found = held;
        high = middle - 1;
      } else {
        low = held + 1;
      }
    }
    return found;
  }

  @Override
  public long countOf(String subject) {
    SubjectSequences sequences = index.get(subject);
    return sequences == null ? 0 : sequences.size();
  }

  @Override
  public long firstOf(String subject) {
    SubjectSequences sequences = index.get(subject);
    return sequences == null ? 0 : sequences.first();
  }

  @Override
  public long lastOf(String subject) {
    SubjectSequences sequences = index.get(subject);
    return sequences == null ? 0 : sequences.last();
  }

  @Override
  public void forEachSubject(SubjectFilter filter, ObjLongConsumer<String> each) {
    index.forEach(filter, subject -> each.accept(subject.subject(), subject.size()));
  }

  @Override
  public long deletedCount() {
    return log.messages() == 0 ? 0 : log.last() - log.first() + 1 - log.messages();
  }

  @Override
  public long[] deleted() {
    return log.gaps(Math.toIntExact(deletedCount()));
  }

  private long sizeOn(SubjectSequences subject, int headers, int payload) {
    return MessageSizes.of(storage, subject.subjectLength(), headers, payload);
  }

  private void resize(long change) {
    bytes += change;
    resized.accept(change);
  }

  private long timestampOf(long held) {
    Segment segment = log.holding(held);
    return segment == null ? 0 : segment.timestamp(Segment.slot(held));
  }
}
