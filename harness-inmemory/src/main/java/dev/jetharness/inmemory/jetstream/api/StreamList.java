package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.account.StreamAsset;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.json.JsonWriter;

/** {@code STREAM.LIST}: all streams, or those that listen to a subject, with their state. */
final class StreamList implements Operation {
  private static final int LIMIT = 256;

  private final Assets assets;
  private final StreamReport report;

  StreamList(Assets assets, StreamReport report) {
    this.assets = assets;
    this.report = report;
  }

  @Override
  public String responseName() {
    return "stream_list";
  }

  @Override
  public void perform(ApiRequest request, JsonWriter response) throws ApiException {
    StreamQuery query = StreamQuery.read(request, "JSApiStreamListRequest");
    var page = Page.of(query.select(assets), query.offset(), LIMIT);
    page.describe(response);
    response.name("streams").beginArray();
    for (StreamAsset each : page.items()) {
      response.beginObject();
      report.describeListed(response, each);
      response.endObject();
    }
    response.endArray();
  }

  @Override
  public void describeFailure(JsonWriter response) {
    Page.describeNone(response);
    response.name("streams").beginArray().endArray();
  }
}
