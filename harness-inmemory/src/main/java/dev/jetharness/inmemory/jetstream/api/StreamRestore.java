package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.backup.Backups;
import dev.jetharness.inmemory.jetstream.backup.StateEntry;
import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import dev.jetharness.inmemory.jetstream.config.StreamConfigReader;
import dev.jetharness.inmemory.jetstream.error.ApiErrors;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.json.JsonWriter;
import dev.jetharness.inmemory.json.ObjectReader;

/** {@code STREAM.RESTORE}: begins to take a stream from a snapshot. */
final class StreamRestore implements Operation {
  private final RestoredAssets assets;
  private final Backups backups;

  StreamRestore(RestoredAssets assets, Backups backups) {
    this.assets = assets;
    this.backups = backups;
  }

  @Override
  public String responseName() {
    return "stream_restore";
  }

  @Override
  public void perform(ApiRequest request, JsonWriter response) throws ApiException {
    request.requireBody();
    StreamConfig asked = read(request);
    if (!request.stream().equals(asked.name())) {
      throw new ApiException(ApiErrors.streamMismatch());
    }
    if (asked.name().indexOf('/') >= 0 || asked.name().indexOf('\\') >= 0) {
      throw new ApiException(ApiErrors.streamNameContainsPathSeparators());
    }
    StreamConfig config = assets.check(asked);
    response.field("deliver_subject", backups.restore(config, assets, request.sender()));
  }

  @Override
  public void describeFailure(JsonWriter response) {
    response.field("deliver_subject", "");
  }

  /** The state that is sent along must be one, but does not matter. */
  private static StreamConfig read(ApiRequest request) throws ApiException {
    ObjectReader body = request.read("JSApiStreamRestoreRequest");
    StreamConfig config = StreamConfigReader.readStored(body, request.stream());
    ObjectReader state = body.object("state", "StreamState");
    if (state != null) {
      StateEntry unused = StateEntry.read(state);
    }
    ApiRequest.finish(body);
    return config;
  }
}
