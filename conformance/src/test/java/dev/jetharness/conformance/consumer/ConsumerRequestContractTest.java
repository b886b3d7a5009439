package dev.jetharness.conformance.consumer;

import static dev.jetharness.conformance.consumer.Consumers.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;

/** How requests about consumers are read, in all their forms, and what is wrong with them. */
class ConsumerRequestContractTest {
  private static final String CREATE = "io.nats.jetstream.api.v1.consumer_create_response";
  private static final String LATER = "2040-01-01T00:00:00Z";

  @Contract
  void aCreateRequestNeedsItsStreamAndItsConfiguration(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    for (String subject : new String[] {"CONSUMER.CREATE.S", "CONSUMER.CREATE.S.C"}) {
      assertError(
          consumers, subject, "{'stream_name':'S',", "400 10025 invalid JSON: unexpected EOF");
    }
    for (String other :
        new String[] {"", "{}", "{'config':{}}", "{'stream_name':'T','config':{}}"}) {
      assertError(
          consumers,
          "CONSUMER.CREATE.S",
          other,
          "400 10056 stream name in subject does not match request");
    }
    assertError(
        consumers,
        "CONSUMER.CREATE.T.C",
        "{'stream_name':'T','config':{'name':'C'}}",
        "404 10059 stream not found");
  }

  /** The name in the subject replaces the one in the configuration. */
  @Contract
  void theSubjectNamesTheConsumer(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    for (String config :
        new String[] {"", "'name':'D'", "'durable_name':'C'", "'durable_name':'C','name':'D'"}) {
      Answer created =
          consumers.call("CONSUMER.CREATE.S.C", "{'stream_name':'S','config':{" + config + "}}");
      assertThat(created.at("name")).as(config).isEqualTo("C");
      assertThat(created.at("config.name")).as(config).isEqualTo("C");
      consumers.call("CONSUMER.DELETE.S.C", "").isOk();
    }
    assertError(
        consumers,
        "CONSUMER.CREATE.S.C",
        "{'stream_name':'S','config':{'durable_name':'D'}}",
        "400 10017 consumer name in subject does not match durable name in request");
  }

  @Contract
  void theOldFormsTakeTheirOwnNames(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    assertThat(
            consumers
                .call("CONSUMER.CREATE.S", "{'stream_name':'S','config':{'name':'n'}}")
                .at("name"))
        .isEqualTo("n");
    assertError(
        consumers,
        "CONSUMER.CREATE.S",
        "{'stream_name':'S','config':{'durable_name':'n'}}",
        "400 10020 consumer expected to be ephemeral but a durable name was set in request");
    assertError(
        consumers,
        "CONSUMER.DURABLE.CREATE.S.D",
        "{'stream_name':'S','config':{'name':'D'}}",
        "400 10018 consumer expected to be durable but a durable name was not set");
    assertThat(
            consumers
                .call(
                    "CONSUMER.DURABLE.CREATE.S.D",
                    "{'stream_name':'S','config':{'durable_name':'D','name':'X'}}")
                .at("config.name"))
        .isEqualTo("D");
  }

  @Contract
  void theFilterInTheSubjectIsTheOnlyOne(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    String subject = "CONSUMER.CREATE.S.F.s.a";
    consumers
        .call(subject, "{'stream_name':'S','config':{'name':'F','filter_subject':'s.a'}}")
        .isOk();
    for (String other : new String[] {"", ",'filter_subject':'s.b'"}) {
      assertError(
          consumers,
          subject,
          "{'stream_name':'S','config':{'name':'F'" + other + "}}",
          "400 10131 Consumer create request did not match filtered subject from create subject");
    }
    assertError(
        consumers,
        subject,
        "{'stream_name':'S','config':{'name':'F','filter_subjects':['s.a']}}",
        "400 10137 consumer with multiple subject filters cannot use subject based API");
  }

  @Contract
  void anActionIsOneOfThree(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    String request = "{'stream_name':'S','config':{'durable_name':'C'%s},'action':%s}";
    String[][] unknown = {{"'nope'", "\"nope\""}, {"5", "5"}, {"'Create'", "\"Create\""}};
    for (String[] each : unknown) {
      assertError(
          consumers,
          "CONSUMER.CREATE.S.C",
          request.formatted("", each[0]),
          "400 10025 invalid JSON: unknown consumer action: " + each[1]);
    }
    assertError(
        consumers,
        "CONSUMER.CREATE.S.C",
        request.formatted("", "'update'"),
        "400 10149 consumer does not exist");
    for (String action : new String[] {"'create'", "''", "'update'", "'create'"}) {
      consumers.call("CONSUMER.CREATE.S.C", request.formatted("", action)).isOk();
    }
    assertError(
        consumers,
        "CONSUMER.CREATE.S.C",
        request.formatted(",'description':'x'", "'create'"),
        "400 10148 consumer already exists");
  }

  /** What is pinned down only once it exists differs from the request that made it. */
  @Contract
  void anEphemeralConsumerIsNotCreatedTwice(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    String request = "{'stream_name':'S','action':'create','config':{'name':'E'%s}}";
    consumers.call("CONSUMER.CREATE.S.E", request.formatted("")).isOk();
    assertError(
        consumers,
        "CONSUMER.CREATE.S.E",
        request.formatted(""),
        "400 10148 consumer already exists");
    consumers
        .call("CONSUMER.CREATE.S.E", request.formatted(",'inactive_threshold':5000000000"))
        .isOk();
  }

  @Contract
  void aLaterApiIsRefused(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.durable("C", "").isOk();
    for (String operation :
        new String[] {"CREATE.S.C", "INFO.S.C", "NAMES.S", "LIST.S", "DELETE.S.C"}) {
      Answer answer =
          answer(
              consumers.request(
                  "$JS.API.CONSUMER." + operation, "", "Nats-Required-Api-Level", "99"));
      answer.isError(412, 10185, "JetStream minimum api level required");
    }
  }

  @Contract
  void whatIsMissingIsNamed(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.durable("C", "").isOk();
    String pause = "{'pause_until':'" + LATER + "'}";
    String[][] requests = {
      {"INFO", ""}, {"DELETE", ""}, {"PAUSE", pause}, {"UNPIN", "{'group':'a'}"}
    };
    for (String[] each : requests) {
      assertError(
          consumers, "CONSUMER." + each[0] + ".S.X", each[1], "404 10014 consumer not found");
      assertError(consumers, "CONSUMER." + each[0] + ".T.C", each[1], "404 10059 stream not found");
    }
    for (String list : new String[] {"NAMES", "LIST"}) {
      assertError(consumers, "CONSUMER." + list + ".T", "", "404 10059 stream not found");
    }
  }

  @Contract
  void infoAndDeleteTakeNoBody(TestServer server) throws Exception {
    Consumers consumers = Consumers.of(server, "");
    consumers.durable("C", "").isOk();
    for (String operation : new String[] {"INFO", "DELETE"}) {
      for (String target : new String[] {".S.C", ".S.X", ".T.C"}) {
        assertError(
            consumers,
            "CONSUMER." + operation + target,
            "x",
            "400 10038 expected an empty request payload");
      }
    }
  }

  private static void assertError(
      Consumers consumers, String operation, String body, String expected) throws Exception {
    Answer answer = consumers.call(operation, body);
    assertThat(answer.error()).as(operation + " " + body).isEqualTo(expected);
    if (operation.contains("CREATE")) {
      assertThat(answer.at("type")).isEqualTo(CREATE);
    }
  }
}
