package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.json.JsonWriter;

/** {@code STREAM.DELETE}: removes a stream and its consumers. */
final class StreamDelete implements Operation {
  private final Assets assets;

  StreamDelete(Assets assets) {
    this.assets = assets;
  }

  @Override
  public String responseName() {
    return "stream_delete";
  }

  @Override
  public void perform(ApiRequest request, JsonWriter response) throws ApiException {
    request.requireEmptyBody();
    assets.deleteStream(assets.requireStream(request.stream()));
    response.field("success", true);
  }
}
