package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import dev.jetharness.inmemory.jetstream.error.ApiError;
import dev.jetharness.inmemory.json.GoText;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Nats-Rollup} header: a message that takes the place of all before it. And {@code
 * Nats-Schedule-Next: purge}: one that takes the place of the schedule that it names (ADR-51).
 */
final class Rollup {
  private static final String SUBJECT = "sub";
  private static final String ALL = "all";

  private final StreamCore core;
  private final Purge purge;

  Rollup(StreamCore core, Purge purge) {
    this.core = core;
    this.purge = purge;
  }

  @Nullable ApiError refusal(Publication publication) {
    String value = value(publication);
    if (value.isEmpty()) {
      return null;
    }
    if (!isPermitted()) {
      return PublishErrors.rollupFailed("rollup not permitted");
    }
    return value.equals(SUBJECT) || value.equals(ALL)
        ? null
        : PublishErrors.rollupFailed("rollup value invalid: " + GoText.quote(value));
  }

  /** Purges what a message replaces; keeps one, the message itself, unless it was not stored. */
  void perform(Publication publication, long keep) {
    if (!isPermitted()) {
      return;
    }
    String value = value(publication);
    if (!value.isEmpty()) {
      String filter = value.equals(SUBJECT) ? publication.subject() : "";
      purge.run(new PurgeRequest(filter, 0, keep));
    }
    String scheduler = publication.header(HeaderNames.SCHEDULER);
    if (!scheduler.isEmpty()
        && publication.header(HeaderNames.SCHEDULE_NEXT).equals(Schedules.PURGE)) {
      purge.run(new PurgeRequest(scheduler, 0, 0));
    }
  }

  private boolean isPermitted() {
    StreamConfig config = core.config();
    return config.allowRollup() && !config.denyPurge();
  }

  private static String value(Publication publication) {
    return publication.header(HeaderNames.ROLLUP).toLowerCase(Locale.ROOT);
  }
}
