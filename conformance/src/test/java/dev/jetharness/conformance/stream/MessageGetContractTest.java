package dev.jetharness.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import java.time.Instant;

/** How a message is read by the API: which selectors there are, and what is answered. */
class MessageGetContractTest {
  private static Streams fourMessages(TestServer server) throws Exception {
    return new Streams(server)
        .with("S", "'subjects':['s.>']")
        .holding("s.a", "1")
        .holding("s.b", "2")
        .holding("s.a", "3")
        .holding("s.c.d", "4");
  }

  private static void finds(Streams streams, String body, long sequence) throws Exception {
    assertThat(streams.get("S", body).isOk().number("message.seq")).isEqualTo(sequence);
  }

  private static void findsNothing(Streams streams, String body) throws Exception {
    streams.get("S", body).isError(404, 10037, "no message found");
  }

  @Contract
  void aMessageIsAnsweredWithAllThatItHas(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':['s.a']");
    streams.publish("s.a", "one", "Color", "blue").isOk();
    Answer answer = streams.get("S", "{'seq':1}").isOk();
    assertThat(answer.at("type")).isEqualTo("io.nats.jetstream.api.v1.stream_msg_get_response");
    assertThat(answer.at("message.subject")).isEqualTo("s.a");
    assertThat(answer.number("message.seq")).isEqualTo(1);
    assertThat(Streams.payload(answer)).isEqualTo("one");
    assertThat(Streams.headerBlock(answer)).isEqualTo("NATS/1.0\r\nColor:blue\r\n\r\n");
    assertThat(Instant.parse((String) answer.at("message.time")))
        .isAfterOrEqualTo(Instant.parse((String) streams.info("S").at("created")));
  }

  @Contract
  void emptyPartsAreLeftOut(TestServer server) throws Exception {
    Answer answer = new Streams(server).with("S", "").holding("S", "").get("S", "{'seq':1}");
    assertThat(Streams.members(answer, "message"))
        .containsExactlyInAnyOrder("subject", "seq", "time");
  }

  @Contract
  void headersMayBeLeftOut(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    streams.publish("S", "one", "Color", "blue").isOk();
    Answer answer = streams.get("S", "{'seq':1,'no_hdr':true}").isOk();
    assertThat(Streams.members(answer, "message"))
        .containsExactlyInAnyOrder("subject", "seq", "data", "time");
  }

  @Contract
  void aSequenceFindsExactlyThatMessage(TestServer server) throws Exception {
    Streams streams = fourMessages(server);
    finds(streams, "{'seq':2}", 2);
    streams.deleteMessage("S", 2).isOk();
    findsNothing(streams, "{'seq':2}");
    findsNothing(streams, "{'seq':9}");
  }

  @Contract
  void theLastOfASubjectIsFound(TestServer server) throws Exception {
    Streams streams = fourMessages(server);
    finds(streams, "{'last_by_subj':'s.a'}", 3);
    finds(streams, "{'last_by_subj':'s.b'}", 2);
    findsNothing(streams, "{'last_by_subj':'s.x'}");
  }

  @Contract
  void theLastOfAPatternIsFound(TestServer server) throws Exception {
    Streams streams = fourMessages(server);
    finds(streams, "{'last_by_subj':'s.*'}", 3);
    finds(streams, "{'last_by_subj':'s.>'}", 4);
    finds(streams, "{'last_by_subj':'>'}", 4);
  }

  @Contract
  void theLastOfASubjectIsFoundAfterADeletion(TestServer server) throws Exception {
    Streams streams = fourMessages(server);
    streams.deleteMessage("S", 3).isOk();
    finds(streams, "{'last_by_subj':'s.a'}", 1);
  }

  @Contract
  void theLastOfEverythingIsNotFoundWhenTheLastIsDeleted(TestServer server) throws Exception {
    Streams streams = fourMessages(server);
    streams.deleteMessage("S", 4).isOk();
    findsNothing(streams, "{'last_by_subj':'>'}");
    finds(streams, "{'last_by_subj':'s.>'}", 3);
  }

  @Contract
  void theNextOfASubjectIsFoundFromASequence(TestServer server) throws Exception {
    Streams streams = fourMessages(server);
    finds(streams, "{'next_by_subj':'s.b'}", 2);
    finds(streams, "{'seq':1,'next_by_subj':'s.a'}", 1);
    finds(streams, "{'seq':2,'next_by_subj':'s.a'}", 3);
    findsNothing(streams, "{'seq':4,'next_by_subj':'s.a'}");
  }

  @Contract
  void theNextOfAPatternIsFound(TestServer server) throws Exception {
    Streams streams = fourMessages(server);
    finds(streams, "{'seq':2,'next_by_subj':'s.*'}", 2);
    finds(streams, "{'seq':2,'next_by_subj':'s.*.d'}", 4);
    finds(streams, "{'seq':3,'next_by_subj':'>'}", 3);
  }

  @Contract
  void theFirstAtOrAfterATimeIsFound(TestServer server) throws Exception {
    Streams streams = fourMessages(server);
    Object third = streams.get("S", "{'seq':3}").at("message.time");
    finds(streams, "{'start_time':'" + third + "'}", 3);
    finds(streams, "{'start_time':'2020-01-01T00:00:00Z'}", 1);
    findsNothing(streams, "{'start_time':'2090-01-01T00:00:00Z'}");
  }

  @Contract
  void theNextOfASubjectIsFoundFromATime(TestServer server) throws Exception {
    Streams streams = fourMessages(server);
    Object second = streams.get("S", "{'seq':2}").at("message.time");
    finds(streams, "{'start_time':'" + second + "','next_by_subj':'s.a'}", 3);
  }

  @Contract
  void aRequestMustSelectSomething(TestServer server) throws Exception {
    Streams streams = fourMessages(server);
    for (String body : new String[] {"", "{}", "{'seq':0}", "{'no_hdr':true}"}) {
      streams.get("S", body).isError(400, 10003, "bad request");
    }
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
      streams.get("S", body).isError(400, 10003, "bad request");
    }
  }

  @Contract
  void severalMessagesCannotBeAskedFor(TestServer server) throws Exception {
    Streams streams = fourMessages(server);
    for (String body :
        new String[] {"{'seq':1,'batch':2}", "{'seq':1,'max_bytes':9}", "{'multi_last':['s.a']}"}) {
      streams.get("S", body).isError(400, 10003, "bad request");
    }
  }

  @Contract
  void aBrokenRequestIsRefused(TestServer server) throws Exception {
    Streams streams = fourMessages(server);
    streams
        .get("S", "x")
        .isError(
            400,
            10025,
            "invalid JSON: invalid character 'x' looking for beginning of value at offset 1");
    streams
        .get("S", "{'seq':-1}")
        .isError(
            400,
            10025,
            "invalid JSON: json: cannot unmarshal number -1 into Go struct field"
                + " JSApiMsgGetRequest.seq of type uint64");
    streams
        .get("S", "{'start_time':'xx'}")
        .isError(
            400,
            10025,
            "invalid JSON: parsing time \"xx\" as \"2006-01-02T15:04:05Z07:00\":"
                + " cannot parse \"xx\" as \"2006\"");
  }

  @Contract
  void aMissingStreamHasNoMessages(TestServer server) throws Exception {
    new Streams(server).get("NONE", "{'seq':1}").isError(404, 10059, "stream not found");
  }
}
