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
   * The sequence of the newest message on the subject or on another one, which may be a pattern.
   */
  @Nullable ApiError lastSubjectSequence(Publication publication) {
    String expected = publication.header(HeaderNames.EXPECTED_LAST_SUBJECT_SEQUENCE);
    String other = publication.header(HeaderNames.EXPECTED_LAST_SUBJECT_SEQUENCE_SUBJECT);
    if (expected.isEmpty()) {
      return other.isEmpty() ? null : PublishErrors.expectedSequenceMissing();
    }
    StoredMessage last = core.last(other.isEmpty() ? publication.subject() : other);
    long actual = last == null ? 0 : last.sequence();
    return HeaderNumber.parse(expected) == actual ? null : PublishErrors.wrongLastSequence(actual);
  }

  @Nullable ApiError lastSequence(Publication publication) {
    String expected = publication.header(HeaderNames.EXPECTED_LAST_SEQUENCE);
    long actual = core.store().lastSequence();
    return expected.isEmpty() || HeaderNumber.parse(expected) == actual
        ? null
        : PublishErrors.wrongLastSequence(actual);
  }

  @Nullable ApiError lastMessageId(Publication publication) {
    String expected = publication.header(HeaderNames.EXPECTED_LAST_MESSAGE_ID);
    return expected.isEmpty() || expected.equals(core.lastMessageId())
        ? null
        : PublishErrors.wrongLastMessageId(core.lastMessageId());
  }
}
