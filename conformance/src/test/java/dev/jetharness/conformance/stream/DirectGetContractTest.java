package dev.jetharness.conformance.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.RawClient;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import io.nats.client.support.Status;
import java.time.Instant;

/** How a message is read without JSON: its payload as it is, its place in headers, statuses. */
class DirectGetContractTest {
  private static Streams fourMessages(TestServer server) throws Exception {
    return new Streams(server)
        .with("S", "'subjects':['s.>'],'allow_direct':true")
        .holding("s.a", "1")
        .holding("s.b", "2")
        .holding("s.a", "3")
        .holding("s.c.d", "4");
  }

  private static void finds(Streams streams, String target, String body, int sequence)
      throws Exception {
    Message message = streams.direct(target, body);
    assertThat(message.isStatusMessage()).as("%s %s", target, body).isFalse();
    assertThat(new String(message.getData(), UTF_8)).isEqualTo(String.valueOf(sequence));
    assertThat(message.getHeaders().getFirst("Nats-Sequence")).isEqualTo(String.valueOf(sequence));
  }

  private static void answers(Message message, int code, String text) {
    assertThat(message.isStatusMessage()).isTrue();
    Status status = message.getStatus();
    assertThat(status.getCode() + " " + status.getMessage()).isEqualTo(code + " " + text);
    assertThat(message.getData()).isEmpty();
  }

  @Contract
  void aMessageComesWithItsPlaceInHeaders(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':['s.*'],'allow_direct':true");
    streams.holding("s.a", "one");
    Message message = streams.direct("S", "{'seq':1}");
    assertThat(new String(message.getData(), UTF_8)).isEqualTo("one");
    assertThat(message.getHeaders().keySet())
        .containsExactlyInAnyOrder(
            "Nats-Stream", "Nats-Subject", "Nats-Sequence", "Nats-Time-Stamp");
    assertThat(message.getHeaders().getFirst("Nats-Stream")).isEqualTo("S");
    assertThat(message.getHeaders().getFirst("Nats-Subject")).isEqualTo("s.a");
    assertThat(message.getHeaders().getFirst("Nats-Sequence")).isEqualTo("1");
    assertThat(Instant.parse(message.getHeaders().getFirst("Nats-Time-Stamp")))
        .isEqualTo(Instant.parse((String) streams.get("S", "{'seq':1}").at("message.time")));
  }

  @Contract
  void theServersHeadersFollowTheMessagesOwn(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'allow_direct':true");
    RawClient client = server.raw().connect();
    client.send("SUB in 1\r\nHPUB S in 18 21\r\nNATS/1.0\r\nB: 1\r\n\r\none\r\n");
    assertThat(client.readMessage()).endsWith("{\"stream\":\"S\",\"seq\":1}");
    client.send("PUB $JS.API.DIRECT.GET.S in 9\r\n{\"seq\":1}\r\n");
    assertThat(client.readMessage().replace("\r\n", " "))
        .matches(
            "HMSG in 1 \\d+ \\d+ NATS/1.0 B: 1 Nats-Stream: S Nats-Subject: S Nats-Sequence: 1"
                + " Nats-Time-Stamp: \\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z  one");
    assertThat(streams.messages("S")).isEqualTo(1);
  }

  @Contract
  void headersMayBeLeftOut(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'allow_direct':true");
    streams.publish("S", "one", "a", "b").isOk();
    Message message = streams.direct("S", "{'seq':1,'no_hdr':true}");
    assertThat(new String(message.getData(), UTF_8)).isEqualTo("one");
    assertThat(message.hasHeaders()).isFalse();
    assertThat(streams.direct("S.S", "{'no_hdr':true}").hasHeaders()).isFalse();
  }

  @Contract
  void aSequenceFindsExactlyThatMessage(TestServer server) throws Exception {
    Streams streams = fourMessages(server);
    finds(streams, "S", "{'seq':2}", 2);
    streams.deleteMessage("S", 2).isOk();
    answers(streams.direct("S", "{'seq':2}"), 404, "Message Not Found");
  }

  @Contract
  void theLastOfASubjectOrPatternIsFound(TestServer server) throws Exception {
    Streams streams = fourMessages(server);
    finds(streams, "S", "{'last_by_subj':'s.a'}", 3);
    finds(streams, "S", "{'last_by_subj':'s.*'}", 3);
    finds(streams, "S", "{'last_by_subj':'>'}", 4);
    answers(streams.direct("S", "{'last_by_subj':'s.x'}"), 404, "Message Not Found");
  }

  @Contract
  void theNextOfASubjectIsFound(TestServer server) throws Exception {
    Streams streams = fourMessages(server);
    finds(streams, "S", "{'next_by_subj':'s.b'}", 2);
    finds(streams, "S", "{'seq':2,'next_by_subj':'s.a'}", 3);
    answers(streams.direct("S", "{'seq':4,'next_by_subj':'s.a'}"), 404, "Message Not Found");
  }

  @Contract
  void theFirstAtOrAfterATimeIsFound(TestServer server) throws Exception {
    Streams streams = fourMessages(server);
    finds(streams, "S", "{'start_time':'2020-01-01T00:00:00Z'}", 1);
    Object third = streams.get("S", "{'seq':3}").at("message.time");
    finds(streams, "S", "{'start_time':'" + third + "'}", 3);
    answers(streams.direct("S", "{'start_time':'2090-01-01T00:00:00Z'}"), 404, "Message Not Found");
  }

  @Contract
  void theSubjectOfTheRequestMaySelect(TestServer server) throws Exception {
    Streams streams = fourMessages(server);
    finds(streams, "S.s.a", "", 3);
    finds(streams, "S.s.c.d", "", 4);
    answers(streams.direct("S.s.x", ""), 404, "Message Not Found");
  }

  @Contract
  void theSubjectOfTheRequestMayBeAPattern(TestServer server) throws Exception {
    RawClient client = server.raw().connect();
    fourMessages(server);
    client.send("SUB in 1\r\nPUB $JS.API.DIRECT.GET.S.s.* in 0\r\n\r\n");
    assertThat(client.readMessage()).contains("Nats-Sequence: 3\r\n").endsWith("\r\n\r\n3");
  }

  @Contract
  void aRequestMustSelectSomething(TestServer server) throws Exception {
    Streams streams = fourMessages(server);
    for (String body : new String[] {"", "{}", "{'no_hdr':true}", "{'nope':1}"}) {
      answers(streams.direct("S", body), 408, "Empty Request");
    }
  }

  @Contract
  void aBrokenRequestIsRefused(TestServer server) throws Exception {
    Streams streams = fourMessages(server);
    for (String body : new String[] {"x", "{", "{'seq':-1}", "{'seq':'a'}"}) {
      answers(streams.direct("S", body), 408, "Malformed Request");
    }
    answers(streams.direct("S.s.b", "x"), 408, "Malformed Request");
  }

  @Contract
  void selectorsThatContradictAreRefused(TestServer server) throws Exception {
    Streams streams = fourMessages(server);
    String time = "'start_time':'2020-01-01T00:00:00Z'";
    for (String body :
        new String[] {
          "{'seq':1,'last_by_subj':'s.a'}",
          "{'last_by_subj':'s.a','next_by_subj':'s.a'}",
          "{'seq':1," + time + "}",
          "{'last_by_subj':'s.a'," + time + "}"
        }) {
      answers(streams.direct("S", body), 408, "Bad Request");
    }
    answers(streams.direct("S.s.b", "{'seq':1}"), 408, "Bad Request");
  }

  @Contract
  void anApiLevelThatTheServerLacksIsRefused(TestServer server) throws Exception {
    Streams streams = fourMessages(server);
    Message message =
        streams.request("$JS.API.DIRECT.GET.S", "{\"seq\":1}", "Nats-Required-Api-Level", "6");
    answers(message, 412, "Required Api Level");
  }

  @Contract
  void aStreamThatDoesNotAllowItIsNotThere(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "").holding("S", "one");
    assertThat(streams.direct("S", "{'seq':1}").getStatus().getCode()).isEqualTo(503);
    assertThat(streams.direct("S.S", "").getStatus().getCode()).isEqualTo(503);
    assertThat(streams.direct("NONE", "{'seq':1}").getStatus().getCode()).isEqualTo(503);
  }

  @Contract
  void itMayBeAllowedAndForbiddenLater(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "").holding("S", "1");
    streams.update("S", "'allow_direct':true").isOk();
    finds(streams, "S", "{'seq':1}", 1);
    streams.update("S", "'allow_direct':false").isOk();
    assertThat(streams.direct("S", "{'seq':1}").getStatus().getCode()).isEqualTo(503);
  }
}
