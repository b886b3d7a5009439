package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.error.ApiError;
import org.jspecify.annotations.Nullable;

/** A header that only the server may write. */
final class SourceHeaderCheck {
  private SourceHeaderCheck() {}

  static @Nullable ApiError refusal(Publication publication) {
    return publication.has(HeaderNames.STREAM_SOURCE)
        ? PublishErrors.sourceHeaderNotAllowed()
        : null;
  }
}
