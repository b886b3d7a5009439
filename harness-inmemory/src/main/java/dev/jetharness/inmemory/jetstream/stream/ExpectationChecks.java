package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.error.ApiError;
import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import org.jspecify.annotations.Nullable;

/** What a publisher expects of the stream, in {@code Nats-Expected-*} headers. */
final class ExpectationChecks {
  private final StreamCore core;

  ExpectationChecks(StreamCore core) {
    this.core = core;
  }

  @Nullable ApiError stream(Publication publication) {
    String expected = publication.header(HeaderNames.EXPECTED_STREAM);
    return expected.isEmpty() || expected.equals(core.config().name())
        ? null
        : PublishErrors.streamNotMatch();
  }

  /**
   * The sequence of the newest message on the subject or on another one, which may be a pattern. It
   * is not known yet where a batch writes to that subject before.
   */
  @Nullable ApiError lastSubjectSequence(Publication publication) {
    String expected = publication.header(HeaderNames.EXPECTED_LAST_SUBJECT_SEQUENCE);
    String other = publication.header(HeaderNames.EXPECTED_LAST_SUBJECT_SEQUENCE_SUBJECT);
    if (expected.isEmpty()) {
      return other.isEmpty() ? null : PublishErrors.expectedSequenceMissing();
    }
    String subject = other.isEmpty() ? publication.subject() : other;
    if (publication.staged().messages(subject) > 0) {
      return PublishErrors.wrongLastSequence();
    }
    StoredMessage last = core.last(subject);
    long actual = last == null ? 0 : last.sequence();
    return Decimals.wrapping(expected) == actual ? null : PublishErrors.wrongLastSequence(actual);
  }

  /** The last sequence of the stream; only the first message of a batch may expect it. */
  @Nullable ApiError lastSequence(Publication publication) {
    Staged staged = publication.staged();
    ApiError refusal = lastSequence(publication, core.store().lastSequence() + staged.messages());
    boolean expected = publication.has(HeaderNames.EXPECTED_LAST_SEQUENCE);
    return refusal == null && expected && !staged.isEmpty()
        ? PublishErrors.wrongLastSequence()
        : refusal;
  }

  /** The last sequence of the stream, as far as a fast batch knows it. */
  @Nullable ApiError assumedLastSequence(Publication publication) {
    return lastSequence(publication, core.assumedLastSequence().get());
  }

  @Nullable ApiError lastMessageId(Publication publication) {
    String expected = publication.header(HeaderNames.EXPECTED_LAST_MESSAGE_ID);
    if (expected.isEmpty() || expected.equals(core.lastMessageId())) {
      return null;
    }
    core.assumedLastSequence().messageRefused();
    return PublishErrors.wrongLastMessageId(core.lastMessageId());
  }

  private static @Nullable ApiError lastSequence(Publication publication, long actual) {
    String expected = publication.header(HeaderNames.EXPECTED_LAST_SEQUENCE);
    return expected.isEmpty() || Decimals.wrapping(expected) == actual
        ? null
        : PublishErrors.wrongLastSequence(actual);
  }
}
