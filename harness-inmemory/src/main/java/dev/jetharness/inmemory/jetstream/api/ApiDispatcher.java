package dev.jetharness.inmemory.jetstream.api;

import dev.jetharness.inmemory.bus.Client;
import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.account.Advisories;
import dev.jetharness.inmemory.jetstream.error.ApiError;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import dev.jetharness.inmemory.jetstream.stream.EngineContext;
import dev.jetharness.inmemory.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Takes every message to {@code $JS.API.>} to its operation, and answers. */
final class ApiDispatcher {
  static final String PREFIX = "$JS.API.";

  private final EngineContext context;
  private final OperationTable operations;
  private final DirectGet directGet;
  private final NextMessages nextMessages;
  private final ConsumerReset consumerReset;
  private final Advisories advisories;
  private final ApiStatistics statistics;

  ApiDispatcher(
      EngineContext context,
      OperationTable operations,
      DirectGet directGet,
      NextMessages nextMessages,
      ConsumerReset consumerReset,
      Advisories advisories,
      ApiStatistics statistics) {
    this.context = context;
    this.operations = operations;
    this.directGet = directGet;
    this.nextMessages = nextMessages;
    this.consumerReset = consumerReset;
    this.advisories = advisories;
    this.statistics = statistics;
  }

  /**
   * Takes a request. The two operations that read messages are subscriptions of their stream or
   * consumer: without it there is nobody, and the client is told so. So is the reset of a consumer,
   * but nobody is told. What is unknown otherwise was heard by somebody who does not answer.
   */
  boolean dispatch(Message request, @Nullable Client sender) {
    String subject = request.subject();
    if (subject.startsWith(NextMessages.PREFIX)) {
      return nextMessages.request(request, sender);
    }
    if (subject.startsWith(DirectGet.PREFIX)) {
      return directGet.request(request);
    }
    if (subject.startsWith(ConsumerReset.PREFIX)) {
      send(consumerReset.answer(request));
      return true;
    }
    OperationTable.Match match = operations.find(subject, PREFIX.length());
    if (match != null) {
      perform(match.operation(), new ApiRequest(request, sender, match.names()), request, sender);
    }
    return true;
  }

  private void perform(
      Operation operation, ApiRequest request, Message message, @Nullable Client sender) {
    if (!operation.answers(request)) {
      return;
    }
    byte[] response;
    byte[] headers = Message.EMPTY;
    boolean audited = true;
    try {
      response = succeed(operation, request);
      headers = request.responseHeaders();
      audited = operation.isAudited();
      if (audited) {
        statistics.succeeded();
      }
    } catch (ApiException refused) {
      response = fail(operation, refused.error());
      statistics.failed();
    }
    respond(message, headers, response);
    if (audited) {
      advisories.audit(message, sender, text(message.payload()), text(response));
    }
    Runnable afterwards = request.afterwards();
    if (afterwards != null) {
      context.sequencer().later(afterwards);
    }
  }

  private static byte[] succeed(Operation operation, ApiRequest request) throws ApiException {
    if (operation.checksLevelFirst()) {
      request.requireApiLevel();
    }
    JsonWriter json = envelope(operation.responseName());
    operation.perform(request, json);
    return json.endObject().toByteArray();
  }

  private static byte[] fail(Operation operation, ApiError error) {
    JsonWriter json = envelope(operation.responseName());
    describe(json, error);
    operation.describeFailure(json);
    return json.endObject().toByteArray();
  }

  /** Writes the {@code error} of a response. */
  static void describe(JsonWriter response, ApiError error) {
    response.name("error").beginObject().field("code", error.code());
    response.field("err_code", error.errorCode()).field("description", error.description());
    response.endObject();
  }

  /** Begins a response of this name. */
  static JsonWriter envelope(String responseName) {
    String type = "io.nats.jetstream.api.v1." + responseName + "_response";
    return new JsonWriter().beginObject().field("type", type);
  }

  private void respond(Message request, byte[] headers, byte[] response) {
    String reply = request.reply();
    send(reply == null ? null : new Message(reply, null, headers, response));
  }

  private void send(@Nullable Message response) {
    if (response != null) {
      context.sequencer().later(() -> context.account().publish(response));
    }
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
