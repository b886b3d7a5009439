package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.account.Resources;
import dev.jetharness.inmemory.jetstream.account.StreamAsset;
import dev.jetharness.inmemory.jetstream.account.Topology;
import dev.jetharness.inmemory.jetstream.backup.AssetRestorer;
import dev.jetharness.inmemory.jetstream.config.ConsumerConfig;
import dev.jetharness.inmemory.jetstream.config.ConsumerConfigs;
import dev.jetharness.inmemory.jetstream.config.ConsumerRequest;
import dev.jetharness.inmemory.jetstream.config.ConsumerUpdateRules;
import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import dev.jetharness.inmemory.jetstream.config.StreamConfigs;
import dev.jetharness.inmemory.jetstream.consumer.Consumer;
import dev.jetharness.inmemory.jetstream.error.ApiErrors;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.json.JsonWriter;

/** Creates streams and consumers that a snapshot has. */
final class RestoredAssets implements AssetRestorer {
  private static final long MAX_PAYLOAD = 1024 * 1024;

  private final Assets assets;
  private final Topology topology;
  private final StreamReport report;

  RestoredAssets(Assets assets, Topology topology, StreamReport report) {
    this.assets = assets;
    this.topology = topology;
    this.report = report;
  }

  /** The configuration of a stream that may be restored. */
  StreamConfig check(StreamConfig stored) throws ApiException {
    StreamConfig config = StreamConfigs.restored(stored, topology.limits(), assets::streamConfig);
    assets.resources().checkNew(config);
    checkName(config);
    return config;
  }

  @Override
  public long maxPayload() {
    return MAX_PAYLOAD;
  }

  @Override
  public Resources resources() {
    return assets.resources();
  }

  @Override
  public StreamConfig admitStream(StreamConfig stored) throws ApiException {
    checkName(stored);
    return StreamConfigs.restored(stored, topology.limits(), assets::streamConfig);
  }

  @Override
  public StreamAsset addStream(StreamConfig config) throws ApiException {
    StreamConfigs.checkReplicas(config, topology.limits());
    assets.resources().checkRoom(config, config.maxBytes());
    assets.checkOverlap(config);
    return assets.addStreamToRestore(config);
  }

  @Override
  public Consumer addConsumer(StreamAsset asset, ConsumerRequest stored, String name)
      throws ApiException {
    ConsumerConfig config =
        ConsumerConfigs.restored(stored, name, asset.stream().config(), topology.limits());
    String given = config.isDurable() ? config.durableName() : name;
    Consumer existing = asset.consumer(given);
    if (existing != null) {
      ConsumerUpdateRules.check(existing.config(), config, existing.pushBound());
      existing.update(config);
      return existing;
    }
    ConsumerAdmission.checkNew(asset, config, topology.limits().account());
    return assets.addConsumerQuietly(asset, config, given);
  }

  @Override
  public void describe(JsonWriter json, StreamAsset stream) {
    report.describeRestored(json, stream);
  }

  private void checkName(StreamConfig config) throws ApiException {
    if (assets.stream(config.name()) != null) {
      throw new ApiException(ApiErrors.streamNameExistsRestoreFailed());
    }
  }
}
