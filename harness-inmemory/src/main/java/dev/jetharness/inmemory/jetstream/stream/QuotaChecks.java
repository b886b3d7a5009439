package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.error.ApiError;
import org.jspecify.annotations.Nullable;

/** Whether server and account have room for a message. */
final class QuotaChecks {
  private final StreamCore core;

  QuotaChecks(StreamCore core) {
    this.core = core;
  }

  @Nullable ApiError server(Publication publication) {
    return core.context().quota().isServerExceeded(core.config().storage())
        ? PublishErrors.insufficientResources()
        : null;
  }

  @Nullable ApiError account(Publication publication) {
    StorageQuota quota = core.context().quota();
    if (quota == StorageQuota.UNLIMITED) {
      return null;
    }
    long size =
        core.store()
            .sizeOf(publication.subject(), publication.headers().bytes(), publication.payload());
    return quota.wouldExceedAccount(core.config().storage(), size)
        ? PublishErrors.resourceLimitsExceeded()
        : null;
  }
}
