package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.error.ApiError;
import dev.jetharness.inmemory.jetstream.stream.FastBatchMessage.Operation;

/**
 * What becomes of a message of a fast batch: it is stored as it comes, and acknowledged now and
 * then. A gap or an error ends a batch that does not allow gaps; what it stored before stays.
 */
final class FastIngest {
  private final BatchesInFlight<FastBatch> inFlight;
  private final BatchChecks checks;
  private final PublishCheck checksBeforeStoring;
  private final StreamWriter writer;
  private final FastAnswers answers;
  private final PubAcks acks;
  private final Refusals refusals;
  private final PublishTraffic traffic;

  FastIngest(
      StreamCore core,
      BatchesInFlight<FastBatch> inFlight,
      BatchChecks checks,
      ExpectationChecks expectations,
      StreamWriter writer,
      PubAcks acks,
      Refusals refusals) {
    this.inFlight = inFlight;
    this.checks = checks;
    this.checksBeforeStoring = expectations::lastMessageId;
    this.writer = writer;
    this.acks = acks;
    this.refusals = refusals;
    traffic = new PublishTraffic(core);
    answers = new FastAnswers(acks, traffic);
  }

  /** Goes on with a batch. While it commits all but a ping is ignored. */
  void take(FastBatch batch, FastBatchMessage message, Publication publication) {
    if (message.operation() == Operation.PING) {
      ping(batch, message, publication);
    } else if (!batch.isCommitting()) {
      next(batch, message, publication);
    }
  }

  /** Repeats the last acknowledgement, and tells of messages that are missing. */
  private void ping(FastBatch batch, FastBatchMessage ping, Publication publication) {
    long sequence = ping.sequence();
    if (Long.compareUnsigned(sequence, batch.last()) > 0) {
      answers.gap(publication, batch.last() + 1, sequence + 1);
      if (batch.gapOk()) {
        batch.last(sequence);
        batch.settle(sequence);
        if (acknowledgeIfDue(batch, publication)) {
          return;
        }
      } else if (commit(batch, publication)) {
        return;
      }
    }
    answers.ack(publication, batch);
  }

  private void next(FastBatch batch, FastBatchMessage message, Publication publication) {
    long sequence = message.sequence();
    long expected = batch.last() + 1;
    if (sequence != expected) {
      answers.gap(publication, expected, sequence);
      boolean forward = Long.compareUnsigned(sequence, expected) > 0;
      if (!batch.gapOk() || !forward) {
        commit(batch, publication);
        return;
      }
    }
    if (message.operation() == Operation.END) {
      batch.last(sequence - 1);
      batch.settle(sequence - 1);
      commit(batch, publication);
      return;
    }
    batch.last(sequence);
    if (message.commits()) {
      batch.commit();
    } else if (sequence == 1) {
      answers.begun(publication, batch);
    }
    ApiError refusal = checks.refusal(publication);
    if (refusal == null) {
      store(batch, message, publication);
    } else if (refusal.equals(BatchErrors.duplicate())) {
      skip(batch, message, publication);
    } else {
      refuse(batch, message, publication, refusal);
    }
  }

  /** What is refused here, after its checks, the batch never gets over, as on the server. */
  private void store(FastBatch batch, FastBatchMessage message, Publication publication) {
    batch.storing();
    ApiError refusal = checksBeforeStoring.refusal(publication);
    if (refusal == null) {
      refusal =
          writer.write(publication, sequence -> stored(batch, message, publication, sequence));
    }
    if (refusal != null) {
      refusals.refuse(publication, refusal);
    }
  }

  private void stored(
      FastBatch batch, FastBatchMessage message, Publication publication, long inStream) {
    batch.stored(message.sequence(), inStream);
    if (!batch.isCommitted()) {
      acknowledgeIfDue(batch, publication);
      return;
    }
    inFlight.end(batch);
    if (batch.isPending()) {
      acks.committed(publication, inStream, batch.id(), message.sequence());
    } else {
      answers.committed(publication, batch);
    }
  }

  /** A duplicate counts as settled. */
  private void skip(FastBatch batch, FastBatchMessage message, Publication publication) {
    long original = checks.original(publication);
    traffic.duplicate(publication, original);
    if (!batch.isPending()) {
      batch.settle(message.sequence());
      acknowledgeIfDue(batch, publication);
    }
    if (!message.commits()) {
      return;
    }
    if (isAlone(batch, message)) {
      inFlight.end(batch);
      answers.onlyDuplicate(publication, batch, original);
    } else {
      commit(batch, publication);
    }
  }

  private void refuse(
      FastBatch batch, FastBatchMessage message, Publication publication, ApiError error) {
    if (isAlone(batch, message)) {
      inFlight.end(batch);
      answers.refused(publication, error);
      return;
    }
    answers.error(publication, message.sequence(), error);
    if (message.gapOk() && !message.commits()) {
      return;
    }
    batch.last(batch.last() - 1);
    batch.settle(batch.last());
    commit(batch, publication);
  }

  /** Whether nothing but this message is of the batch yet, and it must not be missing. */
  private static boolean isAlone(FastBatch batch, FastBatchMessage message) {
    return !message.gapOk() && batch.last() == 1;
  }

  /** Ends the batch; returns false if some of it never was stored, then it stays. */
  private boolean commit(FastBatch batch, Publication publication) {
    batch.commit();
    if (!batch.isCommitted()) {
      return false;
    }
    inFlight.end(batch);
    answers.committed(publication, batch);
    return true;
  }

  private boolean acknowledgeIfDue(FastBatch batch, Publication publication) {
    boolean due = batch.acknowledge(inFlight.count());
    if (due) {
      answers.ack(publication, batch);
    }
    return due;
  }
}
