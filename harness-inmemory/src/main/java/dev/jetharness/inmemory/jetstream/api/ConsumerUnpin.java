package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.error.ApiErrors;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.error.ConsumerErrors;
import dev.jetharness.inmemory.json.JsonWriter;
import dev.jetharness.inmemory.json.ObjectReader;
import java.util.regex.Pattern;

/** {@code CONSUMER.UNPIN}: always in vain, because no consumer here has priority groups (10160). */
final class ConsumerUnpin implements Operation {
  private static final Pattern GROUP_NAME = Pattern.compile("[a-zA-Z0-9/_=-]{1,16}");

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
    if (!GROUP_NAME.matcher(group).matches()) {
      throw new ApiException(ConsumerErrors.invalidGroupName());
    }
    assets.requireStream(request.stream()).requireConsumer(request.consumer());
    throw new ApiException(ConsumerErrors.invalidPriorityGroup());
  }
}
