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
    String expected = publication.header(HeaderNames.EXPECTED_LAST_SEQUENCE);
    if (expected.isEmpty()) {
      return null;
    }
    Staged staged = publication.staged();
    long actual = core.store().lastSequence() + staged.messages();
    if (Decimals.wrapping(expected) != actual) {
      return PublishErrors.wrongLastSequence(actual);
    }
    return staged.isEmpty() ? null : PublishErrors.wrongLastSequence();
  }

  @Nullable ApiError lastMessageId(Publication publication) {
    String expected = publication.header(HeaderNames.EXPECTED_LAST_MESSAGE_ID);
    return expected.isEmpty() || expected.equals(core.lastMessageId())
        ? null
        : PublishErrors.wrongLastMessageId(core.lastMessageId());
  }
}
