package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.config.StorageType;
import dev.jetharness.inmemory.jetstream.error.ApiError;
import org.jspecify.annotations.Nullable;

/** How large a published message may be. */
final class SizeChecks {
  private static final long LARGEST_FILE_RECORD = 32L * 1024 * 1024;
  private static final int LARGEST_HEADER_BLOCK = 65_535;

  private final StreamCore core;

  SizeChecks(StreamCore core) {
    this.core = core;
  }

  /** What the server's file format cannot hold; checked first of all. */
  @Nullable ApiError record(Publication publication) {
    boolean tooLarge =
        core.config().storage() == StorageType.FILE
            && publication.size() > LARGEST_FILE_RECORD / 2
            && core.sizeOf(publication) > LARGEST_FILE_RECORD;
    return tooLarge ? PublishErrors.storeFailed("message too large") : null;
  }

  @Nullable ApiError message(Publication publication) {
    int limit = core.config().maxMessageSize();
    return limit >= 0 && publication.size() > limit ? PublishErrors.messageTooLarge() : null;
  }

  @Nullable ApiError headers(Publication publication) {
    return publication.headers().bytes().length > LARGEST_HEADER_BLOCK
        ? PublishErrors.headersTooLarge()
        : null;
  }
}
