package dev.jetharness.inmemory.jetstream.stream;

import dev.jetharness.inmemory.jetstream.config.StreamConfig;
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
    StreamConfig config = core.config();
    return quota.wouldExceedAccount(config.storage(), config.replicas(), core.sizeOf(publication))
        ? PublishErrors.resourceLimitsExceeded()
        : null;
  }
}
