package dev.jetharness.inmemory.jetstream.config;

import dev.jetharness.inmemory.json.JsonWriter;
import dev.jetharness.inmemory.json.WrittenTime;

/** Writes a consumer's configuration as the server does: its order, its omissions. */
public final class ConsumerConfigJson {
  private ConsumerConfigJson() {}

  /** Writes the members of the object. */
  public static void write(JsonWriter json, ConsumerConfig config, MetadataView metadata) {
    json.fieldIfSet("durable_name", config.durableName())
        .fieldIfSet("name", config.name())
        .fieldIfSet("description", config.description())
        .field("deliver_policy", config.deliverPolicy().wireName());
    if (config.optStartSequence() != 0) {
      json.unsignedField("opt_start_seq", config.optStartSequence());
    }
    WrittenTime startTime = config.optStartTime();
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
        .field("replay_policy", config.replayPolicy().wireName());
    if (config.rateLimit() != 0) {
      json.unsignedField("rate_limit_bps", config.rateLimit());
    }
    json.fieldIfSet("sample_freq", config.sampleFrequency())
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
    WrittenTime pauseUntil = config.pauseUntil();
    if (pauseUntil != null) {
      json.timeField("pause_until", pauseUntil);
    }
    json.fieldIfSet("priority_groups", config.priorityGroups())
        .fieldIfSet(
            "priority_policy",
            config.priorityPolicy() == PriorityPolicy.NONE
                ? ""
                : config.priorityPolicy().wireName())
        .fieldIfSet("priority_timeout", config.priorityTimeout().toNanos());
  }
}
