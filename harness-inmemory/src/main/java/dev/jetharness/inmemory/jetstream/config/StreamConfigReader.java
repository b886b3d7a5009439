package dev.jetharness.inmemory.jetstream.config;

import dev.jetharness.inmemory.jetstream.error.ApiErrors;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.json.JsonException;
import dev.jetharness.inmemory.json.ObjectReader;
import org.jspecify.annotations.Nullable;

/** Reads the body of STREAM.CREATE and STREAM.UPDATE. */
public final class StreamConfigReader {
  private StreamConfigReader() {}

  /**
   * Reads a request.
   *
   * @throws ApiException 10025 if it is not what the server's decoder takes
   */
  public static StreamRequest read(byte[] body) throws ApiException {
    try {
      ObjectReader json = ObjectReader.parse(body, "StreamConfigRequest", true);
      StreamConfig config = config(json);
      boolean pedantic = json.bool("pedantic", false);
      json.finish();
      return new StreamRequest(config, json.has("storage"), pedantic);
    } catch (JsonException e) {
      throw new ApiException(ApiErrors.invalidJson(e.getMessage()));
    }
  }

  /**
   * Reads the {@code config} of a request to restore a stream.
   *
   * @param name the name that the stream has if the configuration does not say
   */
  public static StreamConfig readStored(ObjectReader request, String name) {
    ObjectReader json = request.object("config", "StreamConfig");
    StreamDraft draft = json == null ? new StreamDraft() : StreamDraft.of(config(json));
    draft.name = draft.name.isEmpty() ? name : draft.name;
    return draft.toConfig();
  }

  private static StreamConfig config(ObjectReader json) {
    StreamDraft draft = new StreamDraft();
    draft.name = json.string("name", "");
    draft.description = json.string("description", "");
    draft.subjects = json.strings("subjects");
    draft.retention = json.custom("retention", draft.retention, WireNames.RETENTION);
    draft.maxConsumers = json.integer("max_consumers", 0);
    draft.maxMessages = json.int64("max_msgs", 0);
    draft.maxBytes = json.int64("max_bytes", 0);
    draft.maxAge = json.duration("max_age");
    draft.maxMessagesPerSubject = json.int64("max_msgs_per_subject", 0);
    draft.maxMessageSize = json.int32("max_msg_size", 0);
    draft.discard = json.custom("discard", draft.discard, WireNames.DISCARD);
    draft.storage = json.custom("storage", draft.storage, WireNames.STORAGE);
    draft.replicas = json.integer("num_replicas", 0);
    draft.noAck = json.bool("no_ack", false);
    draft.duplicateWindow = json.duration("duplicate_window");
    draft.placement = placement(json.object("placement", "Placement"));
    ObjectReader mirror = json.object("mirror", "StreamSource");
    draft.mirror = mirror == null ? null : StreamSources.read(mirror);
    draft.sources =
        json.objects("sources", "*StreamSource").stream().map(StreamSources::read).toList();
    draft.emptyLists.addAll(json.emptyLists("subjects", "sources"));
    draft.compression = json.custom("compression", draft.compression, WireNames.COMPRESSION);
    draft.firstSequence = json.uint64("first_seq", 0);
    draft.subjectTransform =
        StreamSources.readTransform(json.object("subject_transform", "SubjectTransformConfig"));
    draft.republish = republish(json.object("republish", "RePublish"));
    draft.allowDirect = json.bool("allow_direct", false);
    draft.mirrorDirect = json.bool("mirror_direct", false);
    draft.discardNewPerSubject = json.bool("discard_new_per_subject", false);
    draft.sealed = json.bool("sealed", false);
    draft.denyDelete = json.bool("deny_delete", false);
    draft.denyPurge = json.bool("deny_purge", false);
    draft.allowRollup = json.bool("allow_rollup_hdrs", false);
    ObjectReader limits = json.object("consumer_limits", "StreamConsumerLimits");
    if (limits != null) {
      draft.consumerLimits =
          new ConsumerLimits(
              limits.duration("inactive_threshold"), limits.integer("max_ack_pending", 0));
    }
    draft.allowMessageTtl = json.bool("allow_msg_ttl", false);
    draft.deleteMarkerTtl = json.duration("subject_delete_marker_ttl");
    draft.allowCounter = json.bool("allow_msg_counter", false);
    draft.allowAtomic = json.bool("allow_atomic", false);
    draft.allowSchedules = json.bool("allow_msg_schedules", false);
    draft.persistMode = json.custom("persist_mode", draft.persistMode, WireNames.PERSIST_MODE);
    draft.allowBatched = json.bool("allow_batched", false);
    draft.metadata = json.stringMap("metadata");
    return draft.toConfig();
  }

  private static @Nullable Republish republish(@Nullable ObjectReader json) {
    return json == null
        ? null
        : new Republish(
            json.string("src", ""), json.string("dest", ""), json.bool("headers_only", false));
  }

  private static @Nullable Placement placement(@Nullable ObjectReader json) {
    return json == null
        ? null
        : new Placement(
            json.string("cluster", ""),
            json.strings("tags"),
            json.string("preferred", ""),
            json.emptyLists("tags"));
  }
}
