package dev.jetharness.inmemory.jetstream.config;

import dev.jetharness.inmemory.json.JsonWriter;
import java.time.Instant;

/** Writes a consumer's configuration as the server does: its order, its omissions. */
public final class ConsumerConfigJson {
  private ConsumerConfigJson() {}

  /** Writes the members of the object; what this broker does not model is at its default. */
  public static void write(JsonWriter json, ConsumerConfig config, MetadataView metadata) {
    json.fieldIfSet("durable_name", config.durableName())
        .fieldIfSet("name", config.name())
        .fieldIfSet("description", config.description())
        .field("deliver_policy", config.deliverPolicy().wireName());
    if (config.optStartSequence() != 0) {
      json.unsignedField("opt_start_seq", config.optStartSequence());
    }
    Instant startTime = config.optStartTime();
    if (startTime != null) {
      json.timeField("opt_start_time", startTime);
    }
    json.field("ack_policy", config.ackPolicy().wireName())
        .fieldIfSet("ack_wait", config.ackWait().toNanos())
        .fieldIfSet("max_deliver", config.maxDeliver());
    if (!config.backoff().isEmpty()) {
      json.name("backoff").beginArray();
      config.backoff().forEach(delay -> json.value(delay.toNanos()));
      json.endArray();
    }
    json.fieldIfSet("filter_subject", config.filterSubject())
        .fieldIfSet("filter_subjects", config.filterSubjects())
        .field("replay_policy", config.replayPolicy().wireName())
        .fieldIfSet("max_waiting", config.maxWaiting())
        .fieldIfSet("max_ack_pending", config.maxAckPending())
        .fieldIfSet("flow_control", config.flowControl())
        .fieldIfSet("headers_only", config.headersOnly())
        .fieldIfSet("max_batch", config.maxBatch())
        .fieldIfSet("max_expires", config.maxExpires().toNanos())
        .fieldIfSet("max_bytes", config.maxBytes())
        .fieldIfSet("deliver_subject", config.deliverSubject())
        .fieldIfSet("deliver_group", config.deliverGroup())
        .fieldIfSet("idle_heartbeat", config.idleHeartbeat().toNanos())
        .fieldIfSet("inactive_threshold", config.inactiveThreshold().toNanos())
        .field("num_replicas", config.replicas())
        .fieldIfSet("mem_storage", config.memoryStorage())
        .fieldIfSet("direct", config.direct())
        .fieldIfSet("sourcing", config.sourcing())
        .fieldIfSet("metadata", metadata.of(config.metadata()));
  }
}
