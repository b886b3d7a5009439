package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.config.ConsumerConfigs;
import dev.jetharness.inmemory.jetstream.consumer.Consumer;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.json.GoTime;
import dev.jetharness.inmemory.json.JsonWriter;
import dev.jetharness.inmemory.json.ObjectReader;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code CONSUMER.PAUSE}: lets a consumer deliver nothing until some time; without one, resumes.
 */
final class ConsumerPause implements Operation {
  private final Assets assets;

  ConsumerPause(Assets assets) {
    this.assets = assets;
  }

  @Override
  public String responseName() {
    return "consumer_pause";
  }

  @Override
  public boolean checksLevelFirst() {
    return false;
  }

  @Override
  public void perform(ApiRequest request, JsonWriter response) throws ApiException {
    Instant until = until(request);
    request.requireApiLevel();
    Consumer consumer = assets.requireStream(request.stream()).requireConsumer(request.consumer());
    consumer.update(ConsumerConfigs.paused(consumer.config(), until));
    long remaining = consumer.info().pauseRemaining();
    response.field("paused", remaining > 0);
    response.timeField("pause_until", until == null ? GoTime.ZERO : until);
    response.fieldIfSet("pause_remaining", remaining);
  }

  @Override
  public void describeFailure(JsonWriter response) {
    response.field("paused", false).timeField("pause_until", GoTime.ZERO);
  }

  /** The time that a request names; null for none, which Go's zero time means as well. */
  private static @Nullable Instant until(ApiRequest request) throws ApiException {
    ObjectReader body = request.readIfPresent("JSApiConsumerPauseRequest");
    if (body == null) {
      return null;
    }
    Instant until = body.time("pause_until");
    ApiRequest.finish(body);
    return GoTime.ZERO.equals(until) ? null : until;
  }
}
