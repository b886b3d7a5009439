package dev.jetharness.conformance.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api;
import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Await;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nats.client.support.JsonValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The stream part of the JetStream API. JSON is written with single quotes, to be readable. */
final class Streams {
  private final Api api;

  Streams(TestServer server) throws Exception {
    api = server.api();
  }

  /** Creates a stream whose configuration has these members beside its name. */
  Answer create(String name, String members) throws Exception {
    return call("STREAM.CREATE." + name, config(name, members));
  }

  /** Creates a stream that must be accepted. */
  Streams with(String name, String members) throws Exception {
    create(name, members).isOk();
    return this;
  }

  /** Replaces a stream's configuration by one that has these members beside its name. */
  Answer update(String name, String members) throws Exception {
    return call("STREAM.UPDATE." + name, config(name, members));
  }

  Answer info(String name) throws Exception {
    return info(name, "");
  }

  Answer info(String name, String body) throws Exception {
    return call("STREAM.INFO." + name, body);
  }

  Answer purge(String name, String body) throws Exception {
    return call("STREAM.PURGE." + name, body);
  }

  Answer delete(String name) throws Exception {
    return call("STREAM.DELETE." + name, "");
  }

  Answer get(String name, String body) throws Exception {
    return call("STREAM.MSG.GET." + name, body);
  }

  Answer deleteMessage(String name, long sequence) throws Exception {
    return call("STREAM.MSG.DELETE." + name, "{'seq':%d}".formatted(sequence));
  }

  /** Calls any operation. */
  Answer call(String operation, String body) throws Exception {
    return api.call(operation, json(body));
  }

  /** Calls any operation with headers, given as names and values in turn. */
  Answer call(String operation, String body, String... headers) throws Exception {
    return api.call(operation, headers(headers), json(body));
  }

  /** Asks for one message without JSON; the answer may be a status. */
  Message direct(String nameAndSubject, String body) throws Exception {
    return api.request("$JS.API.DIRECT.GET." + nameAndSubject, null, json(body));
  }

  /** Publishes with headers, given as names and values in turn, and returns the PubAck. */
  Answer publish(String subject, String payload, String... headers) throws Exception {
    return api.publish(subject, headers(headers), payload);
  }

  /** Publishes messages that must be stored. */
  Streams holding(String subject, String... payloads) throws Exception {
    for (String payload : payloads) {
      publish(subject, payload).isOk();
    }
    return this;
  }

  /** Sends any request; the answer may be a status. */
  Message request(String subject, String body, String... headers) throws Exception {
    return api.request(subject, headers(headers), body);
  }

  /** What a stream holds, as {@code sequence:subject:payload}. */
  List<String> contents(String name) throws Exception {
    List<String> contents = new ArrayList<>();
    long sequence = 1;
    while (true) {
      Answer next = get(name, "{'seq':%d,'next_by_subj':'>'}".formatted(sequence));
      if (next.at("error") != null) {
        next.isError(404, 10037, "no message found");
        return contents;
      }
      long found = next.number("message.seq");
      contents.add(found + ":" + next.at("message.subject") + ":" + payload(next));
      sequence = found + 1;
    }
  }

  /** Waits until a stream, which copies another one, has given out a sequence. */
  Streams reaching(String name, long sequence) throws Exception {
    Await.until(
        name + " reaches " + sequence, () -> info(name).number("state.last_seq") >= sequence);
    return this;
  }

  /** How many messages a stream holds. */
  long messages(String name) throws Exception {
    return info(name).number("state.messages");
  }

  /** The payload in an answer to MSG.GET. */
  static String payload(Answer message) throws Exception {
    return base64(message.at("message.data"));
  }

  /** The header block in an answer to MSG.GET. */
  static String headerBlock(Answer message) throws Exception {
    return base64(message.at("message.hdrs"));
  }

  /** Creates a consumer whose configuration has these members beside its durable name. */
  Answer consumer(String stream, String name, String members) throws Exception {
    return call(
        "CONSUMER.CREATE." + stream + "." + name,
        "{'stream_name':'%s','config':{'durable_name':'%s',%s}}".formatted(stream, name, members));
  }

  /** Pulls one message. */
  Message next(String stream, String consumer) throws Exception {
    return api.request("$JS.API.CONSUMER.MSG.NEXT." + stream + "." + consumer, null, "");
  }

  /** Acknowledges, and waits for the server to confirm it. */
  void acknowledge(Message message, String kind) throws Exception {
    Message confirmation = api.request(Objects.requireNonNull(message.getReplyTo()), null, kind);
    assertThat(confirmation.isStatusMessage()).isFalse();
    assertThat(confirmation.getData()).isEmpty();
  }

  /** The names of an object's members. */
  static Set<String> members(Answer answer, String path) throws Exception {
    JsonValue value = answer.json();
    for (String step : path.split("\\.", -1)) {
      value = Objects.requireNonNull(value.map.get(step), path);
    }
    return value.map.keySet();
  }

  /** JSON with double quotes. */
  static String json(String singleQuoted) {
    return singleQuoted.replace('\'', '"');
  }

  private static String config(String name, String members) {
    return "{'name':'" + name + "'" + (members.isBlank() ? "" : "," + members) + "}";
  }

  private static @Nullable Headers headers(String... namesAndValues) {
    if (namesAndValues.length == 0) {
      return null;
    }
    Headers headers = new Headers();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return headers;
  }

  private static String base64(@Nullable Object encoded) {
    return encoded == null ? "" : new String(Base64.getDecoder().decode((String) encoded), UTF_8);
  }
}
