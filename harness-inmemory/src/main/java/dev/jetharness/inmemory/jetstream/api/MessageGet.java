package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.error.ApiErrors;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.json.JsonWriter;
import dev.jetharness.inmemory.json.ObjectReader;
import dev.jetharness.inmemory.time.BrokerClock;

/** {@code STREAM.MSG.GET}: reads one message. */
final class MessageGet implements Operation {
  private final Assets assets;

  MessageGet(Assets assets) {
    this.assets = assets;
  }

  @Override
  public String responseName() {
    return "stream_msg_get";
  }

  @Override
  public boolean isAudited() {
    return false;
  }

  @Override
  public void perform(ApiRequest request, JsonWriter response) throws ApiException {
    request.requireBody();
    ObjectReader body = request.read(MessageQuery.GO_TYPE);
    MessageQuery query = MessageQuery.read(body);
    ApiRequest.finish(body);
    if (query.batch() > 0 || query.maxBytes() > 0 || query.isUnset() || query.isContradictory()) {
      throw new ApiException(ApiErrors.badRequest());
    }
    StoredMessage found = query.find(assets.requireStream(request.stream()).stream());
    if (found == null) {
      throw new ApiException(ApiErrors.messageNotFound());
    }
    response.object("message", json -> describe(json, found, query.withoutHeaders()));
  }

  private static void describe(JsonWriter json, StoredMessage message, boolean withoutHeaders) {
    json.field("subject", message.subject()).field("seq", message.sequence());
    if (!withoutHeaders && message.headers().length > 0) {
      json.base64Field("hdrs", message.headers());
    }
    if (message.payload().length > 0) {
      json.base64Field("data", message.payload());
    }
    json.timeField("time", BrokerClock.toInstant(message.timestamp()));
  }
}
