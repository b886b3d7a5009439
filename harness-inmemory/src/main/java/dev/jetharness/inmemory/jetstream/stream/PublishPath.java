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
  private final MaxAge maxAge;
  private final Rollup rollup;
  private final InputTransform transform;
  private final Republisher republisher;
  private final PubAcks acks;
  private final PublishCheck batchChecks;
  private final PublishCheck checksBeforeDuplicate;
  private final PublishCheck checksAfterDuplicate;
  private final PublishCheck checksOfCopies;
  private final PublishCheck checksBeforeStoring;

  PublishPath(
      StreamCore core,
      Deduplication deduplication,
      Retention retention,
      Limits limits,
      MaxAge maxAge,
      Rollup rollup) {
    this.core = core;
    this.deduplication = deduplication;
    this.retention = retention;
    this.limits = limits;
    this.maxAge = maxAge;
    this.rollup = rollup;
    this.transform = new InputTransform(core);
    this.republisher = new Republisher(core);
    this.acks = new PubAcks(core);
    SizeChecks sizes = new SizeChecks(core);
    ExpectationChecks expectations = new ExpectationChecks(core);
    batchChecks = PublishCheck.all(this::sealed, sizes::message, FeatureChecks::batch);
    checksBeforeDuplicate =
        PublishCheck.all(
            sizes::record,
            this::sealed,
            sizes::message,
            sizes::headers,
            FeatureChecks::counter,
            expectations::stream,
            FeatureChecks::ttl,
            expectations::lastSubjectSequence,
            expectations::lastSequence,
            FeatureChecks::schedule,
            FeatureChecks::scheduler,
            FeatureChecks::source);
    checksAfterDuplicate = PublishCheck.all(expectations::lastMessageId, rollup::refusal);
    checksOfCopies =
        PublishCheck.all(
            sizes::record,
            this::sealed,
            FeatureChecks::incrementSyntax,
            rollup::valueRefusal,
            sizes::message,
            sizes::headers);
    checksBeforeStoring = PublishCheck.all(FeatureChecks::ttlSyntax, limits::refusal);
  }

  /** Takes a message that was published on one of the stream's subjects. */
  void take(Message message) {
    Publication publication = new Publication(message, transform.apply(message.subject()));
    if (FeatureChecks.isBatched(publication)) {
      ApiError refusal = batchChecks.refusal(publication);
      if (refusal != null) {
        refuse(publication, refusal);
      }
      return;
    }
    ApiError refusal = checksBeforeDuplicate.refusal(publication);
    if (refusal == null) {
      long first = deduplication.sequenceOf(publication.messageId());
      if (first > 0) {
        acks.duplicate(publication, first);
        record(publication, first, true);
        return;
      }
      refusal = checksAfterDuplicate.refusal(publication);
    }
    refusal = complete(publication, refusal);
    if (refusal != null) {
      refuse(publication, refusal);
    }
  }

  /**
   * Takes a message that another stream stored, where it was checked. Nobody is answered.
   *
   * @param message the copy, with the headers that it is to have
   * @param timestamp when a mirror's origin stored it; 0 for a message from a source, which is new
   *     here, and not taken twice
   */
  CopyOutcome takeCopy(Message message, long timestamp) {
    Publication copy =
        new Publication(message, transform.apply(message.subject()), timestamp);
    if (checksOfCopies.refusal(copy) != null) {
      return CopyOutcome.REFUSED;
    }
    if (timestamp == 0 && deduplication.sequenceOf(copy.messageId()) > 0) {
      return CopyOutcome.DUPLICATE;
    }
    boolean wanted = retention.wants(copy.subject());
    ApiError refusal = complete(copy, null);
    if (refusal != null) {
      return PublishErrors.isNoRoom(refusal) ? CopyOutcome.NO_ROOM : CopyOutcome.REFUSED;
    }
    return wanted ? CopyOutcome.STORED : CopyOutcome.PASSED_OVER;
  }

  /** Stores a message, or passes over it, unless it was refused or is now. */
  private @Nullable ApiError complete(Publication publication, @Nullable ApiError refused) {
    boolean wanted = retention.wants(publication.subject());
    ApiError refusal = refused;
    if (refusal == null && wanted) {
      refusal = checksBeforeStoring.refusal(publication);
    }
    if (refusal == null && wanted) {
      store(publication);
    } else if (refusal == null) {
      passOver(publication);
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

  /** The acknowledgement is queued early, so that it precedes what listeners queue. */
  private void store(Publication publication) {
    long previous = republisher.previousOn(publication.subject());
    StoredMessage message =
        core.store()
            .append(
                publication.subject(),
                publication.headers().bytes(),
                publication.payload(),
                publication.timestamp(core.context().clock()));
    republisher.stored(message, previous);
    acks.stored(publication, message.sequence());
    record(publication, message.sequence(), false);
    remember(publication, message.sequence(), message.timestamp());
    maxAge.messageStored(message.timestamp());
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
