package dev.jetharness.inmemory.jetstream.config;

import dev.jetharness.inmemory.json.JsonWriter;

/** Writes a stream's configuration as the server does: its order, its omissions. */
public final class StreamConfigJson {
  private StreamConfigJson() {}

  /** Writes the members of the object. */
  public static void write(JsonWriter json, StreamConfig config, MetadataView metadata) {
    json.field("name", config.name())
        .fieldIfSet("description", config.description())
        .fieldIfSet("subjects", config.subjects())
        .field("retention", config.retention().wireName())
        .field("max_consumers", config.maxConsumers())
        .field("max_msgs", config.maxMessages())
        .field("max_bytes", config.maxBytes())
        .field("max_age", config.maxAge().toNanos())
        .field("max_msgs_per_subject", config.maxMessagesPerSubject())
        .fieldIfSet("max_msg_size", config.maxMessageSize())
        .field("discard", config.discard().wireName())
        .field("storage", config.storage().wireName())
        .field("num_replicas", config.replicas())
        .fieldIfSet("no_ack", config.noAck())
        .fieldIfSet("duplicate_window", config.duplicateWindow().toNanos());
    Placement placement = config.placement();
    if (placement != null) {
      json.object(
          "placement",
          object ->
              object
                  .fieldIfSet("cluster", placement.cluster())
                  .fieldIfSet("tags", placement.tags())
                  .fieldIfSet("preferred", placement.preferred()));
    }
    StreamSources.write(json, "mirror", config.mirror());
    StreamSources.write(json, "sources", config.sources());
    json.field("compression", config.compression().wireName());
    if (config.firstSequence() != 0) {
      json.unsignedField("first_seq", config.firstSequence());
    }
    StreamSources.write(json, "subject_transform", config.subjectTransform());
    Republish republish = config.republish();
    if (republish != null) {
      json.object(
          "republish",
          object ->
              object
                  .fieldIfSet("src", republish.source())
                  .field("dest", republish.destination())
                  .fieldIfSet("headers_only", republish.headersOnly()));
    }
    json.field("allow_direct", config.allowDirect())
        .field("mirror_direct", config.mirrorDirect())
        .fieldIfSet("discard_new_per_subject", config.discardNewPerSubject())
        .field("sealed", config.sealed())
        .field("deny_delete", config.denyDelete())
        .field("deny_purge", config.denyPurge())
        .field("allow_rollup_hdrs", config.allowRollup())
        .object(
            "consumer_limits",
            limits ->
                limits
                    .fieldIfSet(
                        "inactive_threshold", config.consumerLimits().inactiveThreshold().toNanos())
                    .fieldIfSet("max_ack_pending", config.consumerLimits().maxAckPending()))
        .field("allow_msg_ttl", config.allowMessageTtl())
        .fieldIfSet("subject_delete_marker_ttl", config.deleteMarkerTtl().toNanos())
        .fieldIfSet("allow_msg_counter", config.allowCounter())
        .fieldIfSet("allow_atomic", config.allowAtomic())
        .fieldIfSet("allow_msg_schedules", config.allowSchedules())
        .fieldIfSet(
            "persist_mode",
            config.persistMode() == PersistMode.DEFAULT ? "" : config.persistMode().wireName())
        .fieldIfSet("allow_batched", config.allowBatched())
        .fieldIfSet("metadata", metadata.of(config.metadata()));
  }
}
