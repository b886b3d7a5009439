package dev.jetharness.conformance.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;

/** Creating and updating consumers: defaults, the three subjects, actions, and what is refused. */
class ConsumerCreateContractTest {

  @Contract
  void aDurablePullConsumerGetsTheServersDefaults(TestServer server) throws Exception {
    Api.Answer answer =
        Orders.consumer(Orders.stream(server, "s.1"), "\"ack_policy\":\"explicit\"").isOk();
    assertThat(answer.at("type")).isEqualTo("io.nats.jetstream.api.v1.consumer_create_response");
    assertThat(answer.at("stream_name")).isEqualTo("S");
    assertThat(answer.at("name")).isEqualTo("C");
    assertThat(answer.number("config.ack_wait")).isEqualTo(30_000_000_000L);
    assertThat(answer.number("config.max_deliver")).isEqualTo(-1);
    assertThat(answer.number("config.max_waiting")).isEqualTo(512);
    assertThat(answer.number("config.max_ack_pending")).isEqualTo(1000);
    assertThat(answer.at("config.deliver_policy")).isEqualTo("all");
    assertThat(answer.at("config.replay_policy")).isEqualTo("instant");
    assertThat(answer.number("config.num_replicas")).isZero();
    assertThat(answer.number("num_pending")).isEqualTo(1);
    assertThat(answer.number("delivered.consumer_seq")).isZero();
    assertThat(answer.number("ack_floor.stream_seq")).isZero();
    assertThat(answer.number("num_waiting")).isZero();
  }

  @Contract
  void theRequiredLevelIsThatOfWhatWasAskedForNotOfWhatBecomesOfIt(TestServer server)
      throws Exception {
    Api api = Orders.stream(server);
    Api.Answer answer = Orders.consumer(api, "\"priority_timeout\":-1").isOk();
    assertThat(answer.text())
        .contains("\"_nats.req.level\":\"1\"")
        .doesNotContain("priority_timeout");
  }

  @Contract
  void theServerKeepsItsOwnMetadata(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    Api.Answer answer =
        Orders.consumer(api, "\"ack_policy\":\"explicit\",\"metadata\":{\"owner\":\"me\"}").isOk();
    assertThat(answer.text())
        .contains("\"_nats.req.level\":\"0\"")
        .contains("\"_nats.ver\":\"2.15.1\"")
        .contains("\"_nats.level\":\"5\"")
        .contains("\"owner\":\"me\"");
  }

  @Contract
  void aNamedConsumerWithoutDurableNameIsEphemeral(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    Api.Answer answer =
        api.call(
                "CONSUMER.CREATE.S.E",
                "{\"stream_name\":\"S\",\"config\":{\"name\":\"E\",\"ack_policy\":\"explicit\"}}")
            .isOk();
    assertThat(answer.at("config.durable_name")).isNull();
    assertThat(answer.at("config.name")).isEqualTo("E");
    assertThat(answer.number("config.inactive_threshold")).isEqualTo(5_000_000_000L);
  }

  @Contract
  void theLegacyFormMakesUpAName(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    Api.Answer answer =
        api.call(
                "CONSUMER.CREATE.S",
                "{\"stream_name\":\"S\",\"config\":{\"ack_policy\":\"explicit\"}}")
            .isOk();
    assertThat(String.valueOf(answer.at("name"))).hasSize(8);
  }

  @Contract
  void theLegacyFormRefusesADurableName(TestServer server) throws Exception {
    Orders.stream(server)
        .call(
            "CONSUMER.CREATE.S",
            "{\"stream_name\":\"S\",\"config\":{\"durable_name\":\"D\",\"ack_policy\":\"explicit\"}}")
        .isError(
            400, 10020, "consumer expected to be ephemeral but a durable name was set in request");
  }

  @Contract
  void theDurableFormNeedsADurableName(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    api.call(
            "CONSUMER.DURABLE.CREATE.S.D",
            "{\"stream_name\":\"S\",\"config\":{\"ack_policy\":\"explicit\"}}")
        .isError(400, 10018, "consumer expected to be durable but a durable name was not set");
    api.call(
            "CONSUMER.DURABLE.CREATE.S.D",
            "{\"stream_name\":\"S\",\"config\":{\"durable_name\":\"X\",\"ack_policy\":\"explicit\"}}")
        .isError(400, 10017, "consumer name in subject does not match durable name in request");
  }

  @Contract
  void theDurableFormCreates(TestServer server) throws Exception {
    Api.Answer answer =
        Orders.stream(server)
            .call(
                "CONSUMER.DURABLE.CREATE.S.D",
                "{\"stream_name\":\"S\",\"config\":{\"durable_name\":\"D\",\"ack_policy\":\"explicit\"}}")
            .isOk();
    assertThat(answer.at("config.durable_name")).isEqualTo("D");
    assertThat(answer.at("config.inactive_threshold")).isNull();
  }

  @Contract
  void theStreamInTheSubjectMustMatchTheBody(TestServer server) throws Exception {
    Orders.stream(server)
        .call(
            "CONSUMER.CREATE.S.C",
            "{\"stream_name\":\"T\",\"config\":{\"name\":\"C\",\"ack_policy\":\"explicit\"}}")
        .isError(400, 10056, "stream name in subject does not match request");
  }

  @Contract
  void aMissingStreamIsReported(TestServer server) throws Exception {
    server
        .api()
        .call(
            "CONSUMER.CREATE.NONE.C",
            "{\"stream_name\":\"NONE\",\"config\":{\"name\":\"C\",\"ack_policy\":\"explicit\"}}")
        .isError(404, 10059, "stream not found");
  }

  @Contract
  void anUnknownFieldIsRefused(TestServer server) throws Exception {
    Orders.consumer(Orders.stream(server), "\"ack_polizei\":\"explicit\"")
        .isError(400, 10025, "invalid JSON: json: unknown field \"ack_polizei\"");
  }

  @Contract
  void anUnknownActionIsRefused(TestServer server) throws Exception {
    Api.Answer answer =
        Orders.stream(server)
            .call(
                "CONSUMER.CREATE.S.C",
                "{\"stream_name\":\"S\",\"action\":\"jump\",\"config\":{\"name\":\"C\"}}");
    assertThat(answer.number("error.err_code")).isEqualTo(10025);
  }

  @Contract
  void theFilterInTheSubjectMustMatchTheBody(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    api.call(
            "CONSUMER.CREATE.S.C.s.a",
            "{\"stream_name\":\"S\",\"config\":{\"name\":\"C\",\"filter_subject\":\"s.b\"}}")
        .isError(
            400,
            10131,
            "Consumer create request did not match filtered subject from create subject");
    api.call(
            "CONSUMER.CREATE.S.C.s.a",
            "{\"stream_name\":\"S\",\"config\":{\"name\":\"C\",\"filter_subject\":\"s.a\"}}")
        .isOk();
  }

  @Contract
  void creatingAgainWithTheSameConfigurationSucceeds(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    Orders.consumer(api, "\"ack_policy\":\"explicit\"").isOk();
    Orders.consumer(api, "\"ack_policy\":\"explicit\"").isOk();
  }

  @Contract
  void actionCreateRefusesADifferentConfiguration(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    Orders.consumer(api, "\"ack_policy\":\"explicit\"").isOk();
    api.call("CONSUMER.CREATE.S.C", createOf("")).isOk();
    api.call("CONSUMER.CREATE.S.C", createOf(",\"description\":\"x\""))
        .isError(400, 10148, "consumer already exists");
  }

  @Contract
  void actionUpdateNeedsTheConsumer(TestServer server) throws Exception {
    Orders.stream(server)
        .call(
            "CONSUMER.CREATE.S.C",
            """
            {"stream_name":"S","action":"update","config":{"durable_name":"C","name":"C",\
            "ack_policy":"explicit"}}""")
        .isError(400, 10149, "consumer does not exist");
  }

  @Contract
  void whatMayChangeIsUpdated(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    Orders.consumer(api, "\"ack_policy\":\"explicit\"").isOk();
    Api.Answer updated =
        Orders.consumer(
                api,
                "\"ack_policy\":\"explicit\",\"ack_wait\":5000000000,\"max_deliver\":7,\"max_ack_pending\":10,\"description\":\"d\"")
            .isOk();
    assertThat(updated.number("config.ack_wait")).isEqualTo(5_000_000_000L);
    assertThat(updated.number("config.max_deliver")).isEqualTo(7);
    assertThat(api.call("CONSUMER.INFO.S.C").number("config.max_ack_pending")).isEqualTo(10);
  }

  @Contract
  void whatMayNotChangeIsRefused(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    Orders.consumer(api, "\"ack_policy\":\"explicit\"").isOk();
    Orders.consumer(api, "\"ack_policy\":\"none\"")
        .isError(500, 10012, "ack policy can not be updated");
    Orders.consumer(api, "\"ack_policy\":\"explicit\",\"deliver_policy\":\"new\"")
        .isError(500, 10012, "deliver policy can not be updated");
    Orders.consumer(api, "\"ack_policy\":\"explicit\",\"max_waiting\":5")
        .isError(500, 10012, "max waiting can not be updated");
    Orders.consumer(api, "\"ack_policy\":\"explicit\",\"deliver_subject\":\"d\"")
        .isError(500, 10012, "can not update pull consumer to push based");
  }

  @Contract
  void conflictingStartsAreRefused(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    Orders.consumer(api, "\"deliver_policy\":\"all\",\"opt_start_seq\":3")
        .isError(
            400,
            10094,
            "consumer delivery policy is deliver all, but optional start sequence is also set");
    Orders.consumer(api, "\"deliver_policy\":\"by_start_sequence\"")
        .isError(
            400,
            10094,
            "consumer delivery policy is deliver by start sequence, but optional start sequence is not set");
    Orders.consumer(api, "\"deliver_policy\":\"by_start_time\"")
        .isError(
            400,
            10094,
            "consumer delivery policy is deliver by start time, but optional start time is not set");
    Orders.consumer(api, "\"deliver_policy\":\"last_per_subject\"")
        .isError(
            400,
            10094,
            "consumer delivery policy is deliver last per subject, but optional filter subject is not set");
  }

  @Contract
  void invalidFiltersAreRefused(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    Orders.consumer(api, "\"filter_subject\":\"s.a\",\"filter_subjects\":[\"s.b\"]")
        .isError(
            400, 10136, "consumer cannot have both FilterSubject and FilterSubjects specified");
    Orders.consumer(api, "\"filter_subjects\":[\"s.*\",\"s.a\"]")
        .isError(400, 10138, "consumer subject filters cannot overlap");
    Orders.consumer(api, "\"filter_subjects\":[\"s.a\",\"\"]")
        .isError(400, 10139, "consumer filter in FilterSubjects cannot be empty");
  }

  @Contract
  void pushOnlySettingsAreRefusedForPull(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    Orders.consumer(api, "\"idle_heartbeat\":1000000000")
        .isError(400, 10088, "consumer idle heartbeat requires a push based consumer");
    Orders.consumer(api, "\"flow_control\":true")
        .isError(400, 10089, "consumer flow control requires a push based consumer");
  }

  @Contract
  void pullOnlySettingsAreRefusedForPush(TestServer server) throws Exception {
    Orders.consumer(Orders.stream(server), "\"deliver_subject\":\"d\",\"max_waiting\":10")
        .isError(400, 10080, "consumer in push mode can not set max waiting");
  }

  @Contract
  void deliverSubjectsAreChecked(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    Orders.consumer(api, "\"deliver_subject\":\"d.*\"")
        .isError(400, 10079, "consumer deliver subject has wildcards");
    Orders.consumer(api, "\"deliver_subject\":\"s.x\"")
        .isError(400, 10081, "consumer deliver subject forms a cycle");
  }

  @Contract
  void flowControlNeedsHeartbeats(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    Orders.consumer(api, "\"deliver_subject\":\"d\",\"flow_control\":true")
        .isError(400, 10108, "consumer with flow control also needs heartbeats");
    Orders.consumer(api, "\"deliver_subject\":\"d\",\"idle_heartbeat\":1000000")
        .isError(400, 10083, "consumer idle heartbeat needs to be >= 100ms");
  }

  @Contract
  void backoffIsLimitedByMaxDeliverAndSetsTheAckWait(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    Orders.consumer(
            api,
            "\"ack_policy\":\"explicit\",\"max_deliver\":1,\"backoff\":[1000000000,2000000000]")
        .isError(400, 10116, "max deliver is required to be > length of backoff values");
    Api.Answer answer =
        Orders.consumer(
                api,
                "\"ack_policy\":\"explicit\",\"max_deliver\":4,\"backoff\":[1000000000,2000000000]")
            .isOk();
    assertThat(answer.number("config.ack_wait")).isEqualTo(1_000_000_000L);
  }

  @Contract
  void namesAreChecked(TestServer server) throws Exception {
    Api api = Orders.stream(server);
    Orders.consumer(api, "a/b", "")
        .isError(400, 10127, "Consumer name can not contain path separators");
  }

  @Contract
  void aStreamWithAConsumerLimitTakesNoMore(TestServer server) throws Exception {
    Api api = Orders.streamWith(server, ",\"max_consumers\":1");
    Orders.consumer(api, "A", "").isOk();
    Orders.consumer(api, "B", "").isError(400, 10026, "maximum consumers limit reached");
  }

  @Contract
  void moreReplicasThanTheStreamAreRefused(TestServer server) throws Exception {
    Orders.consumer(Orders.stream(server), "\"num_replicas\":3")
        .isError(500, 10074, "replicas > 1 not supported in non-clustered mode");
  }

  @Contract
  void aWorkQueueNeedsExplicitAcksAndDeliverAll(TestServer server) throws Exception {
    Api api = Orders.streamWith(server, ",\"retention\":\"workqueue\"");
    Orders.consumer(api, "\"ack_policy\":\"none\",\"deliver_subject\":\"d\"")
        .isError(400, 10098, "workqueue stream requires explicit ack");
    Orders.consumer(api, "\"ack_policy\":\"none\"")
        .isError(
            400, 10084, "consumer in pull mode requires explicit ack policy on workqueue stream");
    Orders.consumer(api, "\"ack_policy\":\"explicit\",\"deliver_policy\":\"new\"")
        .isError(400, 10101, "consumer must be deliver all on workqueue stream");
  }

  @Contract
  void aWorkQueueGivesAMessageToOneConsumerOnly(TestServer server) throws Exception {
    Api api = Orders.streamWith(server, ",\"retention\":\"workqueue\"");
    Orders.consumer(api, "A", "\"ack_policy\":\"explicit\",\"filter_subject\":\"s.a\"").isOk();
    Orders.consumer(api, "B", "\"ack_policy\":\"explicit\",\"filter_subject\":\"s.b\"").isOk();
    Orders.consumer(api, "X", "\"ack_policy\":\"explicit\",\"filter_subject\":\"s.*\"")
        .isError(400, 10100, "filtered consumer not unique on workqueue stream");
    Orders.consumer(api, "Y", "\"ack_policy\":\"explicit\"")
        .isError(400, 10099, "multiple non-filtered consumers not allowed on workqueue stream");
  }

  @Contract
  void theStreamsConsumerLimitsAreDefaultsAndBounds(TestServer server) throws Exception {
    Api api =
        Orders.streamWith(
            server,
            ",\"consumer_limits\":{\"inactive_threshold\":60000000000,\"max_ack_pending\":50}");
    Api.Answer answer = Orders.consumer(api, "\"ack_policy\":\"explicit\"").isOk();
    assertThat(answer.number("config.max_ack_pending")).isEqualTo(50);
    assertThat(answer.number("config.inactive_threshold")).isEqualTo(60_000_000_000L);
    Orders.consumer(api, "B", "\"ack_policy\":\"explicit\",\"max_ack_pending\":51")
        .isError(400, 10121, "consumer max ack pending exceeds system limit of 50");
  }

  @Contract
  void aListThatIsGivenAsEmptyIsNotTheSameAsNone(TestServer server) throws Exception {
    for (String list : new String[] {"backoff", "filter_subjects", "priority_groups"}) {
      Api api = Orders.stream(server);
      String with = createOf(",\"" + list + "\":[]");
      api.call("CONSUMER.CREATE.S.C", createOf("")).isOk();
      api.call("CONSUMER.CREATE.S.C", with).isError(400, 10148, "consumer already exists");
      api.call("CONSUMER.CREATE.S.C", with.replace("create", "update")).isOk();
      api.call("CONSUMER.CREATE.S.C", with).isOk();
      api.call("CONSUMER.CREATE.S.C", createOf("")).isError(400, 10148, "consumer already exists");
      api.call("STREAM.DELETE.S").isOk();
    }
  }

  private static String createOf(String members) {
    return """
        {"stream_name":"S","action":"create","config":{"durable_name":"C","name":"C",\
        "ack_policy":"explicit"%s}}"""
        .formatted(members);
  }
}
