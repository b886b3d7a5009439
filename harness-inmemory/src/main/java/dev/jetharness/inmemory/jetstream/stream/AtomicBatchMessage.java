package dev.jetharness.inmemory.jetstream.stream;

import org.jspecify.annotations.Nullable;

/**
 * A message of an atomic batch (ADR-50), as its headers say.
 *
 * @param id which batch
 * @param sequence its number in the batch, unsigned, from 1
 * @param commit whether it ends the batch
 */
record AtomicBatchMessage(String id, long sequence, Commit commit) {

  /** Whether and how a message commits its batch. */
  enum Commit {
    /** It does not. */
    NONE,
    /** It is the last message. */
    WITH_THIS,
    /** It only marks the end, and is not stored. */
    WITHOUT_THIS,
    /** The header says something else. */
    INVALID
  }

  /** Whether a message belongs to an atomic batch. */
  static boolean isOne(Publication publication) {
    return publication.has(HeaderNames.BATCH_ID);
  }

  /** Reads the headers; null if the sequence is missing, or no number. */
  static @Nullable AtomicBatchMessage of(Publication publication) {
    Long sequence = Decimals.unsigned(publication.header(HeaderNames.BATCH_SEQUENCE));
    return sequence == null
        ? null
        : new AtomicBatchMessage(
            publication.header(HeaderNames.BATCH_ID), sequence, commit(publication));
  }

  /** Whether the batch has more messages than this, if all before this one are there. */
  boolean isBeyond(int limit) {
    long messages = commit == Commit.WITHOUT_THIS ? sequence - 1 : sequence;
    return Long.compareUnsigned(messages, limit) > 0;
  }

  private static Commit commit(Publication publication) {
    String value = publication.headerIfPresent(HeaderNames.BATCH_COMMIT);
    if (value == null) {
      return Commit.NONE;
    }
    return switch (value) {
      case "1" -> Commit.WITH_THIS;
      case "eob" -> Commit.WITHOUT_THIS;
      default -> Commit.INVALID;
    };
  }
}
