package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.account.StreamAsset;
import dev.jetharness.inmemory.jetstream.account.Topology;
import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import dev.jetharness.inmemory.jetstream.config.StreamConfigReader;
import dev.jetharness.inmemory.jetstream.config.StreamConfigs;
import dev.jetharness.inmemory.jetstream.config.StreamRequest;
import dev.jetharness.inmemory.jetstream.config.StreamUpdateRules;
import dev.jetharness.inmemory.jetstream.error.ApiErrors;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.json.JsonWriter;

/** {@code STREAM.UPDATE}: another configuration; what it leaves out goes back to its default. */
final class StreamUpdate implements Operation {
  private final Assets assets;
  private final Topology topology;
  private final StreamReport report;

  StreamUpdate(Assets assets, Topology topology, StreamReport report) {
    this.assets = assets;
    this.topology = topology;
    this.report = report;
  }

  @Override
  public String responseName() {
    return "stream_update";
  }

  @Override
  public void perform(ApiRequest request, JsonWriter response) throws ApiException {
    StreamRequest asked = StreamConfigReader.read(request.body());
    StreamConfig completed = StreamConfigs.complete(asked, topology.limits(), assets::streamConfig);
    if (!request.stream().equals(completed.name())) {
      throw new ApiException(ApiErrors.streamMismatch());
    }
    StreamAsset asset = assets.requireStream(completed.name());
    StreamConfig old = asset.stream().config();
    StreamConfig updated = StreamUpdateRules.apply(old, completed, topology.limits());
    assets.resources().checkUpdate(old, updated);
    assets.checkOverlap(updated);
    StreamUpdateRules.checkConsumers(old, updated, asset.consumerConfigs());
    assets.updateStream(asset, StreamUpdateRules.completeRepublish(updated));
    report.describeUpdated(response, asset);
  }
}
