package dev.jetharness.conformance.differential;

import java.util.EnumSet;
import java.util.Set;

/** What a run may be told to leave out. */
enum Feature {
  /** {@code allow_msg_ttl}. */
  MESSAGE_TTL,
  /** {@code subject_delete_marker_ttl}. */
  DELETE_MARKERS,
  /** {@code allow_msg_counter}. */
  COUNTERS,
  /** {@code first_seq}. */
  FIRST_SEQUENCE,
  /** {@code allow_atomic}. */
  ATOMIC_BATCHES,
  /** {@code allow_batched}. */
  FAST_BATCHES,
  /** {@code allow_msg_schedules}. */
  SCHEDULES,
  /** {@code mirror}. */
  MIRRORS,
  /** {@code sources}. */
  SOURCES,
  /** {@code subject_transform}. */
  TRANSFORMS,
  /** {@code republish}. */
  REPUBLISH,
  /** Snapshots and restoring. */
  BACKUPS;

  /**
   * What the in-memory broker still refuses by name; a feature leaves this set when it is built.
   */
  private static final Set<Feature> REFUSED = EnumSet.noneOf(Feature.class);

  /** The features that both brokers have. */
  static Set<Feature> modelled() {
    Set<Feature> modelled = EnumSet.allOf(Feature.class);
    modelled.removeAll(REFUSED);
    return modelled;
  }
}
