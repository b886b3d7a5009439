package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.error.ApiError;
import dev.jetharness.inmemory.subject.Subjects;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Headers that ask for a feature which the stream does not have: schedules; and those that only the
 * server may write.
 */
final class FeatureChecks {
  private static final String PURGE_SCHEDULE = "purge";

  private FeatureChecks() {}

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

  private static boolean isTimeZone(String name) {
    return name.equals("Local") || ZoneId.getAvailableZoneIds().contains(name);
  }
}
