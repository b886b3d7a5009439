package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.config.PriorityGroups;
import dev.jetharness.inmemory.jetstream.consumer.Consumer;
import dev.jetharness.inmemory.jetstream.error.ApiErrors;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.error.ConsumerErrors;
import dev.jetharness.inmemory.json.JsonWriter;
import dev.jetharness.inmemory.json.ObjectReader;

/** {@code CONSUMER.UNPIN}: takes the pin from the client that holds it. */
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
    Consumer consumer = assets.requireStream(request.stream()).requireConsumer(request.consumer());
    if (!consumer.config().priorityGroups().contains(group)) {
      throw new ApiException(ConsumerErrors.invalidPriorityGroup());
    }
    consumer.unpin(group);
  }
}
