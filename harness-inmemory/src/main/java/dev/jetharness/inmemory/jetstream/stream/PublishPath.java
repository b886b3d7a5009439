package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.error.ApiError;
import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a published message: checked in the server's order, recognised as a duplicate,
 * passed over for lack of interest, or stored.
 */
final class PublishPath {
  private final StreamCore core;
  private final Deduplication deduplication;
  private final Retention retention;
  private final Limits limits;
  private final Expiration expiration;
  private final Rollup rollup;
  private final PubAcks acks;
  private final PublishCheck batchChecks;
  private final PublishCheck checksBeforeDuplicate;
  private final PublishCheck checksAfterDuplicate;
  private final PublishCheck ownChecksBeforeDuplicate;
  private final PublishCheck ownChecksAfterDuplicate;
  private final PublishCheck checksBeforeStoring;

  PublishPath(
      StreamCore core,
      Deduplication deduplication,
      Retention retention,
      Limits limits,
      Expiration expiration,
      Rollup rollup) {
    this.core = core;
    this.deduplication = deduplication;
    this.retention = retention;
    this.limits = limits;
    this.expiration = expiration;
    this.rollup = rollup;
    this.acks = new PubAcks(core);
    SizeChecks sizes = new SizeChecks(core);
    ExpectationChecks expectations = new ExpectationChecks(core);
    TtlChecks ttl = new TtlChecks(core);
    Counters counters = new Counters(core);
    batchChecks = PublishCheck.all(this::sealed, sizes::message, FeatureChecks::batch);
    checksBeforeDuplicate =
        PublishCheck.all(
            sizes::record,
            this::sealed,
            sizes::message,
            sizes::headers,
            counters::refusal,
            expectations::stream,
            ttl::refusal,
            expectations::lastSubjectSequence,
            expectations::lastSequence,
            FeatureChecks::schedule,
            FeatureChecks::scheduler,
            FeatureChecks::source);
    checksAfterDuplicate =
        PublishCheck.all(
            expectations::lastMessageId,
            rollup::refusal,
            counters::count,
            sizes::message,
            sizes::headers);
    ownChecksBeforeDuplicate =
        PublishCheck.all(
            sizes::record,
            this::sealed,
            sizes::message,
            sizes::headers,
            counters::syntax,
            expectations::stream,
            expectations::lastSubjectSequence,
            expectations::lastSequence);
    ownChecksAfterDuplicate =
        PublishCheck.all(
            expectations::lastMessageId,
            rollup::valueRefusal,
            counters::count,
            sizes::message,
            sizes::headers);
    checksBeforeStoring = PublishCheck.all(ttl::complete, limits::refusal);
  }

  /** Takes a message that was published on one of the stream's subjects. */
  void take(Message message) {
    Publication publication = new Publication(message);
    if (FeatureChecks.isBatched(publication)) {
      ApiError refusal = batchChecks.refusal(publication);
      if (refusal != null) {
        refuse(publication, refusal);
      }
      return;
    }
    ApiError refusal = process(publication, checksBeforeDuplicate, checksAfterDuplicate);
    if (refusal != null) {
      refuse(publication, refusal);
    }
  }

  /**
   * Takes a message that no client published: one that the stream publishes to itself, or copies
   * from a source. What concerns clients only is not checked; what is refused is not answered.
   *
   * @return why it was refused; null if it was stored, passed over, or is a duplicate
   */
  @Nullable ApiError takeOwn(Message message) {
    return process(new Publication(message), ownChecksBeforeDuplicate, ownChecksAfterDuplicate);
  }

  private @Nullable ApiError process(
      Publication publication, PublishCheck beforeDuplicate, PublishCheck afterDuplicate) {
    ApiError refusal = beforeDuplicate.refusal(publication);
    if (refusal != null) {
      return refusal;
    }
    long first = deduplication.sequenceOf(publication.messageId());
    if (first > 0) {
      acks.duplicate(publication, first);
      record(publication, first, true);
      return null;
    }
    refusal = afterDuplicate.refusal(publication);
    if (refusal != null) {
      return refusal;
    }
    if (!retention.wants(publication.subject())) {
      passOver(publication);
      return null;
    }
    refusal = checksBeforeStoring.refusal(publication);
    if (refusal == null) {
      store(publication);
    }
    return refusal;
  }

  private @Nullable ApiError sealed(Publication publication) {
    return core.config().sealed() ? PublishErrors.sealed() : null;
  }

  private void refuse(Publication publication, ApiError error) {
    acks.refused(publication, error);
    core.context()
        .traffic()
        .refused(
            core.config().name(), publication.subject(), error.errorCode(), error.description());
  }

  /** The acknowledgement is queued first, so that it precedes what listeners queue. */
  private void store(Publication publication) {
    StoredMessage message =
        core.store()
            .append(
                publication.subject(),
                publication.headers().bytes(),
                publication.payload(),
                core.context().clock().now());
    acks.stored(publication, message.sequence());
    record(publication, message.sequence(), false);
    remember(publication, message.sequence(), message.timestamp());
    expiration.messageStored(message, publication.headers());
    core.listeners().stored(message);
    limits.enforce(publication.subject());
    rollup.perform(publication, 1);
  }

  /** Nobody wants it: it takes a sequence, and is acknowledged, but not stored. */
  private void passOver(Publication publication) {
    long sequence = core.store().skip(core.context().clock().now());
    acks.stored(publication, sequence);
    record(publication, sequence, false);
    remember(publication, sequence, 0);
    rollup.perform(publication, 0);
  }

  private void remember(Publication publication, long sequence, long timestamp) {
    String id = publication.messageId();
    core.lastMessageId(id);
    if (!id.isEmpty()) {
      deduplication.remember(id, sequence, timestamp);
    }
  }

  private void record(Publication publication, long sequence, boolean duplicate) {
    core.context()
        .traffic()
        .stored(
            core.config().name(),
            sequence,
            publication.subject(),
            publication.headers().bytes(),
            publication.payload(),
            duplicate);
  }
}
