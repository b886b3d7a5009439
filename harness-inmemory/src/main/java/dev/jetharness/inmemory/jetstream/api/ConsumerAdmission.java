package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.StreamAsset;
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
  static void checkNew(StreamAsset asset, ConsumerConfig config) throws ApiException {
    if (config.isForStreams()) {
      return;
    }
    StreamConfig stream = asset.stream().config();
    int max = stream.maxConsumers() > 0 ? stream.maxConsumers() : DEFAULT_MAX_CONSUMERS;
    if (asset.limitedConsumerCount() >= max) {
      throw new ApiException(ApiErrors.maximumConsumers());
    }
    if (stream.retention() == RetentionPolicy.WORK_QUEUE) {
      WorkQueueRules.checkNew(config, asset.limitedConsumerConfigsBut(config.name()));
    }
  }

  /** Refuses to give a work-queue consumer messages of another one, by an update. */
  static void checkUpdate(StreamAsset asset, String name, ConsumerConfig config)
      throws ApiException {
    RetentionPolicy retention = asset.stream().config().retention();
    if (retention == RetentionPolicy.WORK_QUEUE && !config.isForStreams()) {
      WorkQueueRules.checkUnique(config, asset.limitedConsumerConfigsBut(name));
    }
  }
}
