package dev.jetharness.inmemory.jetstream.config;

import static dev.jetharness.inmemory.jetstream.config.Refusals.unsupportedConsumerFieldIf;

import dev.jetharness.inmemory.jetstream.error.ApiException;

/** Fields of a consumer that are read and checked, but whose effect is not modelled. */
final class ConsumerFieldsToCome {
  private ConsumerFieldsToCome() {}

  /** Refuses, by name, whatever is used. */
  static void refuse(ConsumerDraft consumer) throws ApiException {
    unsupportedConsumerFieldIf(consumer.priorityPolicy != PriorityPolicy.NONE, "priority_policy");
  }
}
