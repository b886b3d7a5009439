package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.account.StreamAsset;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.json.JsonWriter;

/** {@code CONSUMER.INFO}: one consumer. */
final class ConsumerInfo implements Operation {
  private final Assets assets;
  private final ConsumerReport report;

  ConsumerInfo(Assets assets, ConsumerReport report) {
    this.assets = assets;
    this.report = report;
  }

  @Override
  public String responseName() {
    return "consumer_info";
  }

  @Override
  public boolean checksLevelFirst() {
    return false;
  }

  @Override
  public void perform(ApiRequest request, JsonWriter response) throws ApiException {
    request.requireEmptyBody();
    request.requireApiLevel();
    StreamAsset asset = assets.requireStream(request.stream());
    report.describe(response, asset, asset.requireConsumer(request.consumer()));
  }
}
