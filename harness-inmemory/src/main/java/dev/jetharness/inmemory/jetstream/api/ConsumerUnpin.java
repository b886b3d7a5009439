package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.config.PriorityGroups;
import dev.jetharness.inmemory.jetstream.error.ApiErrors;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.error.ConsumerErrors;
import dev.jetharness.inmemory.json.JsonWriter;
import dev.jetharness.inmemory.json.ObjectReader;

/** {@code CONSUMER.UNPIN}: always in vain, because no consumer here has priority groups (10160). */
final class ConsumerUnpin implements Operation {
  private final Assets assets;

  ConsumerUnpin(Assets assets) {
    this.assets = assets;
  }

  @Override
  public String responseName() {
    return "consumer_unpin";
  }

  @Override
  public void perform(ApiRequest request, JsonWriter response) throws ApiException {
    ObjectReader body = request.readLeniently("JSApiConsumerUnpinRequest");
    String group = body.string("group", "");
    ApiRequest.finish(body);
    if (group.isEmpty()) {
      throw new ApiException(ApiErrors.invalidJson("consumer group not specified"));
    }
    if (!PriorityGroups.isValidName(group)) {
      throw new ApiException(ConsumerErrors.invalidGroupName());
    }
    assets.requireStream(request.stream()).requireConsumer(request.consumer());
    throw new ApiException(ConsumerErrors.invalidPriorityGroup());
  }
}
