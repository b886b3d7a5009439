package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.account.StreamAsset;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.json.JsonWriter;
import dev.jetharness.inmemory.json.ObjectReader;

/** {@code CONSUMER.LIST}: a stream's consumers, with their state. */
final class ConsumerList implements Operation {
  private static final int LIMIT = 256;

  private final Assets assets;
  private final ConsumerReport report;

  ConsumerList(Assets assets, ConsumerReport report) {
    this.assets = assets;
    this.report = report;
  }

  @Override
  public String responseName() {
    return "consumer_list";
  }

  @Override
  public void perform(ApiRequest request, JsonWriter response) throws ApiException {
    int offset = offset(request);
    StreamAsset asset = assets.requireStream(request.stream());
    var page = Page.of(asset.publicConsumerNames(), offset, LIMIT);
    page.describe(response);
    response.name("consumers").beginArray();
    for (String name : page.items()) {
      response.beginObject();
      report.describeListed(response, asset, asset.requireConsumer(name));
      response.endObject();
    }
    response.endArray();
  }

  @Override
  public void describeFailure(JsonWriter response) {
    Page.describeNone(response);
    response.name("consumers").beginArray().endArray();
  }

  /** Where the page begins that a request asks for. */
  static int offset(ApiRequest request) throws ApiException {
    ObjectReader body = request.readIfPresent("JSApiConsumersRequest");
    if (body == null) {
      return 0;
    }
    int offset = body.integer("offset", 0);
    ApiRequest.finish(body);
    return offset;
  }
}
