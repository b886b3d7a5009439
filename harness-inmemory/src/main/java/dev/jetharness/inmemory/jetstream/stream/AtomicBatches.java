package dev.jetharness.inmemory.jetstream.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jetharness.inmemory.jetstream.error.ApiError;
import dev.jetharness.inmemory.jetstream.stream.AtomicBatchMessage.Commit;
import dev.jetharness.inmemory.jetstream.stream.BatchAdvisories.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Atomic batch publishing (ADR-50): messages are held until one commits their batch; then all are
 * checked, and stored in one event or not at all.
 */
final class AtomicBatches {
  private static final int MOST_IN_FLIGHT = 50;
  private static final int MOST_MESSAGES = 1000;
  private static final int LONGEST_ID = 64;

  private final StreamCore core;
  private final SizeChecks sizes;
  private final AtomicCommit commit;
  private final PubAcks acks;
  private final Refusals refusals;
  private final BatchAdvisories advisories;
  private final PublishCheck admission;
  private final BatchesInFlight<AtomicBatch> inFlight;

  AtomicBatches(
      StreamCore core,
      SizeChecks sizes,
      PublishCheck admission,
      AtomicCommit commit,
      PubAcks acks,
      Refusals refusals) {
    this.core = core;
    this.sizes = sizes;
    this.commit = commit;
    this.acks = acks;
    this.refusals = refusals;
    advisories = new BatchAdvisories(core);
    inFlight = new BatchesInFlight<>(MOST_IN_FLIGHT, core.context().batches().atomic());
    this.admission = PublishCheck.all(admission, this::enabled, AtomicBatches::batchId);
  }

  /** Takes a message that names a batch. */
  void take(Publication publication) {
    ApiError refusal = admission.refusal(publication);
    AtomicBatchMessage message = AtomicBatchMessage.of(publication);
    if (refusal != null) {
      refusals.refuse(publication, refusal);
    } else if (message == null) {
      refusals.refuse(publication, BatchErrors.sequenceMissing());
    } else {
      take(publication, message);
    }
  }

  /** Drops all batches without a word. */
  void clear() {
    inFlight.endAll();
  }

  private void take(Publication publication, AtomicBatchMessage message) {
    AtomicBatch batch = inFlight.get(message.id());
    if (batch == null && message.sequence() != 1) {
      boolean tooLarge = message.isBeyond(MOST_MESSAGES);
      refusals.refuse(
          publication, tooLarge ? BatchErrors.tooLarge(MOST_MESSAGES) : BatchErrors.incomplete());
      return;
    }
    if (batch == null) {
      batch = inFlight.begin(() -> begin(message.id()));
    }
    if (batch == null) {
      refusals.refuse(publication, BatchErrors.tooManyAtomic());
      return;
    }
    ApiError refusal = refusal(batch, message, publication);
    if (refusal != null) {
      refusals.refuse(publication, refusal);
    } else {
      accept(batch, message, publication);
    }
  }

  private AtomicBatch begin(String id) {
    return new AtomicBatch(core, id, () -> timedOut(id));
  }

  private void timedOut(String id) {
    AtomicBatch batch = inFlight.get(id);
    if (batch != null) {
      abandon(batch, Reason.TIMEOUT);
    }
  }

  /** Why a message cannot go on with its batch, which then has ended. */
  private @Nullable ApiError refusal(
      AtomicBatch batch, AtomicBatchMessage message, Publication publication) {
    if (message.commit() == Commit.INVALID) {
      inFlight.end(batch);
      return BatchErrors.commitInvalid();
    }
    if (RequiredApiLevel.isMissed(publication.headers())) {
      abandon(batch, Reason.UNSUPPORTED);
      return BatchErrors.requiredApiLevel();
    }
    publication.dropRequiredApiLevel();
    boolean empty = message.sequence() == 1 && message.commit() == Commit.WITHOUT_THIS;
    if (!batch.advance(message.sequence()) || empty) {
      abandon(batch, Reason.INCOMPLETE);
      return BatchErrors.incomplete();
    }
    if (message.isBeyond(MOST_MESSAGES)) {
      abandon(batch, Reason.TOO_LARGE);
      return BatchErrors.tooLarge(MOST_MESSAGES);
    }
    if (sizes.record(publication) != null) {
      abandon(batch, Reason.INCOMPLETE);
      return BatchErrors.incomplete();
    }
    return null;
  }

  private void accept(AtomicBatch batch, AtomicBatchMessage message, Publication publication) {
    if (message.commit() != Commit.WITHOUT_THIS) {
      batch.add(publication);
    }
    if (message.commit() == Commit.NONE) {
      acks.staged(publication);
      return;
    }
    batch.stop();
    if (commit.run(batch, publication, message.commit())) {
      inFlight.end(batch);
    }
  }

  private void abandon(AtomicBatch batch, Reason reason) {
    inFlight.end(batch);
    advisories.abandoned(batch.id(), reason);
  }

  private @Nullable ApiError enabled(Publication publication) {
    return core.config().allowAtomic() ? null : BatchErrors.atomicDisabled();
  }

  private static @Nullable ApiError batchId(Publication publication) {
    return publication.header(HeaderNames.BATCH_ID).getBytes(UTF_8).length > LONGEST_ID
        ? BatchErrors.atomicIdInvalid()
        : null;
  }
}
