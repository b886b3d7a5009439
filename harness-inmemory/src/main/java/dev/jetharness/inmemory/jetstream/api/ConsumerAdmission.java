package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.StreamAsset;
import dev.jetharness.inmemory.jetstream.config.AccountLimits;
import dev.jetharness.inmemory.jetstream.config.ConsumerConfig;
import dev.jetharness.inmemory.jetstream.config.RetentionPolicy;
import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import dev.jetharness.inmemory.jetstream.config.WorkQueueRules;
import dev.jetharness.inmemory.jetstream.error.ApiErrors;
import dev.jetharness.inmemory.jetstream.error.ApiException;

/** Whether there is room for a consumer beside the others of its stream. */
final class ConsumerAdmission {
  /** What nats-server 2.15.1 allows on a stream that does not say. */
  static final int DEFAULT_MAX_CONSUMERS = 1000;

  private ConsumerAdmission() {}

  /** Refuses a new consumer that is one too many (10026), or does not suit a work queue. */
  static void checkNew(StreamAsset asset, ConsumerConfig config, AccountLimits limits)
      throws ApiException {
    StreamConfig stream = asset.stream().config();
    if (!config.isForSourcing() && limited(asset) >= max(stream, limits)) {
      throw new ApiException(ApiErrors.maximumConsumers());
    }
    if (stream.retention() == RetentionPolicy.WORK_QUEUE) {
      WorkQueueRules.checkNew(config, asset.consumerConfigs());
    }
  }

  /** How many of the stream's consumers count for its limit. */
  private static long limited(StreamAsset asset) {
    return asset.consumerConfigs().stream().filter(each -> !each.isForSourcing()).count();
  }

  /** The account's limit counts where the stream has none, or a higher one. */
  private static long max(StreamConfig stream, AccountLimits limits) {
    long ofStream = stream.maxConsumers();
    long ofAccount = limits.maxConsumers();
    long max = ofStream <= 0 || (ofAccount > 0 && ofAccount < ofStream) ? ofAccount : ofStream;
    return max > 0 ? max : DEFAULT_MAX_CONSUMERS;
  }

  /** Refuses to give a work-queue consumer messages of another one, by an update. */
  static void checkUpdate(StreamAsset asset, String name, ConsumerConfig config)
      throws ApiException {
    if (asset.stream().config().retention() == RetentionPolicy.WORK_QUEUE) {
      WorkQueueRules.checkUnique(config, asset.consumerConfigsBut(name));
    }
  }
}
