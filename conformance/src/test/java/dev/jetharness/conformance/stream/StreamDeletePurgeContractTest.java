package dev.jetharness.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;

/** How streams go away, whole or in part. */
class StreamDeletePurgeContractTest {
  private static Streams sixMessages(TestServer server) throws Exception {
    return new Streams(server)
        .with("S", "'subjects':['s.*']")
        .holding("s.a", "1")
        .holding("s.b", "2")
        .holding("s.a", "3")
        .holding("s.c", "4")
        .holding("s.a", "5")
        .holding("s.b", "6");
  }

  private static void purges(Streams streams, String body, long purged) throws Exception {
    Answer answer = streams.purge("S", body).isOk();
    assertThat(answer.at("success")).isEqualTo(true);
    assertThat(answer.number("purged")).isEqualTo(purged);
  }

  @Contract
  void deletionSucceeds(TestServer server) throws Exception {
    Answer answer = new Streams(server).with("S", "").delete("S");
    assertThat(answer.text())
        .isEqualTo(
            Streams.json(
                "{'type':'io.nats.jetstream.api.v1.stream_delete_response','success':true}"));
  }

  @Contract
  void aDeletedStreamIsGone(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    streams.consumer("S", "C", "'ack_policy':'none'").isOk();
    streams.delete("S").isOk();
    streams.info("S").isError(404, 10059, "stream not found");
    streams.delete("S").isError(404, 10059, "stream not found");
    streams.call("CONSUMER.INFO.S.C", "").isError(404, 10059, "stream not found");
    Message refusal = streams.request("S", "x");
    assertThat(refusal.getStatus().getCode()).isEqualTo(503);
  }

  @Contract
  void deletionTakesNoBody(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    for (String body : new String[] {"x", "{'a':1}", "[]"}) {
      streams
          .call("STREAM.DELETE.S", body)
          .isError(400, 10038, "expected an empty request payload");
    }
    streams.call("STREAM.DELETE.S", " { } ").isOk();
  }

  @Contract
  void aPurgeEmptiesTheStreamAndKeepsItsSequence(TestServer server) throws Exception {
    Streams streams = sixMessages(server);
    purges(streams, "", 6);
    assertThat(streams.contents("S")).isEmpty();
    assertThat(streams.publish("s.a", "7").number("seq")).isEqualTo(7);
  }

  @Contract
  void anEmptyRequestPurgesEverything(TestServer server) throws Exception {
    Streams streams = sixMessages(server);
    purges(streams, "{}", 6);
    purges(streams, "{}", 0);
  }

  @Contract
  void aPurgeUpToASequenceKeepsThatMessage(TestServer server) throws Exception {
    Streams streams = sixMessages(server);
    purges(streams, "{'seq':5}", 4);
    assertThat(streams.contents("S")).containsExactly("5:s.a:5", "6:s.b:6");
  }

  @Contract
  void aPurgeUpToTheFirstSequenceRemovesNothing(TestServer server) throws Exception {
    Streams streams = sixMessages(server);
    purges(streams, "{'seq':1}", 0);
    assertThat(streams.messages("S")).isEqualTo(6);
  }

  @Contract
  void aPurgeBeyondTheEndMovesTheSequence(TestServer server) throws Exception {
    Streams streams = sixMessages(server);
    purges(streams, "{'seq':50}", 6);
    Answer info = streams.info("S");
    assertThat(info.number("state.first_seq")).isEqualTo(50);
    assertThat(info.number("state.last_seq")).isEqualTo(49);
    assertThat(streams.publish("s.a", "7").number("seq")).isEqualTo(50);
  }

  @Contract
  void aPurgeMayKeepTheNewestMessages(TestServer server) throws Exception {
    Streams streams = sixMessages(server);
    purges(streams, "{'keep':2}", 4);
    assertThat(streams.contents("S")).containsExactly("5:s.a:5", "6:s.b:6");
    purges(streams, "{'keep':5}", 0);
  }

  @Contract
  void aPurgeOfASubjectLeavesTheOthers(TestServer server) throws Exception {
    Streams streams = sixMessages(server);
    purges(streams, "{'filter':'s.a'}", 3);
    assertThat(streams.contents("S")).containsExactly("2:s.b:2", "4:s.c:4", "6:s.b:6");
    assertThat(streams.info("S").number("state.first_seq")).isEqualTo(2);
  }

  @Contract
  void aPurgeByPatternTakesAllThatMatches(TestServer server) throws Exception {
    Streams streams = sixMessages(server);
    purges(streams, "{'filter':'other.*'}", 0);
    purges(streams, "{'filter':'s.*'}", 6);
  }

  @Contract
  void aPurgeOfASubjectMayEndBeforeASequence(TestServer server) throws Exception {
    Streams streams = sixMessages(server);
    purges(streams, "{'filter':'s.a','seq':5}", 2);
    assertThat(streams.contents("S")).containsExactly("2:s.b:2", "4:s.c:4", "5:s.a:5", "6:s.b:6");
  }

  @Contract
  void keepCountsOverAllMatchingSubjectsTogether(TestServer server) throws Exception {
    Streams streams = sixMessages(server);
    purges(streams, "{'filter':'s.a','keep':1}", 2);
    assertThat(streams.contents("S")).containsExactly("2:s.b:2", "4:s.c:4", "5:s.a:5", "6:s.b:6");
    purges(streams, "{'filter':'s.*','keep':2}", 2);
    assertThat(streams.contents("S")).containsExactly("5:s.a:5", "6:s.b:6");
  }

  @Contract
  void sequenceAndKeepExcludeEachOther(TestServer server) throws Exception {
    sixMessages(server).purge("S", "{'seq':3,'keep':1}").isError(400, 10003, "bad request");
  }

  @Contract
  void aPurgeMayBeDenied(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'deny_purge':true").holding("S", "x");
    streams.purge("S", "").isError(500, 10110, "stream purge not permitted");
    assertThat(streams.messages("S")).isEqualTo(1);
  }

  @Contract
  void aMissingStreamCannotBePurged(TestServer server) throws Exception {
    new Streams(server).purge("NONE", "").isError(404, 10059, "stream not found");
  }
}
