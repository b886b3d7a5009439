package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.account.StreamAsset;
import dev.jetharness.inmemory.jetstream.consumer.Consumer;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.json.JsonWriter;

/**
 * {@code CONSUMER.RESET}: refused, because it is not modelled, unless a stream asks that copies this
 * one by a consumer which somebody made for it. On the server it is a subscription
 * of the consumer's own, so that a missing one is silent.
 */
final class ConsumerReset implements Operation {
  private final Assets assets;
  private final ConsumerReport report;

  ConsumerReset(Assets assets, ConsumerReport report) {
    this.assets = assets;
    this.report = report;
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
  public boolean isAudited() {
    return false;
  }

  @Override
  public void perform(ApiRequest request, JsonWriter response) throws ApiException {
    if (!request.isOfServer()) {
      throw new ApiException(NotModelled.error("resetting a consumer"));
    }
    StreamAsset asset = assets.requireStream(request.stream());
    Consumer consumer = asset.requireConsumer(request.consumer());
    long sequence = consumer.reset();
    report.describe(response, asset, consumer);
    response.field("reset_seq", sequence);
    StreamIdentity.tell(request, asset.identity());
  }

  @Override
  public void describeFailure(JsonWriter response) {
    response.field("reset_seq", 0);
  }
}
