package dev.jetharness.inmemory.jetstream.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jetharness.inmemory.jetstream.error.ApiError;
import org.jspecify.annotations.Nullable;

/** The fast batches of a stream: which there are, and what belongs to one. */
final class FastBatches {
  private static final int MOST_IN_FLIGHT = 1000;
  private static final int LONGEST_ID = 64;

  private final StreamCore core;
  private final FastIngest ingest;
  private final Refusals refusals;
  private final PublishCheck admission;
  private final BatchesInFlight<FastBatch> inFlight;

  FastBatches(
      StreamCore core,
      PublishCheck admission,
      BatchChecks checks,
      ExpectationChecks expectations,
      StreamWriter writer,
      PubAcks acks,
      Refusals refusals) {
    this.core = core;
    this.refusals = refusals;
    inFlight = new BatchesInFlight<>(MOST_IN_FLIGHT, core.context().batches().fast());
    ingest = new FastIngest(core, inFlight, checks, expectations, writer, acks, refusals);
    this.admission = PublishCheck.all(admission, this::enabled);
  }

  /** Takes a message whose reply subject names a batch, or looks like it. */
  void take(Publication publication) {
    ApiError refusal = admission.refusal(publication);
    FastBatchMessage message = FastBatchMessage.of(publication);
    if (refusal != null) {
      refusals.refuse(publication, refusal);
    } else if (message == null) {
      refusals.refuse(publication, BatchErrors.patternInvalid());
    } else if (message.id().getBytes(UTF_8).length > LONGEST_ID) {
      refusals.refuse(publication, BatchErrors.fastIdInvalid());
    } else {
      take(publication, message);
    }
  }

  /** Drops all batches without a word; what they stored stays. */
  void clear() {
    inFlight.endAll();
  }

  private void take(Publication publication, FastBatchMessage message) {
    FastBatch batch = inFlight.get(message.id());
    if (batch == null && !message.begins()) {
      refusals.refuse(publication, BatchErrors.unknown());
      return;
    }
    if (batch == null) {
      batch = inFlight.begin(() -> begin(message));
    }
    if (batch == null) {
      refusals.refuse(publication, BatchErrors.tooManyFast());
    } else if (RequiredApiLevel.isMissed(publication.headers())) {
      inFlight.end(batch);
      refusals.refuse(publication, BatchErrors.requiredApiLevel());
    } else {
      publication.dropRequiredApiLevel();
      batch.keepAlive();
      ingest.take(batch, message, publication);
    }
  }

  private FastBatch begin(FastBatchMessage first) {
    return new FastBatch(core, first, inFlight.count(), () -> timedOut(first.id()));
  }

  private void timedOut(String id) {
    FastBatch batch = inFlight.get(id);
    if (batch != null) {
      inFlight.end(batch);
    }
  }

  private @Nullable ApiError enabled(Publication publication) {
    return core.config().allowBatched() ? null : BatchErrors.fastDisabled();
  }
}
