package dev.jetharness.conformance.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jetharness.conformance.support.Api;
import dev.jetharness.conformance.support.TestServer;

/** The stream that these contracts consume from: {@code S} on {@code s.>}. */
final class Orders {
  private Orders() {}

  /** Creates the stream and stores messages, each with its subject as payload. */
  static Api stream(TestServer server, String... subjects) throws Exception {
    return streamWith(server, "", subjects);
  }

  /** Creates the stream with more configuration members, each with a leading comma. */
  static Api streamWith(TestServer server, String members, String... subjects) throws Exception {
    Api api = server.api();
    api.call("STREAM.CREATE.S", "{\"name\":\"S\",\"subjects\":[\"s.>\"]" + members + "}").isOk();
    for (String subject : subjects) {
      publish(server, subject);
    }
    return api;
  }

  static void publish(TestServer server, String subject) throws Exception {
    server.js().publish(subject, subject.getBytes(UTF_8));
  }

  /** Creates a consumer {@code C} with these configuration members. */
  static Api.Answer consumer(Api api, String members) throws Exception {
    return consumer(api, "C", members);
  }

  /** Creates a durable consumer with these configuration members. */
  static Api.Answer consumer(Api api, String name, String members) throws Exception {
    return api.call(
        "CONSUMER.CREATE.S." + name,
        """
        {"stream_name":"S","config":{"durable_name":"%s","name":"%s"%s}}"""
            .formatted(name, name, members.isEmpty() ? "" : "," + members));
  }
}
