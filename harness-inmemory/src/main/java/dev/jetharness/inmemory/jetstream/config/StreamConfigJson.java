package dev.jetharness.inmemory.jetstream.config;

import dev.jetharness.inmemory.json.JsonWriter;

/** Writes a stream's configuration as the server does: its order, its omissions. */
public final class StreamConfigJson {
  private StreamConfigJson() {}

  /** Writes the members of the object; what this broker does not model is at its default. */
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
    json.field("compression", config.compression().wireName())
        .field("allow_direct", config.allowDirect())
        .field("mirror_direct", false)
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
        .field("allow_msg_ttl", false)
        .fieldIfSet("metadata", metadata.of(config.metadata()));
  }
}
