package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.json.JsonWriter;

/** {@code CONSUMER.NAMES}: the names of a stream's consumers. */
final class ConsumerNames implements Operation {
  private static final int LIMIT = 1024;

  private final Assets assets;

  ConsumerNames(Assets assets) {
    this.assets = assets;
  }

  @Override
  public String responseName() {
    return "consumer_names";
  }

  @Override
  public void perform(ApiRequest request, JsonWriter response) throws ApiException {
    int offset = ConsumerList.offset(request);
    var page = Page.of(assets.requireStream(request.stream()).publicConsumerNames(), offset, LIMIT);
    page.describe(response);
    response.name("consumers").beginArray();
    page.items().forEach(response::value);
    response.endArray();
  }

  @Override
  public void describeFailure(JsonWriter response) {
    Page.describeNone(response);
    response.name("consumers").beginArray().endArray();
  }
}
