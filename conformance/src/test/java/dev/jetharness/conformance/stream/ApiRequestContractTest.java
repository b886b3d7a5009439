package dev.jetharness.conformance.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Await;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.time.Duration;

/** How the API reads its requests: JSON as the server's decoder takes it, levels, and routing. */
class ApiRequestContractTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private static void invalid(TestServer server, String body, String problem) throws Exception {
    new Streams(server)
        .call("STREAM.CREATE.S", body)
        .isError(400, 10025, "invalid JSON: " + problem);
  }

  @Contract
  void unknownFieldsAreRefused(TestServer server) throws Exception {
    invalid(server, "{'name':'S','nope':1}", "json: unknown field \"nope\"");
  }

  @Contract
  void cutOffJsonIsRefused(TestServer server) throws Exception {
    invalid(server, "{'name':'S'", "unexpected EOF");
  }

  @Contract
  void brokenJsonIsRefusedWithItsPlace(TestServer server) throws Exception {
    invalid(
        server,
        "{'name':'S',}",
        "invalid character '}' looking for beginning of object key string at offset 13");
    invalid(
        server,
        "{name}",
        "invalid character 'n' looking for beginning of object key string at offset 2");
  }

  @Contract
  void valuesOfTheWrongTypeAreRefused(TestServer server) throws Exception {
    String problem = "json: cannot unmarshal %s into Go struct field StreamConfigRequest.%s";
    invalid(server, "{'name':5}", problem.formatted("number", "name of type string"));
    invalid(server, "{'max_msgs':'x'}", problem.formatted("string", "max_msgs of type int64"));
    invalid(server, "{'max_msgs':1.5}", problem.formatted("number 1.5", "max_msgs of type int64"));
    invalid(server, "{'subjects':'x'}", problem.formatted("string", "subjects of type []string"));
    invalid(
        server, "{'max_age':'1s'}", problem.formatted("string", "max_age of type time.Duration"));
    invalid(server, "{'no_ack':'yes'}", problem.formatted("string", "no_ack of type bool"));
  }

  @Contract
  void aBodyThatIsNoObjectIsRefused(TestServer server) throws Exception {
    invalid(
        server,
        "[]",
        "json: cannot unmarshal array into Go value of type server.StreamConfigRequest");
    invalid(
        server,
        "'S'",
        "json: cannot unmarshal string into Go value of type server.StreamConfigRequest");
  }

  @Contract
  void unknownNamesOfPoliciesAreRefused(TestServer server) throws Exception {
    for (String field : new String[] {"retention", "discard", "storage"}) {
      invalid(server, "{'name':'S','" + field + "':'foo'}", "can not unmarshal \"\\\"foo\\\"\"");
    }
    invalid(server, "{'name':'S','compression':'foo'}", "unknown compression algorithm");
  }

  @Contract
  void namesOfFieldsAreReadWithoutCase(TestServer server) throws Exception {
    Answer answer = new Streams(server).call("STREAM.CREATE.S", "{'NAME':'S','Max_Msgs':7}");
    assertThat(answer.isOk().number("config.max_msgs")).isEqualTo(7);
  }

  @Contract
  void theLastOfTwoEqualFieldsCounts(TestServer server) throws Exception {
    Answer answer = new Streams(server).create("S", "'max_msgs':7,'max_msgs':9");
    assertThat(answer.isOk().number("config.max_msgs")).isEqualTo(9);
  }

  @Contract
  void nullLeavesTheDefault(TestServer server) throws Exception {
    Answer answer = new Streams(server).create("S", "'max_msgs':null,'subjects':null");
    assertThat(answer.isOk().number("config.max_msgs")).isEqualTo(-1);
    assertThat(answer.at("config.subjects.0")).isEqualTo("S");
  }

  @Contract
  void anApiLevelThatTheServerLacksIsRefused(TestServer server) throws Exception {
    Streams streams = new Streams(server);
    for (String level : new String[] {"6", "x"}) {
      streams
          .call("STREAM.CREATE.S", "{'name':'S'}", "Nats-Required-Api-Level", level)
          .isError(412, 10185, "JetStream minimum api level required");
    }
    streams.call("STREAM.CREATE.S", "{'name':'S'}", "Nats-Required-Api-Level", "5").isOk();
  }

  @Contract
  void aRequestWithoutReplyIsCarriedOut(TestServer server) throws Exception {
    server.connection().publish("$JS.API.STREAM.CREATE.S", "{\"name\":\"S\"}".getBytes(UTF_8));
    Streams streams = new Streams(server);
    Await.until("the stream is there", () -> streams.info("S").at("error") == null);
  }

  @Contract
  void anUnknownOperationIsNotAnswered(TestServer server) throws Exception {
    Connection connection = server.connection();
    Subscription answers = connection.subscribe("answers");
    connection.publish("$JS.API.NO.SUCH.OPERATION", "answers", null);
    connection.publish("$JS.API.STREAM.CREATE.a.b", "answers", null);
    connection.publish("$JS.API.INFO", "answers", null);
    Message first = answers.nextMessage(LIMIT);
    assertThat(new String(first.getData(), UTF_8)).contains("account_info_response");
  }

  @Contract
  void operationsOnClustersNeedACluster(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    for (String operation : new String[] {"PEER.REMOVE", "LEADER.STEPDOWN"}) {
      streams
          .call("STREAM." + operation + ".S", "{}")
          .isError(503, 10010, "JetStream clustering support required");
    }
  }

  @Contract
  void bodiesThatAreNotJsonAreIgnoredWhereTheyAreOptional(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "").holding("S", "one");
    streams.info("S", "garbage").isOk();
    assertThat(streams.call("STREAM.NAMES", "garbage").at("streams.0")).isEqualTo("S");
    assertThat(streams.call("STREAM.LIST", "garbage").at("streams.0.config.name")).isEqualTo("S");
    assertThat(streams.purge("S", "garbage").isOk().number("purged")).isEqualTo(1);
  }

  @Contract
  void optionalBodiesThatAreBrokenJsonAreRefused(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    for (String operation :
        new String[] {"STREAM.INFO.S", "STREAM.NAMES", "STREAM.LIST", "STREAM.PURGE.S"}) {
      streams.call(operation, "{").isError(400, 10025, "invalid JSON: unexpected EOF");
      streams
          .call(operation, "{'nope':1}")
          .isError(400, 10025, "invalid JSON: json: unknown field \"nope\"");
    }
  }

  @Contract
  void errorsKeepTheCountsOfTheirAnswers(TestServer server) throws Exception {
    Streams streams = new Streams(server);
    Answer info = streams.info("NONE");
    assertThat(info.json().map.keySet())
        .containsExactlyInAnyOrder("type", "error", "total", "offset", "limit");
    Answer purge = streams.purge("NONE", "");
    assertThat(purge.json().map.keySet()).containsExactlyInAnyOrder("type", "error", "purged");
    Answer delete = streams.delete("NONE");
    assertThat(delete.json().map.keySet()).containsExactlyInAnyOrder("type", "error");
  }
}
