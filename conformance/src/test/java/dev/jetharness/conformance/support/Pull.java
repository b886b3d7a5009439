package dev.jetharness.conformance.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A pull request made by hand: what comes to its inbox, messages and statuses alike. */
public final class Pull {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Connection connection;
  private final Subscription inbox;

  private Pull(Connection connection, Subscription inbox) {
    this.connection = connection;
    this.inbox = inbox;
  }

  /** Sends a request body, such as {@code {"batch":5,"no_wait":true}}, to a consumer. */
  public static Pull request(Connection connection, String stream, String consumer, String body) {
    String reply = connection.createInbox();
    Pull pull = new Pull(connection, connection.subscribe(reply));
    connection.publish(
        "$JS.API.CONSUMER.MSG.NEXT." + stream + "." + consumer, reply, body.getBytes(UTF_8));
    return pull;
  }

  /** The next thing that comes; waits for it. */
  public Message next() throws InterruptedException {
    Message message = inbox.nextMessage(LIMIT);
    assertThat(message).as("something on the pull request's inbox").isNotNull();
    return message;
  }

  /** The payload of the next message, which must not be a status. */
  public String nextPayload() throws InterruptedException {
    Message message = next();
    assertThat(message.isStatusMessage()).as("%s", message.getStatus()).isFalse();
    return new String(message.getData(), UTF_8);
  }

  /** Checks that a status comes next, such as {@code 404 No Messages}. */
  public Message expectStatus(String expected) throws InterruptedException {
    Message message = next();
    assertThat(message.isStatusMessage())
        .as("a status, not the message %s", new String(message.getData(), UTF_8))
        .isTrue();
    assertThat(message.getStatus().getCode() + " " + message.getStatus().getMessage())
        .isEqualTo(expected);
    return message;
  }

  /**
   * Checks that nothing has come: everything that the server had to say before this call is here.
   */
  public void expectNothing() throws Exception {
    connection.flush(LIMIT);
    @Nullable Message message = inbox.nextMessage(Duration.ofMillis(1));
    assertThat(message).as("nothing on the pull request's inbox").isNull();
  }

  /** Ends interest in the answers. */
  public void abandon() throws Exception {
    inbox.unsubscribe();
    connection.flush(LIMIT);
  }
}
