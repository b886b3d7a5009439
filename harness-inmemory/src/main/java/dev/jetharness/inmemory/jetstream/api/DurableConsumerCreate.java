package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.config.ConsumerConfigReader;
import dev.jetharness.inmemory.jetstream.config.ConsumerRequest;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.error.ConsumerErrors;
import dev.jetharness.inmemory.json.JsonWriter;

/** {@code CONSUMER.DURABLE.CREATE}: the old way to create a durable consumer. */
final class DurableConsumerCreate implements Operation {
  private final ConsumerCreation creation;

  DurableConsumerCreate(ConsumerCreation creation) {
    this.creation = creation;
  }

  @Override
  public String responseName() {
    return "consumer_create";
  }

  @Override
  public boolean checksLevelFirst() {
    return false;
  }

  @Override
  public void perform(ApiRequest request, JsonWriter response) throws ApiException {
    ConsumerRequest asked = ConsumerConfigReader.read(request.body());
    request.requireApiLevel();
    ConsumerCreate.checkStream(request, asked);
    String name = request.consumer();
    ConsumerCreate.checkSeparators(name);
    if (!asked.config().isDurable()) {
      throw new ApiException(ConsumerErrors.durableNameNotSet());
    }
    if (!asked.config().durableName().equals(name)) {
      throw new ApiException(ConsumerErrors.durableNameNotMatchSubject());
    }
    creation.perform(request, asked.named(name), response);
  }
}
