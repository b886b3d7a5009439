package dev.jetharness.conformance.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api;
import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Await;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.Pull;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.time.Duration;

/** Consumers that serve some of their clients before others (ADR-42). */
class PriorityGroupContractTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final String ZERO_TIME = "0001-01-01T00:00:00Z";

  private static Api consumer(TestServer server, String policy, String... subjects)
      throws Exception {
    return consumerWith(server, policy, "", subjects);
  }

  private static Api consumerWith(
      TestServer server, String policy, String members, String... subjects) throws Exception {
    Api api = Orders.stream(server, subjects);
    Orders.consumer(
            api,
            """
            "ack_policy":"explicit","priority_policy":"%s","priority_groups":["A"]%s"""
                .formatted(policy, members))
        .isOk();
    return api;
  }

  private static Pull pull(TestServer server, String members) throws Exception {
    String body = "{\"group\":\"A\",\"expires\":20000000000" + members + "}";
    Pull pull = Pull.request(server.connection(), "S", "C", body);
    server.connection().flush(LIMIT);
    return pull;
  }

  private static Answer info(Api api) throws Exception {
    return api.call("CONSUMER.INFO.S.C");
  }

  private static void awaitWaiting(Api api, long requests) throws Exception {
    Await.until(requests + " requests wait", () -> info(api).number("num_waiting") == requests);
  }

  private static String pinOf(Message message) {
    return message.getHeaders().getLast("Nats-Pin-Id");
  }

  @Contract
  void theConfigurationIsEchoed(TestServer server) throws Exception {
    Api api = consumer(server, "overflow");
    Answer info = info(api);
    assertThat(info.at("config.priority_policy")).isEqualTo("overflow");
    assertThat(info.at("config.priority_groups")).isEqualTo("[\"A\"]");
    assertThat(info.at("config.priority_timeout")).isNull();
    assertThat(info.text()).contains("\"_nats.req.level\":\"1\"");
    assertThat(info.text())
        .endsWith("\"priority_groups\":[{\"group\":\"A\",\"pinned_ts\":\"" + ZERO_TIME + "\"}]}");
  }

  @Contract
  void aPinnedClientHasTwoMinutesUnlessToldOtherwise(TestServer server) throws Exception {
    Api api = consumer(server, "pinned_client");
    assertThat(info(api).number("config.priority_timeout")).isEqualTo(120_000_000_000L);
  }

  @Contract
  void onlyTheFirstGroupIsReported(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    Answer created =
        Orders.consumer(
            api,
            """
            "ack_policy":"explicit","priority_policy":"overflow","priority_groups":["A","B"]""");
    assertThat(created.at("config.priority_groups")).isEqualTo("[\"A\",\"B\"]");
    assertThat(created.at("priority_groups.0.group")).isEqualTo("A");
    assertThat(created.at("priority_groups.1")).isNull();
  }

  @Contract
  void aGroupMustBeNamedAndKnown(TestServer server) throws Exception {
    consumer(server, "overflow", "s.1");
    Pull.request(server.connection(), "S", "C", "{\"batch\":1}")
        .expectStatus("400 Bad Request - Priority Group missing");
    Pull.request(server.connection(), "S", "C", "{\"group\":\"B\"}")
        .expectStatus("400 Bad Request - Invalid Priority Group");
  }

  @Contract
  void aPlainNumberStandsOutsideOfAllGroups(TestServer server) throws Exception {
    consumer(server, "overflow", "s.1");
    Pull pull = Pull.request(server.connection(), "S", "C", "1");
    assertThat(pull.nextPayload()).isEqualTo("s.1");
  }

  @Contract
  void whatBelongsToAnotherPolicyIsRefused(TestServer server) throws Exception {
    consumer(server, "prioritized", "s.1");
    pull(server, ",\"min_pending\":1")
        .expectStatus("400 Bad Request - Not a Overflow Priority consumer");
    pull(server, ",\"min_ack_pending\":1")
        .expectStatus("400 Bad Request - Not a Overflow Priority consumer");
    pull(server, ",\"id\":\"x\"")
        .expectStatus("400 Bad Request - Not a Pinned Client Priority consumer");
    pull(server, ",\"priority\":10")
        .expectStatus("400 Bad Request - Priority must be between 0 and 9");
    pull(server, ",\"priority\":-1")
        .expectStatus("400 Bad Request - Priority must be between 0 and 9");
  }

  @Contract
  void overflowWaitsForEnoughPendingMessages(TestServer server) throws Exception {
    Api api = consumer(server, "overflow", "s.1");
    Pull pull = pull(server, ",\"batch\":5,\"min_pending\":3");
    awaitWaiting(api, 1);
    pull.expectNothing();
    Orders.publish(server, "s.2");
    pull.expectNothing();
    Orders.publish(server, "s.3");
    assertThat(pull.nextPayload()).isEqualTo("s.1");
    pull.expectNothing();
  }

  @Contract
  void aRequestThatDoesNotWaitEndsWhenOverflowGivesItNothing(TestServer server) throws Exception {
    consumer(server, "overflow", "s.1");
    String body = "{\"group\":\"A\",\"min_pending\":3,\"no_wait\":true}";
    Pull.request(server.connection(), "S", "C", body).expectStatus("404 No Messages");
  }

  @Contract
  void overflowWaitsForEnoughUnacknowledgedMessages(TestServer server) throws Exception {
    Api api = consumer(server, "overflow", "s.1", "s.2");
    Pull overflow = pull(server, ",\"min_ack_pending\":1");
    awaitWaiting(api, 1);
    overflow.expectNothing();
    Pull plain = pull(server, "");
    assertThat(plain.nextPayload()).isEqualTo("s.1");
    assertThat(overflow.nextPayload()).isEqualTo("s.2");
  }

  @Contract
  void oneOfBothMinimaIsEnough(TestServer server) throws Exception {
    consumer(server, "overflow", "s.1", "s.2");
    Pull pull = pull(server, ",\"min_pending\":2,\"min_ack_pending\":100");
    assertThat(pull.nextPayload()).isEqualTo("s.1");
  }

  @Contract
  void theMostUrgentRequestIsServedFirst(TestServer server) throws Exception {
    Api api = consumer(server, "prioritized");
    Pull last = pull(server, ",\"batch\":1,\"priority\":5");
    Pull first = pull(server, ",\"batch\":2,\"priority\":1");
    Pull second = pull(server, ",\"batch\":1,\"priority\":1");
    awaitWaiting(api, 3);
    for (int i = 1; i <= 4; i++) {
      Orders.publish(server, "s." + i);
    }
    assertThat(first.nextPayload()).isEqualTo("s.1");
    assertThat(second.nextPayload()).isEqualTo("s.2");
    assertThat(first.nextPayload()).isEqualTo("s.3");
    assertThat(last.nextPayload()).isEqualTo("s.4");
  }

  @Contract
  void aNumberComesBehindAllPriorities(TestServer server) throws Exception {
    Api api = consumer(server, "prioritized");
    Pull number = Pull.request(server.connection(), "S", "C", "1");
    Pull lowest = pull(server, ",\"priority\":9");
    awaitWaiting(api, 2);
    Orders.publish(server, "s.1");
    assertThat(lowest.nextPayload()).isEqualTo("s.1");
    Orders.publish(server, "s.2");
    assertThat(number.nextPayload()).isEqualTo("s.2");
  }

  @Contract
  void oneClientIsPinned(TestServer server) throws Exception {
    Api api = consumer(server, "pinned_client");
    Pull first = pull(server, ",\"batch\":2");
    awaitWaiting(api, 1);
    Pull second = pull(server, ",\"batch\":2");
    awaitWaiting(api, 2);
    for (int i = 1; i <= 3; i++) {
      Orders.publish(server, "s." + i);
    }
    Message one = first.next();
    Message two = first.next();
    assertThat(new String(two.getData(), UTF_8)).isEqualTo("s.2");
    assertThat(pinOf(one)).hasSize(22).isEqualTo(pinOf(two));
    second.expectNothing();
    Answer info = info(api);
    assertThat(info.at("priority_groups.0.pinned_client_id")).isEqualTo(pinOf(one));
    assertThat(info.at("priority_groups.0.pinned_ts")).isNotEqualTo(ZERO_TIME);
    Pull again = pull(server, ",\"id\":\"" + pinOf(one) + "\"");
    assertThat(again.nextPayload()).isEqualTo("s.3");
  }

  @Contract
  void anotherPinIsRefused(TestServer server) throws Exception {
    consumer(server, "pinned_client", "s.1");
    pull(server, "").nextPayload();
    pull(server, ",\"id\":\"other\"").expectStatus("423 Nats-Pin-Id mismatch");
  }

  @Contract
  void aPinThatNobodyGaveIsFoundOutWhenThereIsAMessage(TestServer server) throws Exception {
    Api api = consumer(server, "pinned_client");
    Pull pull = pull(server, ",\"id\":\"old\",\"batch\":3");
    awaitWaiting(api, 1);
    Orders.publish(server, "s.1");
    Message status = pull.expectStatus("423 Nats-Wrong-Pin-Id");
    assertThat(status.getHeaders().getFirst("Nats-Pending-Messages")).isEqualTo("3");
    assertThat(status.getHeaders().getFirst("Nats-Pending-Bytes")).isEqualTo("0");
  }

  @Contract
  void unpinningLetsAnotherClientHaveIt(TestServer server) throws Exception {
    Api api = consumer(server, "pinned_client", "s.1");
    String pin = pinOf(pull(server, "").next());
    Pull other = pull(server, "");
    awaitWaiting(api, 1);
    Orders.publish(server, "s.2");
    other.expectNothing();
    assertThat(api.call("CONSUMER.UNPIN.S.C", "{\"group\":\"A\"}").text())
        .isEqualTo("{\"type\":\"io.nats.jetstream.api.v1.consumer_unpin_response\"}");
    Message message = other.next();
    assertThat(new String(message.getData(), UTF_8)).isEqualTo("s.2");
    assertThat(pinOf(message)).isNotEqualTo(pin);
    pull(server, ",\"id\":\"" + pin + "\"").expectStatus("423 Nats-Pin-Id mismatch");
  }

  @Contract
  void unpinningNeedsAKnownGroup(TestServer server) throws Exception {
    Api api = consumer(server, "pinned_client");
    api.call("CONSUMER.UNPIN.S.C", "{\"group\":\"B\"}")
        .isError(400, 10160, "Provided priority group does not exist for this consumer");
    api.call("CONSUMER.UNPIN.S.C", "{}")
        .isError(400, 10025, "invalid JSON: consumer group not specified");
  }

  @Contract
  void whoDoesNotAskAnyMoreLosesThePin(TestServer server) throws Exception {
    Api api =
        consumerWith(server, "pinned_client", ",\"priority_timeout\":1000000000", "s.1", "s.2");
    Pull first = pull(server, "");
    String pin = pinOf(first.next());
    Pull second = pull(server, "");
    Message message = second.next();
    assertThat(new String(message.getData(), UTF_8)).isEqualTo("s.2");
    assertThat(pinOf(message)).isNotEqualTo(pin);
    assertThat(info(api).number("num_ack_pending")).isEqualTo(2);
  }

  @Contract
  void pinningIsAdvised(TestServer server) throws Exception {
    Subscription advisories = server.connection().subscribe("$JS.EVENT.ADVISORY.CONSUMER.*.S.C");
    Api api = consumer(server, "pinned_client", "s.1");
    next(advisories, "CREATED");
    String pin = pinOf(pull(server, "").next());
    Answer pinned = next(advisories, "PINNED");
    assertThat(pinned.json().map.keySet())
        .containsExactlyInAnyOrder(
            "type", "id", "timestamp", "account", "stream", "consumer", "group", "pinned_id");
    assertThat(pinned.at("type")).isEqualTo("io.nats.jetstream.advisory.v1.consumer_group_pinned");
    assertThat(pinned.at("pinned_id")).isEqualTo(pin);
    assertThat(pinned.at("group")).isEqualTo("A");
    api.call("CONSUMER.UNPIN.S.C", "{\"group\":\"A\"}").isOk();
    Answer unpinned = next(advisories, "UNPINNED");
    assertThat(unpinned.json().map.keySet())
        .containsExactlyInAnyOrder(
            "type", "id", "timestamp", "account", "stream", "consumer", "group", "reason");
    assertThat(unpinned.at("reason")).isEqualTo("admin");
  }

  @Contract
  void aTimedOutPinIsAdvised(TestServer server) throws Exception {
    Subscription advisories =
        server.connection().subscribe("$JS.EVENT.ADVISORY.CONSUMER.UNPINNED.S.C");
    consumerWith(server, "pinned_client", ",\"priority_timeout\":200000000", "s.1");
    pull(server, "").next();
    assertThat(next(advisories, "UNPINNED").at("reason")).isEqualTo("timeout");
  }

  @Contract
  void aMessageTooLargeForARequestGivesThePinBack(TestServer server) throws Exception {
    Api api = consumer(server, "pinned_client");
    Pull small = pull(server, ",\"max_bytes\":5");
    awaitWaiting(api, 1);
    Orders.publish(server, "s.1");
    small.expectStatus("409 Message Size Exceeds MaxBytes");
    assertThat(info(api).at("priority_groups.0.pinned_client_id")).isNull();
    assertThat(pull(server, "").nextPayload()).isEqualTo("s.1");
  }

  @Contract
  void thePolicyMayBeUpdated(TestServer server) throws Exception {
    Api api = consumer(server, "overflow", "s.1");
    Answer updated = Orders.consumer(api, "\"ack_policy\":\"explicit\"");
    assertThat(updated.isOk().at("config.priority_policy")).isNull();
    assertThat(updated.at("priority_groups")).isNull();
    assertThat(Pull.request(server.connection(), "S", "C", "{}").nextPayload()).isEqualTo("s.1");
  }

  @Contract
  void pushConsumersHaveNoPriorities(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    Orders.consumer(
            api,
            """
            "deliver_subject":"d","priority_policy":"overflow","priority_groups":["A"]""")
        .isError(400, 10178, "priority groups can not be used with push consumers");
    Orders.consumer(api, "\"ack_policy\":\"explicit\",\"priority_policy\":\"some\"")
        .isError(400, 10025, "invalid JSON: unknown priority policy: \"some\"");
  }

  private static Answer next(Subscription advisories, String event) throws Exception {
    Message advisory = advisories.nextMessage(LIMIT);
    assertThat(advisory).as(event).isNotNull();
    assertThat(advisory.getSubject()).contains("." + event + ".");
    return new Answer(new String(advisory.getData(), UTF_8));
  }
}
