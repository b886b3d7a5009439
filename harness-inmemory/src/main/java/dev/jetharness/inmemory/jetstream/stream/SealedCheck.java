package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.error.ApiError;
import org.jspecify.annotations.Nullable;

/** A sealed stream takes no message. */
final class SealedCheck implements PublishCheck {
  private final StreamCore core;

  SealedCheck(StreamCore core) {
    this.core = core;
  }

  @Override
  public @Nullable ApiError refusal(Publication publication) {
    return core.config().sealed() ? PublishErrors.sealed() : null;
  }
}
