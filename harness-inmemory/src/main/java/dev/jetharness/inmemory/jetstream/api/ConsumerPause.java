package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.json.GoTime;
import dev.jetharness.inmemory.json.JsonWriter;

/** {@code CONSUMER.PAUSE}: refused, because it is not modelled. */
final class ConsumerPause implements Operation {
  private final Assets assets;

  ConsumerPause(Assets assets) {
    this.assets = assets;
  }

  @Override
  public String responseName() {
    return "consumer_pause";
  }

  @Override
  public void perform(ApiRequest request, JsonWriter response) throws ApiException {
    assets.requireStream(request.stream()).requireConsumer(request.consumer());
    throw new ApiException(NotModelled.error("pausing a consumer"));
  }

  @Override
  public void describeFailure(JsonWriter response) {
    response.field("paused", false).timeField("pause_until", GoTime.ZERO);
  }
}
