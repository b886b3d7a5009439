package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.account.Topology;
import dev.jetharness.inmemory.jetstream.config.AccountLimits;
import dev.jetharness.inmemory.json.JsonWriter;

/** {@code INFO}: what the account uses, and its limits. */
final class AccountInfo implements Operation {
  private final Assets assets;
  private final Topology topology;
  private final ApiStatistics statistics;

  AccountInfo(Assets assets, Topology topology, ApiStatistics statistics) {
    this.assets = assets;
    this.topology = topology;
    this.statistics = statistics;
  }

  @Override
  public String responseName() {
    return "account_info";
  }

  @Override
  public void perform(ApiRequest request, JsonWriter response) {
    assets.resources().describe(response);
    response.field("streams", assets.streamCount()).field("consumers", assets.consumerCount());
    response.object("limits", json -> describe(json, assets.resources().limits()));
    response.fieldIfSet("domain", topology.domain());
    response.object("api", statistics::describe);
  }

  private static void describe(JsonWriter json, AccountLimits limits) {
    json.field("max_memory", limits.maxMemory())
        .field("max_storage", limits.maxStorage())
        .field("max_streams", limits.maxStreams())
        .field("max_consumers", limits.maxConsumers())
        .field("max_ack_pending", limits.maxAckPending())
        .field("memory_max_stream_bytes", limits.memoryMaxStreamBytes())
        .field("storage_max_stream_bytes", limits.storageMaxStreamBytes())
        .field("max_bytes_required", limits.maxBytesRequired());
  }
}
