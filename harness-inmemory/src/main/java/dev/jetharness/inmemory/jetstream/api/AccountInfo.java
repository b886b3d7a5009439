package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.json.JsonWriter;

/** {@code INFO}: what the account uses, and its limits, of which it has none. */
final class AccountInfo implements Operation {
  private final Assets assets;
  private final ApiStatistics statistics;

  AccountInfo(Assets assets, ApiStatistics statistics) {
    this.assets = assets;
    this.statistics = statistics;
  }

  @Override
  public String responseName() {
    return "account_info";
  }

  @Override
  public void perform(ApiRequest request, JsonWriter response) {
    assets.usage().describe(response);
    response.field("streams", assets.streamCount()).field("consumers", assets.consumerCount());
    response.object("limits", AccountInfo::describeLimits);
    response.object("api", statistics::describe);
  }

  private static void describeLimits(JsonWriter json) {
    json.field("max_memory", -1).field("max_storage", -1).field("max_streams", -1);
    json.field("max_consumers", -1).field("max_ack_pending", -1);
    json.field("memory_max_stream_bytes", -1).field("storage_max_stream_bytes", -1);
    json.field("max_bytes_required", false);
  }
}
