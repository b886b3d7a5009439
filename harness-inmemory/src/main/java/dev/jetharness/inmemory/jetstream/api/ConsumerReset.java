package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.json.JsonWriter;

/**
 * {@code CONSUMER.RESET}: refused, because it is not modelled. On the server it is a subscription
 * of the consumer's own, so that a missing one is silent.
 */
final class ConsumerReset implements Operation {
  private final Assets assets;

  ConsumerReset(Assets assets) {
    this.assets = assets;
  }

  @Override
  public String responseName() {
    return "consumer_reset";
  }

  @Override
  public boolean answers(ApiRequest request) {
    return assets.consumerByKey(request.stream() + '.' + request.consumer()) != null;
  }

  @Override
  public void perform(ApiRequest request, JsonWriter response) throws ApiException {
    throw new ApiException(NotModelled.error("resetting a consumer"));
  }

  @Override
  public void describeFailure(JsonWriter response) {
    response.field("reset_seq", 0);
  }
}
