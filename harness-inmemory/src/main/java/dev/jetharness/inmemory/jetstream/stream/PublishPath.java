package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import dev.jetharness.inmemory.jetstream.error.ApiError;

/**
 * What becomes of a published message. One that belongs to a batch goes with it; one that is alone
 * is checked in the server's order, recognised as a duplicate, or written.
 */
final class PublishPath {
  private final Deduplication deduplication;
  private final StreamWriter writer;
  private final PublishTraffic traffic;
  private final PubAcks acks;
  private final Refusals refusals;
  private final PublishCheck checksBeforeDuplicate;
  private final PublishCheck checksAfterDuplicate;
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
    traffic = new PublishTraffic(core);
    acks = new PubAcks(core);
    refusals = new Refusals(acks, traffic);
    SizeChecks sizes = new SizeChecks(core);
    ExpectationChecks expectations = new ExpectationChecks(core);
    checksBeforeDuplicate =
        PublishCheck.all(
            sizes::record,
            new SealedCheck(core),
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
    BatchChecks ofAtomic =
        new BatchChecks(
            core, deduplication, sizes, expectations, expectations::lastSequence, rollup, limits);
    BatchChecks ofFast =
        new BatchChecks(
            core,
            deduplication,
            sizes,
            expectations,
            expectations::assumedLastSequence,
            rollup,
            limits);
    AtomicCommit commit = new AtomicCommit(core, ofAtomic, writer, acks, refusals);
    atomicBatches = new AtomicBatches(core, sizes, commit, acks, refusals);
    fastBatches = new FastBatches(core, sizes, ofFast, expectations, writer, acks, refusals);
  }

  /** Takes a message that was published on one of the stream's subjects. */
  void take(Message message) {
    Publication publication = new Publication(message);
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
    ApiError refusal = checksBeforeDuplicate.refusal(publication);
    if (refusal == null) {
      long original = deduplication.sequenceOf(publication.messageId());
      if (original > 0) {
        acks.duplicate(publication, original);
        traffic.duplicate(publication, original);
        return;
      }
      refusal = checksAfterDuplicate.refusal(publication);
    }
    if (refusal == null) {
      refusal = writer.write(publication, sequence -> acks.stored(publication, sequence));
    }
    if (refusal != null) {
      refusals.refuse(publication, refusal);
    }
  }
}
