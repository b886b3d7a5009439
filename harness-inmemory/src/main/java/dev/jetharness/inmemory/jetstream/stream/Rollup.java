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

  /** In a batch nothing that comes before it may be rolled up. */
  @Nullable ApiError refusal(Publication publication) {
    return value(publication).isEmpty() || isPermitted()
        ? valueRefusal(publication)
        : PublishErrors.rollupFailed("rollup not permitted");
  }

  /** All that is asked of a message that no client published. */
  @Nullable ApiError valueRefusal(Publication publication) {
    String value = value(publication);
    Staged staged = publication.staged();
    return switch (value) {
      case "" -> null;
      case SUBJECT ->
          refusalIf(staged.messages(publication.subject()) > 0, "batch rollup sub invalid");
      case ALL -> refusalIf(!staged.isEmpty(), "batch rollup all invalid");
      default -> PublishErrors.rollupFailed("rollup value invalid: " + GoText.quote(value));
    };
  }

  private static @Nullable ApiError refusalIf(boolean failed, String why) {
    return failed ? PublishErrors.rollupFailed(why) : null;
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
