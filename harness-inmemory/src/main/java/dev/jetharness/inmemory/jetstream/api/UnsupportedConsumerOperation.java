package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.account.Assets;
import dev.jetharness.inmemory.jetstream.error.ApiError;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.json.JsonWriter;
import java.util.function.Consumer;

/**
 * An operation on a consumer that is not modelled: where the consumer is missing it says so,
 * otherwise it is refused by name, never ignored.
 */
final class UnsupportedConsumerOperation implements Operation {
  private static final int BAD_REQUEST = 400;
  private static final int BAD_REQUEST_ERROR = 10003;

  private final Assets assets;
  private final String responseName;
  private final String feature;
  private final Consumer<JsonWriter> failure;

  /**
   * Creates a refusal.
   *
   * @param assets where the consumer is looked for
   * @param responseName as in the type of the response
   * @param feature what is not supported, for the message
   * @param failure writes the members that the response has also when it reports an error
   */
  UnsupportedConsumerOperation(
      Assets assets, String responseName, String feature, Consumer<JsonWriter> failure) {
    this.assets = assets;
    this.responseName = responseName;
    this.feature = feature;
    this.failure = failure;
  }

  /** The error that names a feature: "bad request", and why. */
  static ApiError error(String feature) {
    String description = "bad request: " + feature + " is not supported by the in-memory broker";
    return new ApiError(BAD_REQUEST, BAD_REQUEST_ERROR, description);
  }

  @Override
  public String responseName() {
    return responseName;
  }

  @Override
  public void perform(ApiRequest request, JsonWriter response) throws ApiException {
    assets.requireStream(request.stream()).requireConsumer(request.consumer());
    throw new ApiException(error(feature));
  }

  @Override
  public void describeFailure(JsonWriter response) {
    failure.accept(response);
  }
}
