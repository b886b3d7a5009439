package dev.jetharness.conformance.consumer;

import static dev.jetharness.conformance.consumer.Consumers.json;
import static dev.jetharness.conformance.consumer.Consumers.receive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.Pull;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.time.Duration;
import java.time.Instant;

/** Replay policy original: messages come with the gaps between them. */
class ReplayContractTest {

  @Contract
  void pushedMessagesKeepTheirDistance(TestServer server) throws Exception {
    Consumers consumers = withAGap(server);
    Subscription inbox = consumers.listen("d");
    Answer created = consumers.durable("C", "'deliver_subject':'d','replay_policy':'original'");
    assertThat(created.at("config.replay_policy")).isEqualTo("original");
    assertThat(receive(inbox, 2)).containsExactly("s.1", "s.2");
    assertThat(sinceCreation(consumers)).isGreaterThanOrEqualTo(gap(consumers));
  }

  @Contract
  void pulledMessagesKeepTheirDistance(TestServer server) throws Exception {
    Consumers consumers = withAGap(server);
    consumers.durable("C", "'ack_policy':'explicit','replay_policy':'original'").isOk();
    Pull pull = Pull.request(server.connection(), "S", "C", "2");
    assertThat(pull.nextPayload()).isEqualTo("s.1");
    assertThat(pull.nextPayload()).isEqualTo("s.2");
    assertThat(sinceCreation(consumers)).isGreaterThanOrEqualTo(gap(consumers));
  }

  @Contract
  void aMessageThatWaitsForItsTimeBelongsToItsRequestWhateverTheExpiry(TestServer server)
      throws Exception {
    Consumers consumers = withAGap(server);
    consumers.durable("C", "'ack_policy':'explicit','replay_policy':'original'").isOk();
    Pull pull = Pull.request(server.connection(), "S", "C", json("{'batch':3,'expires':20000000}"));
    assertThat(pull.nextPayload()).isEqualTo("s.1");
    assertThat(pull.nextPayload()).isEqualTo("s.2");
    Message ended = pull.expectStatus("408 Request Timeout");
    assertThat(ended.getHeaders().getFirst("Nats-Pending-Messages")).isEqualTo("1");
  }

  @Contract
  void theReplayPolicyMayNotChange(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.durable("C", "'ack_policy':'explicit'").isOk();
    consumers
        .durable("C", "'ack_policy':'explicit','replay_policy':'original'")
        .isError(500, 10012, "replay policy can not be updated");
  }

  private static Consumers withAGap(TestServer server) throws Exception {
    Consumers consumers = Consumers.ofMessages(server, "s.1");
    consumers.letTimePass();
    return consumers.publish("s.2");
  }

  private static Duration gap(Consumers consumers) throws Exception {
    return Duration.between(consumers.storedAt(1), consumers.storedAt(2));
  }

  /** How long after its creation the consumer delivered its last message, by the server's clock. */
  private static Duration sinceCreation(Consumers consumers) throws Exception {
    Answer info = consumers.info("C");
    return Duration.between(
        Instant.parse((String) info.at("created")),
        Instant.parse((String) info.at("delivered.last_active")));
  }
}
