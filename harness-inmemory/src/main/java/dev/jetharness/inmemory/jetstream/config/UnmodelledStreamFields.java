package dev.jetharness.inmemory.jetstream.config;

import static dev.jetharness.inmemory.jetstream.config.Refusals.invalidIf;
import static dev.jetharness.inmemory.jetstream.config.Refusals.refuseIf;
import static dev.jetharness.inmemory.jetstream.config.Refusals.unsupportedStreamFieldIf;

import dev.jetharness.inmemory.jetstream.error.ApiErrors;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.json.ObjectReader;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks of a stream beyond what this broker models. Where the server has an error of
 * its own for a combination it is that; otherwise the field is refused by name.
 */
public record UnmodelledStreamFields(
    @Nullable Origin mirror,
    List<Origin> sources,
    long firstSequence,
    boolean subjectTransform,
    boolean republish,
    boolean mirrorDirect,
    boolean messageTtl,
    Duration deleteMarkerTtl,
    boolean counter,
    boolean atomic,
    boolean schedules,
    boolean asyncPersistence,
    boolean batched) {

  /** The stream that a mirror or source reads from. */
  public record Origin(String name, boolean external) {}

  private enum PersistMode {
    DEFAULT,
    ASYNC
  }

  static UnmodelledStreamFields read(ObjectReader json) {
    ObjectReader mirror = json.object("mirror", "StreamSource");
    List<ObjectReader> sources = json.objects("sources", "*StreamSource");
    return new UnmodelledStreamFields(
        mirror == null ? null : origin(mirror),
        sources.stream().map(UnmodelledStreamFields::origin).toList(),
        json.uint64("first_seq", 0),
        isTransform(json.object("subject_transform", "SubjectTransformConfig")),
        isRepublish(json.object("republish", "RePublish")),
        json.bool("mirror_direct", false),
        json.bool("allow_msg_ttl", false),
        json.duration("subject_delete_marker_ttl"),
        json.bool("allow_msg_counter", false),
        json.bool("allow_atomic", false),
        json.bool("allow_msg_schedules", false),
        json.custom(
                "persist_mode",
                PersistMode.DEFAULT,
                raw ->
                    raw.equals("\"\"")
                        ? PersistMode.DEFAULT
                        : WireNames.oneOf(
                                PersistMode.values(),
                                mode -> mode == PersistMode.ASYNC ? "async" : "default")
                            .decode(raw))
            == PersistMode.ASYNC,
        json.bool("allow_batched", false));
  }

  private static Origin origin(ObjectReader json) {
    json.uint64("opt_start_seq", 0);
    json.time("opt_start_time");
    json.string("filter_subject", "");
    json.objects("subject_transforms", "SubjectTransformConfig")
        .forEach(UnmodelledStreamFields::isTransform);
    ObjectReader consumer = json.object("consumer", "StreamConsumerSource");
    if (consumer != null) {
      consumer.string("name", "");
      consumer.string("deliver_subject", "");
    }
    ObjectReader external = json.object("external", "ExternalStream");
    if (external != null) {
      external.string("api", "");
      external.string("deliver", "");
    }
    return new Origin(json.string("name", ""), external != null);
  }

  private static boolean isTransform(@Nullable ObjectReader json) {
    if (json != null) {
      json.string("src", "");
      json.string("dest", "");
    }
    return json != null;
  }

  private static boolean isRepublish(@Nullable ObjectReader json) {
    if (json != null) {
      json.bool("headers_only", false);
    }
    return isTransform(json);
  }

  /** Checks how they go together with each other and with the rest. */
  void check(StreamDraft stream, boolean pedantic) throws ApiException {
    checkCounter(stream);
    checkDeleteMarkers(stream, pedantic);
    if (schedules) {
      invalidIf(stream.discard == DiscardPolicy.NEW, "message scheduling cannot use discard new");
      invalidIf(
          pedantic && !stream.allowRollup,
          "message scheduling cannot be set if roll-ups are disabled");
    }
    checkPersistence(stream);
    checkMirror(stream);
    refuseIf(!sources.isEmpty() && schedules, ApiErrors::sourceWithSchedules);
    for (Origin source : sources) {
      refuseIf(!Names.isValid(source.name()), ApiErrors::sourceInvalidStreamName);
    }
  }

  private void checkCounter(StreamDraft stream) throws ApiException {
    if (counter) {
      invalidIf(stream.discard == DiscardPolicy.NEW, "counter stream cannot use discard new");
      invalidIf(messageTtl, "counter stream cannot use message TTLs");
      invalidIf(schedules, "counter stream cannot use message schedules");
      invalidIf(
          stream.retention != RetentionPolicy.LIMITS,
          "counter stream can only use limits retention");
    }
  }

  private void checkDeleteMarkers(StreamDraft stream, boolean pedantic) throws ApiException {
    invalidIf(deleteMarkerTtl.isNegative(), "subject delete marker TTL must not be negative");
    if (!deleteMarkerTtl.isZero()) {
      invalidIf(
          deleteMarkerTtl.compareTo(Duration.ofSeconds(1)) < 0,
          "subject delete marker TTL must be at least 1 second");
      invalidIf(
          pedantic && !messageTtl,
          "subject delete marker cannot be set if message TTLs are disabled");
      invalidIf(
          pedantic && !stream.allowRollup,
          "subject delete marker cannot be set if roll-ups are disabled");
    }
  }

  private void checkPersistence(StreamDraft stream) throws ApiException {
    if (asyncPersistence) {
      invalidIf(
          stream.storage != StorageType.FILE,
          "async persist mode is only supported on file storage");
      invalidIf(stream.replicas > 1, "async persist mode is not supported on replicated streams");
      invalidIf(atomic, "async persist mode is not supported with atomic batch publish");
    }
  }

  private void checkMirror(StreamDraft stream) throws ApiException {
    if (mirror != null) {
      refuseIf(firstSequence != 0, ApiErrors::mirrorWithFirstSequence);
      refuseIf(!stream.subjects.isEmpty(), ApiErrors::mirrorWithSubjects);
      refuseIf(!sources.isEmpty(), ApiErrors::mirrorWithSources);
      refuseIf(counter, ApiErrors::mirrorWithCounters);
      refuseIf(atomic, ApiErrors::mirrorWithAtomicPublish);
      refuseIf(batched, ApiErrors::mirrorWithBatchPublish);
      refuseIf(schedules, ApiErrors::mirrorWithSchedules);
      invalidIf(!deleteMarkerTtl.isZero(), "subject delete markers forbidden on mirrors");
      refuseIf(
          !mirror.external() && !Names.isValid(mirror.name()), ApiErrors::mirrorInvalidStreamName);
    }
  }

  /** Refuses what can not be added to a stream that has none of it. */
  void refuseChange() throws ApiException {
    refuseIf(mirror != null, ApiErrors::streamMirrorNotUpdatable);
    invalidIf(counter, "stream configuration update can not change message counter setting");
    invalidIf(asyncPersistence, "stream configuration update can not change persist mode");
  }

  /** Refuses, by name, whatever is used. */
  void refuse() throws ApiException {
    unsupportedStreamFieldIf(mirror != null, "mirror");
    unsupportedStreamFieldIf(!sources.isEmpty(), "sources");
    unsupportedStreamFieldIf(firstSequence != 0, "first_seq");
    unsupportedStreamFieldIf(subjectTransform, "subject_transform");
    unsupportedStreamFieldIf(republish, "republish");
    unsupportedStreamFieldIf(mirrorDirect, "mirror_direct");
    unsupportedStreamFieldIf(messageTtl, "allow_msg_ttl");
    unsupportedStreamFieldIf(!deleteMarkerTtl.isZero(), "subject_delete_marker_ttl");
    unsupportedStreamFieldIf(counter, "allow_msg_counter");
    unsupportedStreamFieldIf(atomic, "allow_atomic");
    unsupportedStreamFieldIf(schedules, "allow_msg_schedules");
    unsupportedStreamFieldIf(asyncPersistence, "persist_mode");
    unsupportedStreamFieldIf(batched, "allow_batched");
  }
}
