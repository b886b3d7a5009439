package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.error.ApiError;
import dev.jetharness.inmemory.jetstream.stream.AtomicBatchMessage.Commit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commits an atomic batch: checks all of its messages in order, then stores them. */
final class AtomicCommit {
  private final StreamCore core;
  private final BatchChecks checks;
  private final StreamWriter writer;
  private final PubAcks acks;
  private final Refusals refusals;

  AtomicCommit(
      StreamCore core, BatchChecks checks, StreamWriter writer, PubAcks acks, Refusals refusals) {
    this.core = core;
    this.checks = checks;
    this.writer = writer;
    this.acks = acks;
    this.refusals = refusals;
  }

  /**
   * Commits a batch, and answers the message that does it.
   *
   * @return whether the batch is done with. As on the server it is not when the store refused a
   *     message that had passed the checks; then those before it are in the stream.
   */
  boolean run(AtomicBatch batch, Publication request, Commit commit) {
    List<Publication> checked = new ArrayList<>();
    ApiError refusal = check(batch.messages(), checked);
    if (refusal != null) {
      core.assumedLastSequence().commitRefused(checked.size());
      refusals.refuse(request, refusal);
      return true;
    }
    core.assumedLastSequence().commitPassed();
    int last = checked.size() - 1;
    if (commit == Commit.WITHOUT_THIS) {
      Publication end = checked.get(last);
      end.rewrite(end.headers().with(HeaderNames.BATCH_COMMIT, "1"));
    }
    for (Publication publication : checked.subList(0, last)) {
      if (writer.write(publication, AtomicCommit::unanswered) != null) {
        return false;
      }
    }
    refusal =
        writer.write(
            checked.get(last),
            sequence -> acks.committed(request, sequence, batch.id(), checked.size()));
    if (refusal != null) {
      refusals.refuse(request, refusal);
    }
    return refusal == null;
  }

  private @Nullable ApiError check(List<Publication> messages, List<Publication> checked) {
    Staged staged = new Staged();
    for (Publication message : messages) {
      if (message.has(HeaderNames.EXPECTED_LAST_MESSAGE_ID)) {
        return BatchErrors.unsupportedHeader(HeaderNames.EXPECTED_LAST_MESSAGE_ID);
      }
      Publication publication = message.after(staged);
      ApiError refusal = checks.refusal(publication);
      if (refusal != null) {
        return refusal;
      }
      staged.add(publication, core.sizeOf(publication));
      checked.add(publication);
    }
    return null;
  }

  /** Only the last message of a batch is acknowledged. */
  private static void unanswered(long sequence) {}
}
