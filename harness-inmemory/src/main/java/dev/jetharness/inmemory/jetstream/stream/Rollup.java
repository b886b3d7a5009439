package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import dev.jetharness.inmemory.jetstream.error.ApiError;
import dev.jetharness.inmemory.json.GoText;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The {@code Nats-Rollup} header: a message that takes the place of all before it. */
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
    return valueRefusal(publication);
  }

  /** Of a copy the permission does not count: without it, it is a message like any other. */
  @Nullable ApiError valueRefusal(Publication publication) {
    String value = value(publication);
    return value.isEmpty() || value.equals(SUBJECT) || value.equals(ALL)
        ? null
        : PublishErrors.rollupFailed("rollup value invalid: " + GoText.quote(value));
  }

  /** Purges what a message replaces; keeps one, the message itself, unless it was not stored. */
  void perform(Publication publication, long keep) {
    String value = value(publication);
    if (value.isEmpty() || !isPermitted()) {
      return;
    }
    String filter = value.equals(SUBJECT) ? publication.subject() : "";
    purge.run(new PurgeRequest(filter, 0, keep));
  }

  private boolean isPermitted() {
    StreamConfig config = core.config();
    return config.allowRollup() && !config.denyPurge();
  }

  private static String value(Publication publication) {
    return publication.header(HeaderNames.ROLLUP).toLowerCase(Locale.ROOT);
  }
}
