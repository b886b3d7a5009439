package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.config.StorageType;
import dev.jetharness.inmemory.jetstream.config.StreamConfig;
import dev.jetharness.inmemory.jetstream.error.ApiError;
import dev.jetharness.inmemory.jetstream.error.ApiErrors;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.stream.Stream;
import dev.jetharness.inmemory.json.JsonWriter;
import dev.jetharness.inmemory.json.ObjectReader;

/** {@code STREAM.MSG.DELETE}: removes one message. */
final class MessageDelete implements Operation {
  private final Assets assets;

  MessageDelete(Assets assets) {
    this.assets = assets;
  }

  @Override
  public String responseName() {
    return "stream_msg_delete";
  }

  @Override
  public void perform(ApiRequest request, JsonWriter response) throws ApiException {
    request.requireBody();
    ObjectReader body = request.read("JSApiMsgDeleteRequest");
    long sequence = body.uint64("seq", 0);
    body.bool("no_erase", false);
    ApiRequest.finish(body);
    Stream stream = assets.requireStream(request.stream()).stream();
    StreamConfig config = stream.config();
    if (config.sealed()) {
      throw new ApiException(ApiErrors.streamSealed());
    }
    if (config.denyDelete()) {
      throw new ApiException(ApiErrors.streamMessageDeleteFailed("message delete not permitted"));
    }
    if (stream.deleteMessage(sequence)) {
      response.field("success", true);
    } else {
      // The server counts this among the successes of the account.
      ApiDispatcher.describe(response, missing(stream, sequence));
    }
  }

  /** The two stores differ in what they say about a sequence outside their range. */
  private static ApiError missing(Stream stream, long sequence) {
    if (stream.config().storage() == StorageType.FILE) {
      if (Long.compareUnsigned(sequence, stream.firstSequence()) < 0) {
        return ApiErrors.streamMessageDeleteFailed("no message found");
      }
      if (Long.compareUnsigned(sequence, stream.lastSequence()) > 0) {
        return ApiErrors.streamMessageDeleteFailed("stream store EOF");
      }
    }
    return ApiErrors.sequenceNotFound(sequence);
  }
}
