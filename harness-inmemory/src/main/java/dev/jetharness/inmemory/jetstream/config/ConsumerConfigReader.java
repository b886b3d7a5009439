package dev.jetharness.inmemory.jetstream.config;

import dev.jetharness.inmemory.jetstream.error.ApiErrors;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.json.JsonException;
import dev.jetharness.inmemory.json.ObjectReader;
import org.jspecify.annotations.Nullable;

/** Reads the body of CONSUMER.CREATE in all its forms. */
public final class ConsumerConfigReader {
  private ConsumerConfigReader() {}

  /**
   * Reads a request.
   *
   * @throws ApiException 10025 if it is not what the server's decoder takes
   */
  public static ConsumerRequest read(byte[] body) throws ApiException {
    try {
      ObjectReader json = ObjectReader.parse(body, "CreateConsumerRequest", true);
      ConsumerRequest request = request(json);
      json.finish();
      return request;
    } catch (JsonException e) {
      throw new ApiException(ApiErrors.invalidJson(e.getMessage()));
    }
  }

  /** Reads the {@code config} of a consumer in a snapshot; null if it has none. */
  public static @Nullable ConsumerRequest readStored(ObjectReader json) {
    return json.has("config") ? request(json) : null;
  }

  private static ConsumerRequest request(ObjectReader json) {
    ConsumerDraft draft = new ConsumerDraft();
    ObjectReader config = json.object("config", "ConsumerConfig");
    if (config != null) {
      read(config, draft);
    }
    return new ConsumerRequest(
        json.string("stream_name", ""),
        draft.toConfig(),
        json.custom("action", ConsumerAction.CREATE_OR_UPDATE, WireNames.ACTION),
        json.bool("pedantic", false));
  }

  private static void read(ObjectReader json, ConsumerDraft draft) {
    draft.durableName = json.string("durable_name", "");
    draft.name = json.string("name", "");
    draft.description = json.string("description", "");
    draft.deliverPolicy = json.custom("deliver_policy", draft.deliverPolicy, WireNames.DELIVER);
    draft.optStartSequence = json.uint64("opt_start_seq", 0);
    draft.optStartTime = json.writtenTime("opt_start_time");
    draft.ackPolicy = json.custom("ack_policy", draft.ackPolicy, WireNames.ACK);
    draft.ackWait = json.duration("ack_wait");
    draft.maxDeliver = json.integer("max_deliver", 0);
    draft.backoff = json.durations("backoff");
    draft.filterSubject = json.string("filter_subject", "");
    draft.filterSubjects = json.strings("filter_subjects");
    draft.replayPolicy = json.custom("replay_policy", draft.replayPolicy, WireNames.REPLAY);
    draft.rateLimit = json.uint64("rate_limit_bps", 0);
    draft.sampleFrequency = json.string("sample_freq", "");
    draft.maxWaiting = json.integer("max_waiting", 0);
    draft.maxAckPending = json.integer("max_ack_pending", 0);
    draft.flowControl = json.bool("flow_control", false);
    draft.headersOnly = json.bool("headers_only", false);
    draft.maxBatch = json.integer("max_batch", 0);
    draft.maxExpires = json.duration("max_expires");
    draft.maxBytes = json.integer("max_bytes", 0);
    draft.deliverSubject = json.string("deliver_subject", "");
    draft.deliverGroup = json.string("deliver_group", "");
    draft.idleHeartbeat = json.duration("idle_heartbeat");
    draft.inactiveThreshold = json.duration("inactive_threshold");
    draft.replicas = json.integer("num_replicas", 0);
    draft.memoryStorage = json.bool("mem_storage", false);
    draft.direct = json.bool("direct", false);
    draft.sourcing = json.bool("sourcing", false);
    draft.metadata = json.stringMap("metadata");
    draft.pauseUntil = json.writtenTime("pause_until");
    draft.priorityGroups = json.strings("priority_groups");
    draft.emptyLists = json.emptyLists("backoff", "filter_subjects", "priority_groups");
    draft.priorityPolicy =
        json.custom("priority_policy", draft.priorityPolicy, WireNames.PRIORITY_POLICY);
    draft.priorityTimeout = json.duration("priority_timeout");
  }
}
