package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import dev.jetharness.inmemory.jetstream.error.ApiError;
import org.jspecify.annotations.Nullable;

/** The {@code Nats-TTL} header of a message that is published. */
final class TtlChecks {
  private final StreamCore core;

  TtlChecks(StreamCore core) {
    this.core = core;
  }

  /** A valid TTL is refused here; an invalid one only once the message is about to be stored. */
  @Nullable ApiError refusal(Publication publication) {
    MessageTtl ttl = MessageTtl.parse(publication.header(HeaderNames.TTL));
    return core.config().allowMessageTtl() || ttl == null || ttl.isNone()
        ? null
        : PublishErrors.ttlDisabled();
  }

  /**
   * Raises a TTL to that of the stream's delete markers: a message that went before an older marker
   * on its subject would not be the last one there, and leave no marker of its own.
   */
  @Nullable ApiError complete(Publication publication) {
    MessageTtl ttl = MessageTtl.parse(publication.header(HeaderNames.TTL));
    if (ttl == null) {
      return PublishErrors.ttlInvalid();
    }
    StreamConfig config = core.config();
    long lowest = config.deleteMarkerTtl().toSeconds();
    if (ttl.isLimited() && ttl.seconds() < lowest && config.maxMessagesPerSubject() != 1) {
      publication.rewrite(
          publication
              .headers()
              .without(HeaderNames.TTL)
              .with(HeaderNames.TTL, Long.toString(lowest)));
    }
    return null;
  }
}
