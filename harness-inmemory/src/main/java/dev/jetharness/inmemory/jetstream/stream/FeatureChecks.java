package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.error.ApiError;
import dev.jetharness.inmemory.subject.Subjects;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Headers that ask for a feature which the stream does not have: per-message TTL, counters,
 * schedules, batches; and those that only the server may write.
 */
final class FeatureChecks {
  private static final String FAST_BATCH_SUFFIX = ".$FI";
  private static final String PURGE_SCHEDULE = "purge";
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");

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

  static @Nullable ApiError counter(Publication publication) {
    String increment = publication.header(HeaderNames.INCREMENT);
    if (increment.isEmpty()) {
      return null;
    }
    return INTEGER.matcher(increment).matches()
        ? PublishErrors.counterDisabled()
        : PublishErrors.counterIncrementInvalid();
  }

  /** Of a copy only the spelling counts: whether to count is for the stream that it came from. */
  static @Nullable ApiError incrementSyntax(Publication publication) {
    String increment = publication.header(HeaderNames.INCREMENT);
    return increment.isEmpty() || INTEGER.matcher(increment).matches()
        ? null
        : PublishErrors.counterIncrementInvalid();
  }

  /** A valid TTL is refused here; an invalid one only once the message is about to be stored. */
  static @Nullable ApiError ttl(Publication publication) {
    MessageTtl ttl = MessageTtl.parse(publication.header(HeaderNames.TTL));
    return ttl == null || ttl.isNone() ? null : PublishErrors.ttlDisabled();
  }

  static @Nullable ApiError ttlSyntax(Publication publication) {
    return MessageTtl.parse(publication.header(HeaderNames.TTL)) == null
        ? PublishErrors.ttlInvalid()
        : null;
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
