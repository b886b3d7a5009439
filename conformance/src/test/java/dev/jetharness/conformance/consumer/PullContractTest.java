package dev.jetharness.conformance.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api;
import dev.jetharness.conformance.support.Await;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.Pull;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Connection;
import io.nats.client.FetchConsumeOptions;
import io.nats.client.FetchConsumer;
import io.nats.client.Message;
import io.nats.client.MessageConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Pull requests: how many, how long, how much, and what the server says when there is no more. */
class PullContractTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final String EXPLICIT = "\"ack_policy\":\"explicit\"";

  @Contract
  void anEmptyRequestGetsOneMessage(TestServer server) throws Exception {
    Pull pull = pull(server, "", "s.1", "s.2");
    assertThat(pull.nextPayload()).isEqualTo("s.1");
    pull.expectNothing();
  }

  @Contract
  void aNumberIsTheBatch(TestServer server) throws Exception {
    Pull pull = pull(server, "2", "s.1", "s.2", "s.3");
    assertThat(pull.nextPayload()).isEqualTo("s.1");
    assertThat(pull.nextPayload()).isEqualTo("s.2");
    pull.expectNothing();
  }

  @Contract
  void aRequestWaitsForMessagesToCome(TestServer server) throws Exception {
    Pull pull = pull(server, "{\"batch\":2}");
    pull.expectNothing();
    Orders.publish(server, "s.1");
    assertThat(pull.nextPayload()).isEqualTo("s.1");
    Orders.publish(server, "s.2");
    assertThat(pull.nextPayload()).isEqualTo("s.2");
  }

  @Contract
  void aRequestThatIsOverBeforeItComesMakesTheConsumerLookForMessages(TestServer server)
      throws Exception {
    // In memory, a consumer without deliveries reports where it will look next.
    Api api = Orders.streamWith(server, ",\"storage\":\"memory\"");
    Orders.consumer(api, EXPLICIT + ",\"filter_subject\":\"s.none\"").isOk();
    Orders.publish(server, "s.1");
    assertThat(api.call("CONSUMER.INFO.S.C").number("delivered.stream_seq")).isZero();
    Pull.request(server.connection(), "S", "C", "{\"batch\":1,\"expires\":-1}")
        .expectStatus("408 Request Timeout");
    Await.until(
        "the consumer has passed over the message",
        () -> api.call("CONSUMER.INFO.S.C").number("delivered.stream_seq") == 1);
  }

  @Contract
  void aRequestThatIsOverBeforeItComesGetsNothing(TestServer server) throws Exception {
    pull(server, "{\"batch\":1,\"expires\":-1}", "s.1").expectStatus("408 Request Timeout");
  }

  @Contract
  void noWaitOnAnEmptyConsumerIs404(TestServer server) throws Exception {
    Pull pull = pull(server, "{\"batch\":5,\"no_wait\":true}");
    pull.expectStatus("404 No Messages");
    pull.expectNothing();
  }

  @Contract
  void noWaitGetsWhatIsThereAndThen404(TestServer server) throws Exception {
    Pull pull = pull(server, "{\"batch\":5,\"no_wait\":true}", "s.1", "s.2");
    assertThat(pull.nextPayload()).isEqualTo("s.1");
    assertThat(pull.nextPayload()).isEqualTo("s.2");
    pull.expectStatus("404 No Messages");
  }

  @Contract
  void noWaitWithExpiryWaitsForTheFirst(TestServer server) throws Exception {
    Pull pull = pull(server, "{\"batch\":5,\"no_wait\":true,\"expires\":5000000000}");
    pull.expectNothing();
    Orders.publish(server, "s.1");
    assertThat(pull.nextPayload()).isEqualTo("s.1");
    pull.expectStatus("404 No Messages");
  }

  @Contract
  void anExpiredRequestIsToldWhatItStillWanted(TestServer server) throws Exception {
    Pull pull = pull(server, "{\"batch\":5,\"expires\":150000000,\"max_bytes\":1000}", "s.1");
    assertThat(pull.nextPayload()).isEqualTo("s.1");
    Message status = pull.expectStatus("408 Request Timeout");
    assertThat(status.getHeaders().getFirst("Nats-Pending-Messages")).isEqualTo("4");
    assertThat(Long.parseLong(status.getHeaders().getFirst("Nats-Pending-Bytes")))
        .isBetween(1L, 999L);
  }

  @Contract
  void anExpiredRequestWithoutByteLimitHasZeroBytesPending(TestServer server) throws Exception {
    Message status =
        pull(server, "{\"batch\":1,\"expires\":100000000}").expectStatus("408 Request Timeout");
    assertThat(status.getHeaders().getFirst("Nats-Pending-Messages")).isEqualTo("1");
    assertThat(status.getHeaders().getFirst("Nats-Pending-Bytes")).isEqualTo("0");
  }

  @Contract
  void aMessageLargerThanTheRequestEndsIt(TestServer server) throws Exception {
    Pull pull = pull(server, "{\"batch\":5,\"expires\":5000000000,\"max_bytes\":10}", "s.1");
    Message status = pull.expectStatus("409 Message Size Exceeds MaxBytes");
    assertThat(status.getHeaders().getFirst("Nats-Pending-Messages")).isEqualTo("5");
    assertThat(status.getHeaders().getFirst("Nats-Pending-Bytes")).isEqualTo("10");
  }

  @Contract
  void aFullBatchWithBytesLeftIsCompleted(TestServer server) throws Exception {
    Pull pull =
        pull(server, "{\"batch\":1,\"expires\":5000000000,\"max_bytes\":1000}", "s.1", "s.2");
    assertThat(pull.nextPayload()).isEqualTo("s.1");
    Message status = pull.expectStatus("409 Batch Completed");
    assertThat(status.getHeaders().getFirst("Nats-Pending-Messages")).isEqualTo("0");
  }

  @Contract
  void aHeartbeatAboveHalfTheExpiryIsRefused(TestServer server) throws Exception {
    pull(server, "{\"batch\":1,\"expires\":1000000000,\"idle_heartbeat\":600000000}")
        .expectStatus("400 Bad Request - heartbeat value too large");
  }

  @Contract
  void anIdleRequestGetsHeartbeats(TestServer server) throws Exception {
    Pull pull = pull(server, "{\"batch\":1,\"expires\":5000000000,\"idle_heartbeat\":100000000}");
    pull.expectStatus("100 Idle Heartbeat");
    pull.expectStatus("100 Idle Heartbeat");
    Orders.publish(server, "s.1");
    Message next = pull.next();
    while (next.isStatusMessage()) {
      next = pull.next();
    }
    assertThat(next.getData()).asString().isEqualTo("s.1");
  }

  @Contract
  void limitsOfTheConsumerAreEnforced(TestServer server) throws Exception {
    Api api = Orders.stream(server, "s.1");
    Orders.consumer(
            api, EXPLICIT + ",\"max_batch\":5,\"max_expires\":1000000000,\"max_bytes\":1000")
        .isOk();
    Connection connection = server.connection();
    Pull.request(connection, "S", "C", "{\"batch\":6}")
        .expectStatus("409 Exceeded MaxRequestBatch of 5");
    Pull.request(connection, "S", "C", "{\"batch\":1,\"expires\":2000000000}")
        .expectStatus("409 Exceeded MaxRequestExpires of 1s");
    Pull.request(connection, "S", "C", "{\"batch\":1,\"max_bytes\":2000}")
        .expectStatus("409 Exceeded MaxRequestMaxBytes of 1000");
  }

  @Contract
  void moreRequestsThanMaxWaitingAreRefused(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    Orders.consumer(api, EXPLICIT + ",\"max_waiting\":2").isOk();
    Connection connection = server.connection();
    Pull.request(connection, "S", "C", "{\"batch\":1}");
    Pull.request(connection, "S", "C", "{\"batch\":1}");
    Pull.request(connection, "S", "C", "{\"batch\":1}").expectStatus("409 Exceeded MaxWaiting");
    assertThat(api.call("CONSUMER.INFO.S.C").number("num_waiting")).isEqualTo(2);
  }

  @Contract
  void severalRequestsAreServedInTurn(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    Orders.consumer(api, EXPLICIT).isOk();
    Pull first = Pull.request(server.connection(), "S", "C", "{\"batch\":2}");
    Pull second = Pull.request(server.connection(), "S", "C", "{\"batch\":2}");
    server.connection().flush(LIMIT);
    for (int i = 1; i <= 4; i++) {
      Orders.publish(server, "s." + i);
    }
    assertThat(List.of(first.nextPayload(), first.nextPayload())).containsExactly("s.1", "s.3");
    assertThat(List.of(second.nextPayload(), second.nextPayload())).containsExactly("s.2", "s.4");
  }

  @Contract
  void anAbandonedRequestGetsNothingAndTheNextOneDoes(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    Orders.consumer(api, EXPLICIT).isOk();
    Pull abandoned = Pull.request(server.connection(), "S", "C", "{\"batch\":1}");
    server.connection().flush(LIMIT);
    abandoned.abandon();
    Pull next = Pull.request(server.connection(), "S", "C", "{\"batch\":1}");
    server.connection().flush(LIMIT);
    Orders.publish(server, "s.1");
    assertThat(next.nextPayload()).isEqualTo("s.1");
  }

  @Contract
  void pullingFromAPushConsumerIsRefused(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    Orders.consumer(api, "\"deliver_subject\":\"d\"").isOk();
    Pull.request(server.connection(), "S", "C", "1").expectStatus("409 Consumer is push based");
  }

  @Contract
  void deletingTheConsumerEndsItsRequests(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    Orders.consumer(api, EXPLICIT).isOk();
    Pull pull = Pull.request(server.connection(), "S", "C", "{\"batch\":1}");
    server.connection().flush(LIMIT);
    api.call("CONSUMER.DELETE.S.C").isOk();
    pull.expectStatus("409 Consumer Deleted");
  }

  @Contract
  void maxAckPendingHoldsNewMessagesBack(TestServer server) throws Exception {
    Api api = Orders.stream(server, "s.1", "s.2", "s.3");
    Orders.consumer(api, EXPLICIT + ",\"max_ack_pending\":2").isOk();
    Pull pull = Pull.request(server.connection(), "S", "C", "{\"batch\":3}");
    Message first = pull.next();
    pull.next();
    pull.expectNothing();
    first.ack();
    assertThat(pull.nextPayload()).isEqualTo("s.3");
  }

  @Contract
  void waitingRequestsAreCounted(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    Orders.consumer(api, EXPLICIT).isOk();
    Pull.request(server.connection(), "S", "C", "{\"batch\":1}");
    Pull.request(server.connection(), "S", "C", "{\"batch\":1,\"expires\":200000000}")
        .expectStatus("408 Request Timeout");
    Await.until("one request left", () -> api.call("CONSUMER.INFO.S.C").number("num_waiting") == 1);
  }

  @Contract
  void aMalformedRequestIsRefused(TestServer server) throws Exception {
    Message status = pull(server, "{\"batch\":x}").next();
    assertThat(status.isStatusMessage()).isTrue();
    assertThat(status.getStatus().getCode()).isEqualTo(400);
    assertThat(status.getStatus().getMessage()).startsWith("Bad Request - ");
  }

  @Contract
  void jnatsFetchesABatch(TestServer server) throws Exception {
    Api api = Orders.stream(server, "s.1", "s.2", "s.3");
    Orders.consumer(api, EXPLICIT).isOk();
    List<String> fetched = new ArrayList<>();
    try (FetchConsumer batch =
        server
            .connection()
            .getConsumerContext("S", "C")
            .fetch(FetchConsumeOptions.builder().maxMessages(3).expiresIn(2000).build())) {
      for (Message m = batch.nextMessage(); m != null; m = batch.nextMessage()) {
        fetched.add(new String(m.getData(), UTF_8));
        m.ack();
      }
    }
    assertThat(fetched).containsExactly("s.1", "s.2", "s.3");
    Await.until(
        "all acknowledged",
        () -> api.call("CONSUMER.INFO.S.C").number("ack_floor.stream_seq") == 3);
  }

  @Contract
  void jnatsConsumesWithoutEnd(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    Orders.consumer(api, EXPLICIT).isOk();
    BlockingQueue<String> received = new LinkedBlockingQueue<>();
    MessageConsumer consuming =
        server
            .connection()
            .getConsumerContext("S", "C")
            .consume(
                message -> {
                  received.add(new String(message.getData(), UTF_8));
                  message.ack();
                });
    for (int i = 0; i < 300; i++) {
      Orders.publish(server, "s." + i);
    }
    for (int i = 0; i < 300; i++) {
      assertThat(received.poll(5, TimeUnit.SECONDS)).isEqualTo("s." + i);
    }
    consuming.close();
  }

  @Contract
  void jnatsAsksForTheNextMessage(TestServer server) throws Exception {
    Api api = Orders.stream(server, "s.1");
    Orders.consumer(api, EXPLICIT).isOk();
    assertThat(
            server.connection().getConsumerContext("S", "C").next(Duration.ofSeconds(1)).getData())
        .asString()
        .isEqualTo("s.1");
  }

  private static Pull pull(TestServer server, String request, String... stored) throws Exception {
    Api api = Orders.stream(server, stored);
    Orders.consumer(api, EXPLICIT).isOk();
    return Pull.request(server.connection(), "S", "C", request);
  }
}
