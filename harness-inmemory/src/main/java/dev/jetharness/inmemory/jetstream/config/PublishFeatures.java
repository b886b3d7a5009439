package dev.jetharness.inmemory.jetstream.config;

import static dev.jetharness.inmemory.jetstream.config.Refusals.invalidIf;

import dev.jetharness.inmemory.jetstream.error.ApiException;
import java.time.Duration;

/**
 * The rules for what publishers may be allowed beyond plain messages: counters, delete markers,
 * schedules, writing behind.
 */
final class PublishFeatures {
  private PublishFeatures() {}

  static void checkCounter(StreamDraft draft) throws ApiException {
    if (draft.allowCounter) {
      invalidIf(draft.discard == DiscardPolicy.NEW, "counter stream cannot use discard new");
      invalidIf(draft.allowMessageTtl, "counter stream cannot use message TTLs");
      invalidIf(draft.allowSchedules, "counter stream cannot use message schedules");
      invalidIf(
          draft.retention != RetentionPolicy.LIMITS,
          "counter stream can only use limits retention");
    }
  }

  /** Delete markers expire by a TTL and roll up their subject, so both are switched on. */
  static void completeDeleteMarkers(StreamDraft draft, boolean pedantic) throws ApiException {
    invalidIf(draft.deleteMarkerTtl.isNegative(), "subject delete marker TTL must not be negative");
    if (draft.deleteMarkerTtl.isZero()) {
      return;
    }
    invalidIf(
        draft.deleteMarkerTtl.compareTo(Duration.ofSeconds(1)) < 0,
        "subject delete marker TTL must be at least 1 second");
    invalidIf(
        pedantic && !draft.allowMessageTtl,
        "subject delete marker cannot be set if message TTLs are disabled");
    draft.allowMessageTtl = true;
    invalidIf(
        pedantic && !draft.allowRollup,
        "subject delete marker cannot be set if roll-ups are disabled");
    allowRollup(draft);
  }

  /** A new schedule rolls up the one before it on its subject. */
  static void completeSchedules(StreamDraft draft, boolean pedantic) throws ApiException {
    if (draft.allowSchedules) {
      invalidIf(draft.discard == DiscardPolicy.NEW, "message scheduling cannot use discard new");
      invalidIf(
          pedantic && !draft.allowRollup,
          "message scheduling cannot be set if roll-ups are disabled");
      allowRollup(draft);
    }
  }

  static void checkPersistMode(StreamDraft draft) throws ApiException {
    if (draft.persistMode == PersistMode.ASYNC) {
      invalidIf(
          draft.storage != StorageType.FILE,
          "async persist mode is only supported on file storage");
      invalidIf(draft.replicas > 1, "async persist mode is not supported on replicated streams");
      invalidIf(draft.allowAtomic, "async persist mode is not supported with atomic batch publish");
    }
  }

  private static void allowRollup(StreamDraft draft) {
    if (!draft.allowRollup) {
      draft.allowRollup = true;
      draft.denyPurge = false;
    }
  }
}
