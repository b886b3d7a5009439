package dev.jetharness.conformance.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api;
import dev.jetharness.conformance.support.Await;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.Pull;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.time.Duration;

/** Acknowledgements of every kind, redelivery, and giving up. */
class AcknowledgementContractTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String EXPLICIT = "\"ack_policy\":\"explicit\"";

  @Contract
  void anAcknowledgedMessageMovesTheFloor(TestServer server) throws Exception {
    Api api = consumer(server, EXPLICIT, "s.1", "s.2", "s.3");
    Pull pull = pull(server, 3);
    Message first = pull.next();
    Message second = pull.next();
    Message third = pull.next();
    second.ackSync(LIMIT);
    assertThat(info(api, "ack_floor.stream_seq")).isZero();
    assertThat(info(api, "num_ack_pending")).isEqualTo(2);
    first.ackSync(LIMIT);
    assertThat(info(api, "ack_floor.stream_seq")).isEqualTo(2);
    third.ackSync(LIMIT);
    assertThat(info(api, "ack_floor.stream_seq")).isEqualTo(3);
    assertThat(info(api, "num_ack_pending")).isZero();
  }

  @Contract
  void ackAllAcknowledgesEverythingBefore(TestServer server) throws Exception {
    Api api = consumer(server, "\"ack_policy\":\"all\"", "s.1", "s.2", "s.3");
    Pull pull = pull(server, 3);
    pull.next();
    Message second = pull.next();
    pull.next();
    second.ackSync(LIMIT);
    assertThat(info(api, "ack_floor.stream_seq")).isEqualTo(2);
    assertThat(info(api, "num_ack_pending")).isEqualTo(1);
  }

  @Contract
  void withAckNoneNothingIsPending(TestServer server) throws Exception {
    Api api = consumer(server, "\"ack_policy\":\"none\"", "s.1", "s.2");
    Pull pull = pull(server, 2);
    pull.next();
    pull.next();
    assertThat(info(api, "num_ack_pending")).isZero();
    assertThat(info(api, "ack_floor.stream_seq")).isEqualTo(2);
  }

  @Contract
  void anAcknowledgementNobodyWaitsForIs503(TestServer server) throws Exception {
    consumer(server, "\"ack_policy\":\"none\"", "s.1");
    Message message = pull(server, 1).next();
    Message answer = server.api().request(message.getReplyTo(), null, "+ACK");
    assertThat(answer.getStatus().getCode()).isEqualTo(503);
  }

  @Contract
  void anAcknowledgementIsConfirmedWhereAReplyIsAskedFor(TestServer server) throws Exception {
    consumer(server, EXPLICIT, "s.1");
    Message message = pull(server, 1).next();
    for (String body : new String[] {"+WPI", "-NAK", "+ACK", "+ACK"}) {
      assertThat(server.api().request(message.getReplyTo(), null, body).getData())
          .as(body)
          .isEmpty();
    }
  }

  @Contract
  void okAndNothingAtAllAreAcknowledgementsToo(TestServer server) throws Exception {
    Api api = consumer(server, EXPLICIT, "s.1", "s.2");
    Pull pull = pull(server, 2);
    server.api().request(pull.next().getReplyTo(), null, "+OK");
    server.api().request(pull.next().getReplyTo(), null, "");
    assertThat(info(api, "ack_floor.stream_seq")).isEqualTo(2);
  }

  @Contract
  void aNakedMessageComesAgainAtOnce(TestServer server) throws Exception {
    Api api = consumer(server, EXPLICIT, "s.1", "s.2");
    Pull pull = pull(server, 3);
    Message first = pull.next();
    pull.next();
    first.nak();
    Message again = pull.next();
    assertThat(again.metaData().streamSequence()).isEqualTo(1);
    assertThat(again.metaData().deliveredCount()).isEqualTo(2);
    assertThat(again.metaData().consumerSequence()).isEqualTo(3);
    assertThat(info(api, "num_redelivered")).isEqualTo(1);
    assertThat(info(api, "delivered.stream_seq")).isEqualTo(2);
  }

  @Contract
  void redeliveriesComeBeforeNewMessages(TestServer server) throws Exception {
    consumer(server, EXPLICIT, "s.1", "s.2");
    Message first = pull(server, 1).next();
    server.api().request(first.getReplyTo(), null, "-NAK");
    Pull pull = pull(server, 2);
    assertThat(pull.nextPayload()).isEqualTo("s.1");
    assertThat(pull.nextPayload()).isEqualTo("s.2");
  }

  @Contract
  void aDelayedNakComesAgainLater(TestServer server) throws Exception {
    consumer(server, EXPLICIT, "s.1", "s.2");
    Pull pull = pull(server, 3);
    Message first = pull.next();
    pull.next();
    server.api().request(first.getReplyTo(), null, "-NAK {\"delay\":200000000}");
    pull.expectNothing();
    assertThat(pull.next().metaData().deliveredCount()).isEqualTo(2);
  }

  @Contract
  void anUnacknowledgedMessageComesAgainAfterTheAckWait(TestServer server) throws Exception {
    consumer(server, EXPLICIT + ",\"ack_wait\":150000000", "s.1", "s.2");
    Pull pull = pull(server, 4);
    pull.next();
    pull.next();
    Message again = pull.next();
    assertThat(again.metaData().streamSequence()).isEqualTo(1);
    assertThat(again.metaData().deliveredCount()).isEqualTo(2);
    assertThat(pull.next().metaData().streamSequence()).isEqualTo(2);
  }

  @Contract
  void workInProgressRestartsTheAckWait(TestServer server) throws Exception {
    Api api = consumer(server, EXPLICIT + ",\"ack_wait\":1000000000", "s.1");
    Pull pull = pull(server, 2);
    Message message = pull.next();
    for (int i = 0; i < 20; i++) {
      server.api().request(message.getReplyTo(), null, "+WPI");
    }
    assertThat(info(api, "num_redelivered")).isZero();
    assertThat(pull.next().metaData().deliveredCount()).isEqualTo(2);
  }

  @Contract
  void aTerminatedMessageNeverComesAgain(TestServer server) throws Exception {
    Api api = consumer(server, EXPLICIT + ",\"ack_wait\":100000000", "s.1", "s.2");
    Pull pull = pull(server, 3);
    Message first = pull.next();
    pull.next();
    server.api().request(first.getReplyTo(), null, "+TERM no use");
    assertThat(pull.next().metaData().streamSequence()).isEqualTo(2);
    assertThat(info(api, "num_ack_pending")).isEqualTo(1);
  }

  @Contract
  void terminationIsAnnouncedWithItsReason(TestServer server) throws Exception {
    consumer(server, EXPLICIT, "s.1");
    Subscription advisories = advisories(server, "MSG_TERMINATED");
    Message message = pull(server, 1).next();
    server.api().request(message.getReplyTo(), null, "+TERM no use");
    assertThat(text(advisories.nextMessage(LIMIT)))
        .contains("\"type\":\"io.nats.jetstream.advisory.v1.terminated\"")
        .contains(
            "\"stream\":\"S\",\"consumer\":\"C\",\"consumer_seq\":1,\"stream_seq\":1,\"deliveries\":1,\"reason\":\"no use\"");
  }

  @Contract
  void aNakIsAnnounced(TestServer server) throws Exception {
    consumer(server, EXPLICIT, "s.1");
    Subscription advisories = advisories(server, "MSG_NAKED");
    pull(server, 1).next().nak();
    assertThat(text(advisories.nextMessage(LIMIT)))
        .contains("\"type\":\"io.nats.jetstream.advisory.v1.nak\"")
        .contains(
            "\"stream\":\"S\",\"consumer\":\"C\",\"consumer_seq\":1,\"stream_seq\":1,\"deliveries\":1");
  }

  @Contract
  void afterMaxDeliverAMessageIsGivenUpAndThatIsAnnounced(TestServer server) throws Exception {
    Api api = consumer(server, EXPLICIT + ",\"ack_wait\":100000000,\"max_deliver\":2", "s.1");
    Subscription advisories = advisories(server, "MAX_DELIVERIES");
    Pull pull = pull(server, 5);
    pull.next();
    pull.next();
    assertThat(text(advisories.nextMessage(LIMIT)))
        .contains("\"type\":\"io.nats.jetstream.advisory.v1.max_deliver\"")
        .contains("\"stream\":\"S\",\"consumer\":\"C\",\"stream_seq\":1,\"deliveries\":2");
    assertThat(info(api, "num_ack_pending")).isZero();
    assertThat(api.call("STREAM.INFO.S").number("state.messages")).isEqualTo(1);
    pull.expectNothing();
  }

  @Contract
  void aNakOfTheLastDeliveryGivesUpToo(TestServer server) throws Exception {
    consumer(server, EXPLICIT + ",\"max_deliver\":2", "s.1");
    Subscription advisories = advisories(server, "MAX_DELIVERIES");
    Pull pull = pull(server, 5);
    pull.next().nak();
    pull.next().nak();
    assertThat(text(advisories.nextMessage(LIMIT))).contains("\"deliveries\":2");
  }

  @Contract
  void backoffGrowsWithEachDelivery(TestServer server) throws Exception {
    consumer(server, EXPLICIT + ",\"max_deliver\":3,\"backoff\":[100000000,200000000]", "s.1");
    Pull pull = pull(server, 5);
    Message first = pull.next();
    Message second = pull.next();
    Message third = pull.next();
    assertThat(first.metaData().deliveredCount()).isEqualTo(1);
    assertThat(second.metaData().deliveredCount()).isEqualTo(2);
    assertThat(third.metaData().deliveredCount()).isEqualTo(3);
  }

  @Contract
  void nextAcknowledgesAndAsksForMore(TestServer server) throws Exception {
    Api api = consumer(server, EXPLICIT, "s.1", "s.2");
    Message first = pull(server, 1).next();
    Message second = server.api().request(first.getReplyTo(), null, "+NXT");
    assertThat(second.getData()).asString().isEqualTo("s.2");
    assertThat(info(api, "ack_floor.stream_seq")).isEqualTo(1);
  }

  @Contract
  void anAcknowledgementOfAnOldDeliveryCounts(TestServer server) throws Exception {
    Api api = consumer(server, EXPLICIT, "s.1");
    Pull pull = pull(server, 2);
    Message first = pull.next();
    first.nak();
    pull.next();
    server.api().request(first.getReplyTo(), null, "+ACK");
    assertThat(info(api, "num_ack_pending")).isZero();
    assertThat(info(api, "num_redelivered")).isZero();
  }

  @Contract
  void aWorkQueueLosesAMessageWhenItIsAcknowledged(TestServer server) throws Exception {
    Api api = Orders.streamWith(server, ",\"retention\":\"workqueue\"", "s.1", "s.2");
    Orders.consumer(api, EXPLICIT).isOk();
    Pull pull = pull(server, 2);
    Message first = pull.next();
    pull.next();
    first.ackSync(LIMIT);
    Await.until(
        "the acknowledged one is gone",
        () -> api.call("STREAM.INFO.S").number("state.messages") == 1);
    assertThat(api.call("STREAM.INFO.S").number("state.first_seq")).isEqualTo(2);
  }

  @Contract
  void anInterestStreamWaitsForAllItsConsumers(TestServer server) throws Exception {
    Api api = Orders.streamWith(server, ",\"retention\":\"interest\"");
    Orders.consumer(api, "A", EXPLICIT).isOk();
    Orders.consumer(api, "B", EXPLICIT).isOk();
    Orders.publish(server, "s.1");
    Pull.request(server.connection(), "S", "A", "1").next().ackSync(LIMIT);
    assertThat(api.call("STREAM.INFO.S").number("state.messages")).isEqualTo(1);
    Pull.request(server.connection(), "S", "B", "1").next().ackSync(LIMIT);
    Await.until("nobody needs it", () -> api.call("STREAM.INFO.S").number("state.messages") == 0);
  }

  @Contract
  void deletingAMessageEndsItsPendingDelivery(TestServer server) throws Exception {
    Api api = consumer(server, EXPLICIT, "s.1", "s.2");
    Pull pull = pull(server, 2);
    pull.next();
    pull.next();
    api.call("STREAM.MSG.DELETE.S", "{\"seq\":1}").isOk();
    Await.until("it is not pending", () -> info(api, "num_ack_pending") == 1);
    assertThat(info(api, "ack_floor.stream_seq")).isEqualTo(1);
  }

  private static Api consumer(TestServer server, String members, String... stored)
      throws Exception {
    Api api = Orders.stream(server, stored);
    Orders.consumer(api, members).isOk();
    return api;
  }

  private static Pull pull(TestServer server, int batch) throws Exception {
    return Pull.request(server.connection(), "S", "C", "{\"batch\":%d}".formatted(batch));
  }

  private static long info(Api api, String path) throws Exception {
    return api.call("CONSUMER.INFO.S.C").number(path);
  }

  private static Subscription advisories(TestServer server, String kind) throws Exception {
    Subscription advisories =
        server.connection().subscribe("$JS.EVENT.ADVISORY.CONSUMER." + kind + ".S.C");
    server.connection().flush(LIMIT);
    return advisories;
  }

  private static String text(Message message) {
    return new String(message.getData(), UTF_8);
  }
}
