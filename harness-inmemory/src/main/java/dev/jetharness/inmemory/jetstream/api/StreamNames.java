package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.json.JsonWriter;

/** {@code STREAM.NAMES}: the names of all streams, or of those that listen to a subject. */
final class StreamNames implements Operation {
  private static final int LIMIT = 1024;

  private final Assets assets;

  StreamNames(Assets assets) {
    this.assets = assets;
  }

  @Override
  public String responseName() {
    return "stream_names";
  }

  @Override
  public void perform(ApiRequest request, JsonWriter response) throws ApiException {
    StreamQuery query = StreamQuery.read(request, "JSApiStreamNamesRequest");
    var page = Page.of(query.select(assets), query.offset(), LIMIT);
    page.describe(response);
    if (page.items().isEmpty()) {
      response.name("streams").nullValue();
      return;
    }
    response.name("streams").beginArray();
    page.items().forEach(each -> response.value(each.name()));
    response.endArray();
  }

  @Override
  public void describeFailure(JsonWriter response) {
    Page.describeNone(response);
    response.name("streams").nullValue();
  }
}
