package dev.jetharness.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Await;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import java.util.HashSet;
import java.util.Set;

/** What is told about a mirror, how it becomes a stream of its own, and who reads it directly. */
class MirrorLifeContractTest {
  private static final String NOT_HEARD_OF =
      "\"mirror\":{\"name\":\"O\",\"lag\":0,\"active\":-1},\"ts\":";

  private static Streams mirrored(TestServer server, String origin, String mirror)
      throws Exception {
    return new Streams(server)
        .with("O", "'subjects':['o.>']" + origin)
        .holding("o.a", "1", "2")
        .with("M", "'mirror':{'name':'O'}" + mirror)
        .reaching("M", 2);
  }

  private static String directFrom(Streams streams, String stream) throws Exception {
    Message answer = streams.direct(stream + ".o.a", "");
    return answer.isStatusMessage()
        ? answer.getStatus().getMessageWithCode()
        : answer.getHeaders().getFirst("Nats-Stream");
  }

  @Contract
  void atFirstNothingWasHeardOfTheOrigin(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("O", "'subjects':['o.>']");
    assertThat(streams.create("M", "'mirror':{'name':'O'}").isOk().text())
        .contains(NOT_HEARD_OF)
        .endsWith(",\"did_create\":true}");
  }

  @Contract
  void laterItIsToldWhenSomethingWas(TestServer server) throws Exception {
    Streams streams = mirrored(server, "", "");
    Answer info = streams.info("M");
    assertThat(info.number("mirror.active")).isNotNegative();
    assertThat(info.text())
        .contains("\"cluster\":{\"leader\":")
        .containsPattern("},\"mirror\":\\{\"name\":\"O\",\"lag\":0,\"active\":\\d+},\"ts\":");
  }

  @Contract
  void aListAndAnUpdateTellItToo(TestServer server) throws Exception {
    Streams streams = mirrored(server, "", "");
    String pattern = ",\"mirror\":\\{\"name\":\"O\",\"lag\":0,\"active\":\\d+},\"ts\":";
    assertThat(streams.call("STREAM.LIST", "").text()).containsPattern("0}" + pattern);
    assertThat(streams.update("M", "'mirror':{'name':'O'},'max_msgs':9").isOk().text())
        .containsPattern("0}" + pattern);
  }

  @Contract
  void filterAndTransformsAreTold(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("O", "'subjects':['o.>']");
    // The answer to the creation does not tell the filter yet.
    assertThat(streams.create("M", "'mirror':{'name':'O','filter_subject':'o.>'}").isOk().text())
        .contains(NOT_HEARD_OF);
    Await.until("it is told", () -> streams.info("M").at("mirror.filter_subject") != null);
    Await.until("it listens", () -> streams.info("M").number("mirror.active") >= 0);
    assertThat(streams.info("M").text())
        .containsPattern(
            "\"mirror\":\\{\"name\":\"O\",\"lag\":0,\"active\":\\d+,\"filter_subject\":\"o.\\\\u003e\"}");
    Answer created =
        streams.create(
            "N",
            """
            'mirror':{'name':'O','subject_transforms':[{'src':'o.a','dest':'x'},{'src':'o.b','dest':''}]}
            """);
    assertThat(created.isOk().text())
        .contains(
            "\"mirror\":{\"name\":\"O\",\"lag\":0,\"active\":-1,\"subject_transforms\":"
                + "[{\"src\":\"o.a\",\"dest\":\"x\"},{\"src\":\"o.b\",\"dest\":\"\"}]}");
  }

  @Contract
  void whereItStartsIsOnlyInTheConfiguration(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("O", "'subjects':['o.>']");
    assertThat(streams.create("M", "'mirror':{'name':'O','opt_start_seq':7}").isOk().text())
        .contains("\"mirror\":{\"name\":\"O\",\"opt_start_seq\":7},\"compression\"")
        .contains(NOT_HEARD_OF);
  }

  @Contract
  void theOriginMayBeMissing(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("M", "'mirror':{'name':'O'}");
    Await.until("it is missed", () -> streams.info("M").at("mirror.error.code") != null);
    assertThat(streams.info("M").text())
        .contains(
            "\"mirror\":{\"name\":\"O\",\"lag\":0,\"active\":-1,\"error\":{\"code\":404,"
                + "\"err_code\":10059,\"description\":\"stream not found\"}},\"ts\":");
  }

  @Contract
  void whatWasCopiedOutlivesTheOrigin(TestServer server) throws Exception {
    Streams streams = mirrored(server, "", "");
    streams.delete("O").isOk();
    assertThat(streams.contents("M")).containsExactly("1:o.a:1", "2:o.a:2");
    Answer info = streams.info("M");
    assertThat(info.at("mirror.name")).isEqualTo("O");
    assertThat(info.at("mirror.error")).isNull();
  }

  @Contract
  void withoutItsOriginItBecomesAStreamOfItsOwn(TestServer server) throws Exception {
    Streams streams = mirrored(server, "", "");
    Answer promoted = streams.update("M", "'subjects':['m.>']").isOk();
    assertThat(promoted.text()).doesNotContain("\"mirror\":");
    assertThat(promoted.number("config.duplicate_window")).isEqualTo(120_000_000_000L);
    assertThat(streams.publish("m.a", "3", "Nats-Msg-Id", "id").text())
        .isEqualTo("{\"stream\":\"M\",\"seq\":3}");
    assertThat(streams.publish("m.a", "3", "Nats-Msg-Id", "id").text())
        .isEqualTo("{\"stream\":\"M\",\"seq\":3,\"duplicate\": true}");
    streams.holding("o.a", "not copied");
    assertThat(streams.info("M").text()).doesNotContain("\"mirror\":");
    assertThat(streams.contents("M")).containsExactly("1:o.a:1", "2:o.a:2", "3:m.a:3");
  }

  @Contract
  void withoutSubjectsItThenHasItsName(TestServer server) throws Exception {
    Streams streams = mirrored(server, "", "");
    assertThat(streams.update("M", "").isOk().text()).contains("\"subjects\":[\"M\"]");
    assertThat(streams.publish("M", "3").number("seq")).isEqualTo(3);
  }

  @Contract
  void itMayTakeSourcesInstead(TestServer server) throws Exception {
    Streams streams = mirrored(server, "", "");
    streams.update("M", "'sources':[{'name':'O','opt_start_seq':2}]").isOk();
    streams.reaching("M", 3);
    assertThat(streams.contents("M")).containsExactly("1:o.a:1", "2:o.a:2", "3:o.a:2");
  }

  @Contract
  void anotherOriginIsRefused(TestServer server) throws Exception {
    Streams streams = mirrored(server, "", "").with("P", "");
    String text = "stream mirror configuration can not be updated";
    streams.update("M", "'mirror':{'name':'P'}").isError(400, 10055, text);
    streams.update("M", "'mirror':{'name':'O','filter_subject':'o.a'}").isError(400, 10055, text);
    streams.update("M", "'mirror':{'name':'O','opt_start_seq':1}").isError(400, 10055, text);
    streams.update("P", "'mirror':{'name':'O'}").isError(400, 10055, text);
    streams.update("M", "").isOk();
    streams.update("M", "'mirror':{'name':'O'}").isError(400, 10055, text);
    streams
        .update("M", "'subjects':['m'],'mirror':{'name':'O'}")
        .isError(400, 10034, "stream mirrors can not contain subjects");
  }

  @Contract
  void theSubjectsOfTheOriginAreStillTaken(TestServer server) throws Exception {
    mirrored(server, "", "")
        .update("M", "'subjects':['o.>']")
        .isError(400, 10065, "subjects overlap with an existing stream");
  }

  @Contract
  void itIsReadDirectlyWhereTheOriginIs(TestServer server) throws Exception {
    Streams streams = mirrored(server, ",'allow_direct':true", "");
    assertThat(streams.info("M").at("config.mirror_direct")).isEqualTo(true);
    assertThat(streams.info("M").at("config.allow_direct")).isEqualTo(false);
    Set<String> answered = new HashSet<>();
    Await.until(
        "both have answered",
        () -> {
          answered.add(directFrom(streams, "O"));
          return answered.size() == 2;
        });
    assertThat(answered).containsExactlyInAnyOrder("O", "M");
    assertThat(directFrom(streams, "M")).startsWith("503");
  }

  @Contract
  void itAnswersWhenTheOriginIsGone(TestServer server) throws Exception {
    Streams streams = mirrored(server, ",'allow_direct':true", "");
    streams.delete("O").isOk();
    assertThat(directFrom(streams, "O")).isEqualTo("M");
    Message bySequence = streams.direct("O", "{'seq':1}");
    assertThat(bySequence.getHeaders().getFirst("Nats-Stream")).isEqualTo("M");
    streams.delete("M").isOk();
    assertThat(directFrom(streams, "O")).startsWith("503");
  }

  @Contract
  void itAnswersUntilAnUpdateForbidsIt(TestServer server) throws Exception {
    Streams streams = mirrored(server, ",'allow_direct':true", "");
    streams.delete("O").isOk();
    streams.update("M", "'mirror':{'name':'O'}").isOk();
    assertThat(directFrom(streams, "O")).startsWith("503");
    streams.update("M", "'mirror':{'name':'O'},'mirror_direct':true").isOk();
    assertThat(directFrom(streams, "O")).isEqualTo("M");
  }

  /** Whether a mirror is read directly is the origin's to say, while there is one. */
  @Contract
  void itFollowsTheOriginInThat(TestServer server) throws Exception {
    Streams streams = mirrored(server, "", ",'mirror_direct':true");
    assertThat(streams.info("M").at("config.mirror_direct")).isEqualTo(false);
    streams.update("O", "'subjects':['o.>'],'allow_direct':true").isOk();
    assertThat(streams.info("M").at("config.mirror_direct")).isEqualTo(false);
    assertThat(streams.update("M", "'mirror':{'name':'O'}").at("config.mirror_direct"))
        .isEqualTo(true);
  }

  @Contract
  void itMayAlsoBeReadUnderItsOwnName(TestServer server) throws Exception {
    Streams streams = mirrored(server, "", ",'allow_direct':true");
    assertThat(directFrom(streams, "M")).isEqualTo("M");
    assertThat(directFrom(streams, "O")).startsWith("503");
  }

  @Contract
  void aPromotedMirrorAnswersForItsFormerOriginIfItMay(TestServer server) throws Exception {
    Streams streams = mirrored(server, ",'allow_direct':true", "");
    streams.update("M", "'subjects':['m'],'mirror_direct':true").isOk();
    streams.delete("O").isOk();
    assertThat(directFrom(streams, "O")).isEqualTo("M");
    streams.update("M", "'subjects':['m']").isOk();
    assertThat(directFrom(streams, "O")).startsWith("503");
  }
}
