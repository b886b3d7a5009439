package dev.jetharness.inmemory.jetstream.config;

import static dev.jetharness.inmemory.jetstream.config.Refusals.unsupportedStreamFieldIf;

import dev.jetharness.inmemory.jetstream.error.ApiException;

/** Fields of a stream that are read and checked, but whose effect is not modelled. */
final class FieldsToCome {
  private FieldsToCome() {}

  /** Refuses, by name, whatever is used. */
  static void refuse(StreamConfig config) throws ApiException {
    unsupportedStreamFieldIf(config.mirror() != null, "mirror");
    unsupportedStreamFieldIf(!config.sources().isEmpty(), "sources");
    unsupportedStreamFieldIf(config.allowAtomic(), "allow_atomic");
    unsupportedStreamFieldIf(config.allowSchedules(), "allow_msg_schedules");
    unsupportedStreamFieldIf(config.allowBatched(), "allow_batched");
    unsupportedStreamFieldIf(config.subjectTransform() != null, "subject_transform");
    unsupportedStreamFieldIf(config.republish() != null, "republish");
  }
}
