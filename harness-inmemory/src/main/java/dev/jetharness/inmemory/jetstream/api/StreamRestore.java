package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.error.ApiErrors;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.json.JsonWriter;

/** {@code STREAM.RESTORE}: refused, because snapshots are not modelled. */
final class StreamRestore implements Operation {
  private static final int NAME_IN_USE = 10130;

  private final Assets assets;

  StreamRestore(Assets assets) {
    this.assets = assets;
  }

  @Override
  public String responseName() {
    return "stream_restore";
  }

  @Override
  public void perform(ApiRequest request, JsonWriter response) throws ApiException {
    request.requireBody();
    throw new ApiException(
        assets.stream(request.stream()) == null
            ? NotModelled.error("restoring a snapshot")
            : ApiErrors.of(NAME_IN_USE));
  }

  @Override
  public void describeFailure(JsonWriter response) {
    response.field("deliver_subject", "");
  }
}
