package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.bus.Client;
import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.error.ApiErrors;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.stream.RequiredApiLevel;
import dev.jetharness.inmemory.json.JsonException;
import dev.jetharness.inmemory.json.ObjectReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request to an operation: the names in its subject, and its body. */
final class ApiRequest {
  private final Message message;
  private final @Nullable Client sender;
  private final List<String> names;
  private byte[] responseHeaders = Message.EMPTY;
  private @Nullable Runnable afterwards;

  ApiRequest(Message message, @Nullable Client sender, List<String> names) {
    this.message = message;
    this.sender = sender;
    this.names = names;
  }

  /** The stream named by the subject. */
  String stream() {
    return names.get(0);
  }

  /** The consumer named by the subject. */
  String consumer() {
    return names.get(1);
  }

  /** The tokens of the subject that follow those of the operation. */
  List<String> names() {
    return names;
  }

  /** Who sent it; null if the broker itself did. */
  @Nullable Client sender() {
    return sender;
  }

  byte[] body() {
    return message.payload();
  }

  byte[] headers() {
    return message.headers();
  }

  /** Gives the response headers; they are not sent if it reports an error. */
  void respondWith(byte[] headers) {
    responseHeaders = headers;
  }

  byte[] responseHeaders() {
    return responseHeaders;
  }

  /** Refuses a client that asks for a newer API than this one (10185). */
  void requireApiLevel() throws ApiException {
    if (RequiredApiLevel.isMissed(message.headers())) {
      throw new ApiException(ApiErrors.requiredApiLevel());
    }
  }

  /** Refuses a body other than nothing or an object without members (10038). */
  void requireEmptyBody() throws ApiException {
    if (!isEmpty()) {
      throw new ApiException(ApiErrors.notEmptyRequest());
    }
  }

  /** Refuses a request without a body (10003). */
  void requireBody() throws ApiException {
    if (isEmpty()) {
      throw new ApiException(ApiErrors.badRequest());
    }
  }

  /** Reads the body; without one, nothing in it is set. */
  ObjectReader read(String goType) throws ApiException {
    return read(goType, true);
  }

  /** Reads the body as the few handlers do that do not mind unknown fields. */
  ObjectReader readLeniently(String goType) throws ApiException {
    return read(goType, false);
  }

  /** Reads a body that may be missing: one that is no JSON object or array counts as none. */
  @Nullable ObjectReader readIfPresent(String goType) throws ApiException {
    int first = firstCharacter();
    return first == '{' || first == '[' ? read(goType) : null;
  }

  /** Ends the reading of a body: what was wrong in it is told now (10025). */
  static void finish(ObjectReader reader) throws ApiException {
    try {
      reader.finish();
    } catch (JsonException malformed) {
      throw new ApiException(ApiErrors.invalidJson(malformed.getMessage()));
    }
  }

  /** Has something done after the response went out. */
  void afterwards(Runnable task) {
    afterwards = task;
  }

  @Nullable Runnable afterwards() {
    return afterwards;
  }

  private ObjectReader read(String goType, boolean strict) throws ApiException {
    try {
      return ObjectReader.parse(message.payload(), goType, strict);
    } catch (JsonException malformed) {
      throw new ApiException(ApiErrors.invalidJson(malformed.getMessage()));
    }
  }

  /** Whether there is no body, or an object without members. */
  private boolean isEmpty() {
    if (message.payload().length == 0) {
      return true;
    }
    try {
      return firstCharacter() == '{' && ObjectReader.parse(message.payload(), "", false).isEmpty();
    } catch (JsonException notJson) {
      return false;
    }
  }

  /** The first character of the body that is not blank; -1 if there is none. */
  private int firstCharacter() {
    for (byte each : message.payload()) {
      if (each != ' ' && each != '\t' && each != '\n' && each != '\r') {
        return each;
      }
    }
    return -1;
  }
}
