package dev.jetharness.conformance.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Subscription;
import io.nats.client.impl.Headers;
import io.nats.client.support.JsonParser;
import io.nats.client.support.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The JetStream API as a client without a library would use it: a subject, a JSON body, a JSON
 * answer.
 */
public final class Api {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Connection connection;

  Api(Connection connection) {
    this.connection = connection;
  }

  /** Calls {@code $JS.API.<operation>} and returns the answer. */
  public Answer call(String operation, String body) throws Exception {
    return call(operation, null, body);
  }

  /** Calls {@code $JS.API.<operation>} without a body. */
  public Answer call(String operation) throws Exception {
    return call(operation, "");
  }

  /** Calls with headers. */
  public Answer call(String operation, @Nullable Headers headers, String body) throws Exception {
    Message reply = request("$JS.API." + operation, headers, body);
    return new Answer(new String(reply.getData(), StandardCharsets.UTF_8));
  }

  /** Publishes to a stream and returns its PubAck as sent. */
  public Answer publish(String subject, @Nullable Headers headers, String payload)
      throws Exception {
    return new Answer(
        new String(request(subject, headers, payload).getData(), StandardCharsets.UTF_8));
  }

  /**
   * Sends any request, with an inbox of its own; a 503 comes back as the status message that it is.
   */
  public Message request(String subject, @Nullable Headers headers, String body) throws Exception {
    String inbox = connection.createInbox();
    Subscription answers = connection.subscribe(inbox);
    connection.publish(subject, inbox, headers, body.getBytes(StandardCharsets.UTF_8));
    Message answer = answers.nextMessage(LIMIT);
    answers.unsubscribe();
    assertThat(answer).as("an answer to the request on %s", subject).isNotNull();
    return answer;
  }

  /** A JSON answer of the server. */
  public record Answer(String text) {

    /** The whole document. */
    public JsonValue json() throws Exception {
      return JsonParser.parse(text);
    }

    /** The value at a path of member names and array indices, such as {@code config.subjects.0}. */
    public @Nullable Object at(String path) throws Exception {
      JsonValue value = json();
      for (String step : path.split("\\.", -1)) {
        if (value.map != null) {
          value = value.map.get(step);
        } else if (value.array != null && Integer.parseInt(step) < value.array.size()) {
          value = value.array.get(Integer.parseInt(step));
        } else {
          return null;
        }
        if (value == null) {
          return null;
        }
      }
      return plain(value);
    }

    private static @Nullable Object plain(JsonValue value) {
      if (value.string != null) {
        return value.string;
      }
      if (value.number != null) {
        return value.number;
      }
      if (value.bool != null) {
        return value.bool;
      }
      return value.type == JsonValue.Type.NULL ? null : value.toJson();
    }

    /** A number at a path, as a long. */
    public long number(String path) throws Exception {
      Object value = at(path);
      assertThat(value).as("%s in %s", path, text).isInstanceOf(Number.class);
      return ((Number) java.util.Objects.requireNonNull(value)).longValue();
    }

    /** Checks that the answer is this error. */
    public Answer isError(int code, int errorCode, String description) throws Exception {
      assertThat(text).contains("\"error\":");
      assertThat(at("error.description")).as(text).isEqualTo(description);
      assertThat(number("error.err_code")).as(text).isEqualTo(errorCode);
      assertThat(number("error.code")).as(text).isEqualTo(code);
      return this;
    }

    /** The error in short, such as {@code 404 10059 stream not found}; there must be one. */
    public String error() throws Exception {
      assertThat(text).contains("\"error\":");
      return "%d %d %s"
          .formatted(number("error.code"), number("error.err_code"), at("error.description"));
    }

    /** Checks that the answer is not an error. */
    public Answer isOk() {
      assertThat(text).doesNotContain("\"error\":");
      return this;
    }
  }
}
