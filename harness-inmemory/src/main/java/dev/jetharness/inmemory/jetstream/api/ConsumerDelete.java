package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.account.StreamAsset;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.json.JsonWriter;

/** {@code CONSUMER.DELETE}: removes a consumer. */
final class ConsumerDelete implements Operation {
  private final Assets assets;

  ConsumerDelete(Assets assets) {
    this.assets = assets;
  }

  @Override
  public String responseName() {
    return "consumer_delete";
  }

  @Override
  public void perform(ApiRequest request, JsonWriter response) throws ApiException {
    request.requireEmptyBody();
    StreamAsset asset = assets.requireStream(request.stream());
    String name = request.consumer();
    assets.deleteConsumer(asset, name, asset.requireConsumer(name));
    response.field("success", true);
  }
}
