package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.error.ApiError;
import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts a message that passed its checks into the stream and does what follows, alone or in a batch:
 * the one place where published messages are stored.
 */
final class StreamWriter {
  private final StreamCore core;
  private final Deduplication deduplication;
  private final Retention retention;
  private final Limits limits;
  private final Expiration expiration;
  private final Schedules schedules;
  private final Rollup rollup;
  private final Republisher republisher;
  private final PublishTraffic traffic;
  private final QuotaChecks quota;
  private final PublishCheck checksBeforeStoring;

  StreamWriter(
      StreamCore core,
      Deduplication deduplication,
      Retention retention,
      Limits limits,
      Expiration expiration,
      Schedules schedules,
      Rollup rollup) {
    this.core = core;
    this.deduplication = deduplication;
    this.retention = retention;
    this.limits = limits;
    this.expiration = expiration;
    this.schedules = schedules;
    this.rollup = rollup;
    republisher = new Republisher(core);
    traffic = new PublishTraffic(core);
    quota = new QuotaChecks(core);
    checksBeforeStoring =
        PublishCheck.all(quota::account, new TtlChecks(core)::complete, this::room);
  }

  /**
   * Stores a message, or passes over it for lack of interest.
   *
   * @param answer acknowledges the sequence that it gets; called before listeners hear of the
   *     message, so that the acknowledgement precedes what they queue
   * @return why there is no room for it, or null; if there is none, nothing happened
   */
  @Nullable ApiError write(Publication publication, LongConsumer answer) {
    ApiError refusal = quota.server(publication);
    if (refusal != null) {
      return refusal;
    }
    if (!retention.wants(publication.subject())) {
      passOver(publication, answer);
      return null;
    }
    refusal = checksBeforeStoring.refusal(publication);
    if (refusal == null) {
      store(publication, answer);
    }
    return refusal;
  }

  /** A message for which there is no room no longer counts among those to be stored. */
  private @Nullable ApiError room(Publication publication) {
    ApiError refusal = limits.refusal(publication);
    if (refusal != null) {
      core.assumedLastSequence().messageRefused();
    }
    return refusal;
  }

  /** Stores a message that was copied from another stream, or passes over it. */
  CopyOutcome copy(Publication publication) {
    boolean wanted = retention.wants(publication.subject());
    ApiError refusal = write(publication, sequence -> {});
    if (refusal != null) {
      return PublishErrors.isNoRoom(refusal) ? CopyOutcome.NO_ROOM : CopyOutcome.REFUSED;
    }
    return wanted ? CopyOutcome.STORED : CopyOutcome.PASSED_OVER;
  }

  private void store(Publication publication, LongConsumer answer) {
    long previous = republisher.previousOn(publication.subject());
    StoredMessage message =
        core.store()
            .append(
                publication.subject(),
                publication.headers().bytes(),
                publication.payload(),
                publication.timestamp(core.context().clock()));
    republisher.stored(message, previous);
    answer.accept(message.sequence());
    traffic.stored(publication, message.sequence());
    remember(publication, message.sequence(), message.timestamp());
    expiration.messageStored(message, publication.headers());
    schedules.messageStored(message, publication.headers());
    core.listeners().stored(message);
    limits.enforce(publication.subject());
    rollup.perform(publication, 1);
  }

  /** Nobody wants it: it takes a sequence, and is acknowledged, but not stored. */
  private void passOver(Publication publication, LongConsumer answer) {
    long sequence = core.store().skip(core.context().clock().now());
    answer.accept(sequence);
    traffic.stored(publication, sequence);
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
}
