package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.error.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * What is checked of each message of a batch: of an atomic one at its commit, of a fast one on
 * arrival. The rules are those for a message alone, in the other order that the server has for
 * batches, and what is {@linkplain Staged staged} before a message counts.
 */
final class BatchChecks {
  private final StreamCore core;
  private final Deduplication deduplication;
  private final PublishCheck inOrder;

  /**
   * The checks of one kind of batch.
   *
   * @param lastSequence what it may expect the last sequence of the stream to be
   */
  BatchChecks(
      StreamCore core,
      Deduplication deduplication,
      SizeChecks sizes,
      ExpectationChecks expectations,
      PublishCheck lastSequence,
      Counters counters,
      ScheduleChecks scheduling,
      Rollup rollup,
      Limits limits) {
    this.core = core;
    this.deduplication = deduplication;
    inOrder =
        PublishCheck.all(
            sizes::record,
            sizes::headers,
            counters::refusal,
            expectations::stream,
            this::ttl,
            this::duplicate,
            SourceHeaderCheck::refusal,
            counters::count,
            sizes::message,
            lastSequence,
            expectations::lastSubjectSequence,
            scheduling::schedule,
            scheduling::scheduler,
            rollup::refusal,
            limits::refusalInBatch);
  }

  @Nullable ApiError refusal(Publication publication) {
    return inOrder.refusal(publication);
  }

  /** The sequence of the stored message that first had the id of this one; 0 if there is none. */
  long original(Publication publication) {
    return deduplication.sequenceOf(publication.messageId());
  }

  /** Other than alone, an invalid TTL is refused at once, and as one where TTLs are off. */
  private @Nullable ApiError ttl(Publication publication) {
    MessageTtl ttl = MessageTtl.parse(publication.header(HeaderNames.TTL));
    if (ttl != null && ttl.isNone()) {
      return null;
    }
    if (!core.config().allowMessageTtl()) {
      return PublishErrors.ttlDisabled();
    }
    return ttl == null ? PublishErrors.ttlInvalid() : null;
  }

  private @Nullable ApiError duplicate(Publication publication) {
    boolean known =
        publication.staged().hasId(publication.messageId()) || original(publication) > 0;
    return known ? BatchErrors.duplicate() : null;
  }
}
