package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.StreamAsset;
import dev.jetharness.inmemory.jetstream.account.Topology;
import dev.jetharness.inmemory.jetstream.config.ConsumerConfigJson;
import dev.jetharness.inmemory.jetstream.config.MetadataView;
import dev.jetharness.inmemory.jetstream.consumer.Consumer;
import dev.jetharness.inmemory.jetstream.consumer.SequencePair;
import dev.jetharness.inmemory.json.GoTime;
import dev.jetharness.inmemory.json.JsonWriter;
import dev.jetharness.inmemory.time.BrokerClock;
import java.time.Instant;
import java.util.List;

/** Writes what the API tells about a consumer: configuration, progress, place in the cluster. */
final class ConsumerReport {
  private final Topology topology;

  ConsumerReport(Topology topology) {
    this.topology = topology;
  }

  /** Writes a consumer that was created or updated. */
  void describeFirst(JsonWriter json, StreamAsset asset, Consumer consumer) {
    describe(json, asset, consumer.infos().takeFirst(), MetadataView.WITH_SERVER);
  }

  /** Writes a consumer that was asked for. */
  void describe(JsonWriter json, StreamAsset asset, Consumer consumer) {
    describe(json, asset, consumer.info(), MetadataView.WITH_SERVER);
  }

  /** Writes a consumer in a list, where metadata is shown as it is kept. */
  void describeListed(JsonWriter json, StreamAsset asset, Consumer consumer) {
    describe(json, asset, consumer.info(), MetadataView.STORED);
  }

  private void describe(
      JsonWriter json,
      StreamAsset asset,
      dev.jetharness.inmemory.jetstream.consumer.ConsumerInfo info,
      MetadataView view) {
    Instant created = BrokerClock.toInstant(info.created());
    json.field("stream_name", info.stream()).field("name", info.name());
    json.timeField("created", created);
    json.object("config", config -> ConsumerConfigJson.write(config, info.config(), view));
    describe(json, "delivered", info.delivered(), info.lastDelivered());
    describe(json, "ack_floor", info.ackFloor(), info.lastAcknowledged());
    json.field("num_ack_pending", info.ackPending()).field("num_redelivered", info.redelivered());
    json.field("num_waiting", info.waiting()).field("num_pending", info.pending());
    topology.describe(json, asset.stream().config(), info.config(), info.name(), created);
    json.fieldIfSet("push_bound", info.pushBound());
    json.fieldIfSet("paused", info.pauseRemaining() > 0);
    json.fieldIfSet("pause_remaining", info.pauseRemaining());
    json.timeField("ts", BrokerClock.toInstant(info.timestamp()));
    describe(json, info.config().priorityGroups(), info.pinId(), info.pinnedAt());
  }

  /** As all groups share one pin, the server tells of the first one only. */
  private static void describe(JsonWriter json, List<String> groups, String pinId, long pinnedAt) {
    if (groups.isEmpty()) {
      return;
    }
    json.name("priority_groups").beginArray().beginObject();
    json.field("group", groups.get(0)).fieldIfSet("pinned_client_id", pinId);
    json.timeField("pinned_ts", pinnedAt == 0 ? GoTime.ZERO : BrokerClock.toInstant(pinnedAt));
    json.endObject().endArray();
  }

  private static void describe(JsonWriter json, String name, SequencePair at, long lastActive) {
    json.name(name).beginObject();
    json.field("consumer_seq", at.consumer()).field("stream_seq", at.stream());
    if (lastActive != 0) {
      json.timeField("last_active", BrokerClock.toInstant(lastActive));
    }
    json.endObject();
  }
}
