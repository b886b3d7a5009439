package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import dev.jetharness.inmemory.jetstream.error.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a published message. One that belongs to a batch goes with it; one that is alone
 * is checked in the server's order, recognised as a duplicate, or written.
 */
final class PublishPath {
  private final Deduplication deduplication;
  private final StreamWriter writer;
  private final InputTransform transform;
  private final PublishTraffic traffic;
  private final PubAcks acks;
  private final Refusals refusals;
  private final PublishCheck checksBeforeDuplicate;
  private final PublishCheck checksAfterDuplicate;
  private final PublishCheck ownChecksBeforeDuplicate;
  private final PublishCheck ownChecksAfterDuplicate;
  private final PublishCheck checksOfCopies;
  private final PublishCheck countsOfCopies;
  private final AtomicBatches atomicBatches;
  private final FastBatches fastBatches;

  PublishPath(
      StreamCore core,
      Deduplication deduplication,
      Limits limits,
      Rollup rollup,
      StreamWriter writer) {
    this.deduplication = deduplication;
    this.writer = writer;
    transform = new InputTransform(core);
    traffic = new PublishTraffic(core);
    acks = new PubAcks(core);
    refusals = new Refusals(acks, traffic);
    SizeChecks sizes = new SizeChecks(core);
    QuotaChecks quota = new QuotaChecks(core);
    ExpectationChecks expectations = new ExpectationChecks(core);
    TtlChecks ttl = new TtlChecks(core);
    Counters counters = new Counters(core);
    ScheduleChecks scheduling = new ScheduleChecks(core);
    checksBeforeDuplicate =
        PublishCheck.all(
            sizes::record,
            new SealedCheck(core),
            sizes::message,
            sizes::headers,
            counters::refusal,
            expectations::stream,
            ttl::refusal,
            expectations::lastSubjectSequence,
            expectations::lastSequence,
            scheduling::schedule,
            scheduling::scheduler,
            SourceHeaderCheck::refusal);
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
            new SealedCheck(core),
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
    checksOfCopies =
        PublishCheck.all(
            sizes::record,
            new SealedCheck(core),
            counters::syntax,
            rollup::valueRefusal,
            sizes::message,
            sizes::headers);
    countsOfCopies = PublishCheck.all(counters::count, sizes::message, sizes::headers);
    BatchChecks ofAtomic =
        new BatchChecks(
            core,
            deduplication,
            sizes,
            expectations,
            expectations::lastSequence,
            counters,
            scheduling,
            rollup,
            limits);
    BatchChecks ofFast =
        new BatchChecks(
            core,
            deduplication,
            sizes,
            expectations,
            expectations::assumedLastSequence,
            counters,
            scheduling,
            rollup,
            limits);
    AtomicCommit commit = new AtomicCommit(core, ofAtomic, writer, acks, refusals);
    PublishCheck admission =
        PublishCheck.all(new SealedCheck(core), quota::server, quota::account, sizes::message);
    atomicBatches = new AtomicBatches(core, sizes, admission, commit, acks, refusals);
    fastBatches = new FastBatches(core, admission, ofFast, expectations, writer, acks, refusals);
  }

  /** Takes a message that was published on one of the stream's subjects. */
  void take(Message message) {
    Publication publication = new Publication(message, transform.apply(message.subject()));
    if (FastBatchMessage.isOne(publication)) {
      fastBatches.take(publication);
    } else if (AtomicBatchMessage.isOne(publication)) {
      atomicBatches.take(publication);
    } else {
      takeAlone(publication);
    }
  }

  /** Drops the batches of a kind that the stream no longer allows. */
  void configurationChanged(StreamConfig updated) {
    if (!updated.allowAtomic()) {
      atomicBatches.clear();
    }
    if (!updated.allowBatched()) {
      fastBatches.clear();
    }
  }

  void stop() {
    atomicBatches.clear();
    fastBatches.clear();
  }

  private void takeAlone(Publication publication) {
    ApiError refusal = process(publication, checksBeforeDuplicate, checksAfterDuplicate);
    if (refusal != null) {
      refusals.refuse(publication, refusal);
    }
  }

  /**
   * Takes a message that no client published: one that the stream publishes to itself, or copies
   * from a source. What concerns clients only is not checked, and, as on the server, nothing at all
   * if it was copied from one of a batch; what is refused is not answered.
   *
   * @return why it was refused; null if it was stored, passed over, or is a duplicate
   */
  @Nullable ApiError takeOwn(Message message) {
    Publication own = new Publication(message, transform.apply(message.subject()));
    return AtomicBatchMessage.isOne(own)
        ? writer.write(own, sequence -> acks.stored(own, sequence))
        : process(own, ownChecksBeforeDuplicate, ownChecksAfterDuplicate);
  }

  /**
   * Takes a message that another stream stored, where it was checked. Nobody is answered.
   *
   * @param message the copy, with the headers that it is to have
   * @param timestamp when a mirror's origin stored it; 0 for a message from a source, which is new
   *     here, and not taken twice
   */
  CopyOutcome takeCopy(Message message, long timestamp) {
    Publication copy = new Publication(message, transform.apply(message.subject()), timestamp);
    if (checksOfCopies.refusal(copy) != null) {
      return CopyOutcome.REFUSED;
    }
    if (timestamp == 0 && deduplication.sequenceOf(copy.messageId()) > 0) {
      return CopyOutcome.DUPLICATE;
    }
    if (countsOfCopies.refusal(copy) != null) {
      return CopyOutcome.REFUSED;
    }
    return writer.copy(copy);
  }

  /** Takes a message that a schedule produced. */
  void takeScheduled(Message message) {
    ApiError refusal = takeOwn(message);
    if (refusal != null) {
      traffic.refused(new Publication(message, message.subject()), refusal);
    }
  }

  private @Nullable ApiError process(
      Publication publication, PublishCheck beforeDuplicate, PublishCheck afterDuplicate) {
    ApiError refusal = beforeDuplicate.refusal(publication);
    if (refusal != null) {
      return refusal;
    }
    long original = deduplication.sequenceOf(publication.messageId());
    if (original > 0) {
      acks.duplicate(publication, original);
      traffic.duplicate(publication, original);
      return null;
    }
    refusal = afterDuplicate.refusal(publication);
    return refusal != null
        ? refusal
        : writer.write(publication, sequence -> acks.stored(publication, sequence));
  }
}
