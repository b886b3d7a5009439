package dev.jetharness.inmemory.jetstream.config;

import static dev.jetharness.inmemory.jetstream.config.Refusals.unsupportedStreamFieldIf;

import dev.jetharness.inmemory.jetstream.error.ApiException;

/** Fields of a stream that are read and checked, but whose effect is not modelled. */
final class FieldsToCome {
  private FieldsToCome() {}

  /** Refuses, by name, whatever is used. */
  static void refuse(StreamConfig config) throws ApiException {
    unsupportedStreamFieldIf(config.allowCounter(), "allow_msg_counter");
    unsupportedStreamFieldIf(config.allowAtomic(), "allow_atomic");
    unsupportedStreamFieldIf(config.allowSchedules(), "allow_msg_schedules");
    unsupportedStreamFieldIf(config.allowBatched(), "allow_batched");
    unsupportedStreamFieldIf(config.firstSequence() != 0, "first_seq");
    unsupportedStreamFieldIf(!config.deleteMarkerTtl().isZero(), "subject_delete_marker_ttl");
    unsupportedStreamFieldIf(config.allowMessageTtl(), "allow_msg_ttl");
  }
}
