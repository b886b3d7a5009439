package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.json.JsonWriter;

/** {@code STREAM.SNAPSHOT}: refused, because snapshots are not modelled. */
final class StreamSnapshot implements Operation {
  private final Assets assets;

  StreamSnapshot(Assets assets) {
    this.assets = assets;
  }

  @Override
  public String responseName() {
    return "stream_snapshot";
  }

  @Override
  public void perform(ApiRequest request, JsonWriter response) throws ApiException {
    request.requireBody();
    assets.requireStream(request.stream());
    throw new ApiException(NotModelled.error("taking a snapshot"));
  }
}
