package dev.jetharness.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;

/** How single messages are deleted. */
class MessageDeleteContractTest {
  private static Streams threeMessages(TestServer server) throws Exception {
    return new Streams(server).with("S", "'storage':'memory'").holding("S", "1", "2", "3");
  }

  @Contract
  void aDeletedMessageIsGone(TestServer server) throws Exception {
    Streams streams = threeMessages(server);
    assertThat(streams.deleteMessage("S", 2).text())
        .isEqualTo(
            Streams.json(
                "{'type':'io.nats.jetstream.api.v1.stream_msg_delete_response','success':true}"));
    streams.get("S", "{'seq':2}").isError(404, 10037, "no message found");
    assertThat(streams.contents("S")).containsExactly("1:S:1", "3:S:3");
  }

  @Contract
  void aMessageIsDeletedOnce(TestServer server) throws Exception {
    Streams streams = threeMessages(server);
    streams.deleteMessage("S", 2).isOk();
    streams.deleteMessage("S", 2).isError(400, 10043, "sequence 2 not found");
    streams.deleteMessage("S", 9).isError(400, 10043, "sequence 9 not found");
  }

  @Contract
  void aFiledStreamHasOtherWordsForSequencesOutsideItsRange(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("FILED", "").holding("FILED", "1", "2", "3", "4");
    streams.purge("FILED", "{'seq':2}").isOk();
    streams.deleteMessage("FILED", 3).isOk();
    streams.deleteMessage("FILED", 0).isError(500, 10057, "no message found");
    streams.deleteMessage("FILED", 1).isError(500, 10057, "no message found");
    streams.deleteMessage("FILED", 3).isError(400, 10043, "sequence 3 not found");
    streams.deleteMessage("FILED", 5).isError(500, 10057, "stream store EOF");
  }

  @Contract
  void sequencesAreUnsigned(TestServer server) throws Exception {
    threeMessages(server)
        .call("STREAM.MSG.DELETE.S", "{'seq':18446744073709551615}")
        .isError(400, 10043, "sequence 18446744073709551615 not found");
  }

  @Contract
  void theFirstSequenceMovesOverAGap(TestServer server) throws Exception {
    Streams streams = threeMessages(server);
    streams.deleteMessage("S", 2).isOk();
    assertThat(streams.info("S").number("state.first_seq")).isEqualTo(1);
    streams.deleteMessage("S", 1).isOk();
    Answer info = streams.info("S");
    assertThat(info.number("state.first_seq")).isEqualTo(3);
    assertThat(Streams.members(info, "state")).doesNotContain("num_deleted");
  }

  @Contract
  void theLastSequenceStays(TestServer server) throws Exception {
    Streams streams = threeMessages(server);
    streams.deleteMessage("S", 3).isOk();
    assertThat(streams.info("S").number("state.last_seq")).isEqualTo(3);
    assertThat(streams.info("S").number("state.num_deleted")).isEqualTo(1);
    assertThat(streams.publish("S", "4").number("seq")).isEqualTo(4);
  }

  @Contract
  void deletionNeedsASequence(TestServer server) throws Exception {
    Streams streams = threeMessages(server);
    streams.call("STREAM.MSG.DELETE.S", "").isError(400, 10003, "bad request");
    streams.call("STREAM.MSG.DELETE.S", "{}").isError(400, 10003, "bad request");
  }

  @Contract
  void deletionWithoutErasureDeletesToo(TestServer server) throws Exception {
    Streams streams = threeMessages(server);
    streams.call("STREAM.MSG.DELETE.S", "{'seq':1,'no_erase':true}").isOk();
    assertThat(streams.contents("S")).containsExactly("2:S:2", "3:S:3");
  }

  @Contract
  void deletionMayBeDenied(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'deny_delete':true").holding("S", "1");
    streams.deleteMessage("S", 1).isError(500, 10057, "message delete not permitted");
    assertThat(streams.messages("S")).isEqualTo(1);
  }

  @Contract
  void aMissingStreamHasNothingToDelete(TestServer server) throws Exception {
    new Streams(server).deleteMessage("NONE", 1).isError(404, 10059, "stream not found");
  }
}
