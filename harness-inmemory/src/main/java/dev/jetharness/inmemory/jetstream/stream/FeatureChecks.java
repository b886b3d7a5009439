package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.error.ApiError;
import dev.jetharness.inmemory.subject.Subjects;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Headers that ask for a feature which the stream does not have: schedules, batches; and those that
 * only the server may write.
 */
final class FeatureChecks {
  private static final String FAST_BATCH_SUFFIX = ".$FI";
  private static final String PURGE_SCHEDULE = "purge";

  private FeatureChecks() {}

  /** Whether a message belongs to a batch, atomic or fast; then other checks apply. */
  static boolean isBatched(Publication publication) {
    return isFastBatch(publication) || publication.has(HeaderNames.BATCH_ID);
  }

  static @Nullable ApiError batch(Publication publication) {
    return isFastBatch(publication)
        ? PublishErrors.batchPublishDisabled()
        : PublishErrors.atomicPublishDisabled();
  }

  static @Nullable ApiError schedule(Publication publication) {
    if (publication.has(HeaderNames.SCHEDULE)) {
      return PublishErrors.schedulesDisabled();
    }
    String zone = publication.headers().get(HeaderNames.SCHEDULE_TIME_ZONE);
    return zone == null || isTimeZone(zone) ? null : PublishErrors.schedulesDisabled();
  }

  static @Nullable ApiError scheduler(Publication publication) {
    String next = publication.header(HeaderNames.SCHEDULE_NEXT);
    String scheduler = publication.header(HeaderNames.SCHEDULER);
    if (next.isEmpty()) {
      return scheduler.isEmpty() ? null : PublishErrors.schedulerInvalid();
    }
    boolean valid =
        next.equals(PURGE_SCHEDULE)
            && Subjects.isValidLiteral(scheduler)
            && !scheduler.equals(publication.subject());
    return valid ? PublishErrors.schedulesDisabled() : PublishErrors.schedulerInvalid();
  }

  static @Nullable ApiError source(Publication publication) {
    return publication.has(HeaderNames.STREAM_SOURCE)
        ? PublishErrors.sourceHeaderNotAllowed()
        : null;
  }

  private static boolean isFastBatch(Publication publication) {
    String reply = publication.reply();
    return reply != null
        && reply.length() > FAST_BATCH_SUFFIX.length()
        && reply.endsWith(FAST_BATCH_SUFFIX);
  }

  private static boolean isTimeZone(String name) {
    return name.equals("Local") || ZoneId.getAvailableZoneIds().contains(name);
  }
}
