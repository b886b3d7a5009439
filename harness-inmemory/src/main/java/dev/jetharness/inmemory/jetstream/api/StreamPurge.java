package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import dev.jetharness.inmemory.jetstream.error.ApiErrors;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.stream.PurgeRequest;
import dev.jetharness.inmemory.jetstream.stream.Stream;
import dev.jetharness.inmemory.json.JsonWriter;
import dev.jetharness.inmemory.json.ObjectReader;

/** {@code STREAM.PURGE}: removes messages, all or some. */
final class StreamPurge implements Operation {
  /** Sequences are counted up from here without ever becoming negative. */
  private static final long HIGHEST_SEQUENCE = 1L << 62;

  private final Assets assets;

  StreamPurge(Assets assets) {
    this.assets = assets;
  }

  @Override
  public String responseName() {
    return "stream_purge";
  }

  @Override
  public void perform(ApiRequest request, JsonWriter response) throws ApiException {
    PurgeRequest purge = read(request);
    Stream stream = assets.requireStream(request.stream()).stream();
    StreamConfig config = stream.config();
    if (config.sealed()) {
      throw new ApiException(ApiErrors.streamSealed());
    }
    if (config.denyPurge()) {
      throw new ApiException(ApiErrors.streamPurgeFailed("stream purge not permitted"));
    }
    if (purge.startsAgain() && purge.before() > HIGHEST_SEQUENCE) {
      throw new ApiException(NotModelled.error("starting again above sequence 2^62"));
    }
    long purged = stream.purge(purge);
    response.field("success", true).field("purged", purged);
  }

  @Override
  public void describeFailure(JsonWriter response) {
    response.field("purged", 0);
  }

  private static PurgeRequest read(ApiRequest request) throws ApiException {
    ObjectReader body = request.readIfPresent("JSApiStreamPurgeRequest");
    if (body == null) {
      return PurgeRequest.ALL;
    }
    long sequence = capped(body.uint64("seq", 0));
    String filter = body.string("filter", "");
    long keep = capped(body.uint64("keep", 0));
    ApiRequest.finish(body);
    if (sequence != 0 && keep != 0) {
      throw new ApiException(ApiErrors.badRequest());
    }
    return new PurgeRequest(filter, sequence, keep);
  }

  /** An unsigned number, or the highest one below that is as good for what there can be. */
  private static long capped(long unsigned) {
    return unsigned < 0 ? Long.MAX_VALUE : unsigned;
  }
}
