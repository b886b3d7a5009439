package dev.jetharness.inmemory.jetstream.config;

import static dev.jetharness.inmemory.jetstream.config.Refusals.unsupportedConsumerFieldIf;

import dev.jetharness.inmemory.jetstream.error.ApiException;

/** Fields of a consumer that are read and checked, but whose effect is not modelled. */
final class ConsumerFieldsToCome {
  private ConsumerFieldsToCome() {}

  /** Refuses, by name, whatever is used. */
  static void refuse(ConsumerDraft consumer) throws ApiException {
    unsupportedConsumerFieldIf(consumer.ackPolicy == AckPolicy.FLOW_CONTROL, "ack_policy");
    unsupportedConsumerFieldIf(consumer.replayPolicy == ReplayPolicy.ORIGINAL, "replay_policy");
    unsupportedConsumerFieldIf(consumer.rateLimit != 0, "rate_limit_bps");
    unsupportedConsumerFieldIf(!consumer.sampleFrequency.isEmpty(), "sample_freq");
    unsupportedConsumerFieldIf(consumer.direct, "direct");
    unsupportedConsumerFieldIf(consumer.sourcing, "sourcing");
    unsupportedConsumerFieldIf(consumer.pauseUntil != null, "pause_until");
  }
}
