package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.json.JsonWriter;

/** One operation of the JetStream API. */
interface Operation {

  /** Its name in the type of its response, such as {@code stream_create}. */
  String responseName();

  /**
   * Does what is asked.
   *
   * @param request the request
   * @param response takes the members of the response; its type is there already
   */
  void perform(ApiRequest request, JsonWriter response) throws ApiException;

  /** Writes the members that a response has also when it reports an error. */
  default void describeFailure(JsonWriter response) {}

  /** Whether it answers at all; if not, its sender waits in vain. */
  default boolean answers(ApiRequest request) {
    return true;
  }

  /** Whether a required API level is looked at before anything else. */
  default boolean checksLevelFirst() {
    return true;
  }

  /** Whether successful requests are counted and audited. */
  default boolean isAudited() {
    return true;
  }
}
