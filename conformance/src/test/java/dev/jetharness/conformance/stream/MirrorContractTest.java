package dev.jetharness.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Await;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;

/** What a mirror holds of its origin, and what is its own. */
class MirrorContractTest {
  private static final String GAPS = "{'deleted_details':true}";

  private static Streams origin(TestServer server) throws Exception {
    return new Streams(server).with("O", "'subjects':['o.>']");
  }

  /** An origin that lacks the second, third and last of its eight messages. */
  private static Streams withGaps(TestServer server) throws Exception {
    Streams streams = origin(server);
    for (int i = 1; i <= 8; i++) {
      streams.holding("o." + i % 3, "m" + i);
    }
    for (int missing : new int[] {2, 3, 8}) {
      streams.deleteMessage("O", missing).isOk();
    }
    return streams;
  }

  @Contract
  void aCopyHasTheSequenceAndTheTimeOfTheOriginal(TestServer server) throws Exception {
    Streams streams = origin(server);
    streams.publish("o.a", "1", "Color", "red").isOk();
    streams.publish("o.b", "2", "Nats-Msg-Id", "id").isOk();
    streams.with("M", "'mirror':{'name':'O'}").reaching("M", 2);
    for (int sequence = 1; sequence <= 2; sequence++) {
      String query = "{'seq':%d}".formatted(sequence);
      assertThat(streams.get("M", query).text()).isEqualTo(streams.get("O", query).text());
    }
    Answer copy = streams.info("M");
    Answer original = streams.info("O");
    assertThat(state(copy)).isEqualTo(state(original));
  }

  @Contract
  void whatComesLaterIsCopiedToo(TestServer server) throws Exception {
    Streams streams = origin(server).with("M", "'mirror':{'name':'O'}");
    streams.holding("o.a", "1", "2").reaching("M", 2);
    streams.holding("o.b", "3").reaching("M", 3);
    assertThat(streams.contents("M")).containsExactly("1:o.a:1", "2:o.a:2", "3:o.b:3");
  }

  @Contract
  void theStorageMayBeAnother(TestServer server) throws Exception {
    Streams streams = origin(server).holding("o.a", "12345");
    streams.with("M", "'storage':'memory','mirror':{'name':'O'}").reaching("M", 1);
    assertThat(streams.info("O").number("state.bytes")).isEqualTo(30 + 3 + 5);
    assertThat(streams.info("M").number("state.bytes")).isEqualTo(16 + 3 + 5);
  }

  @Contract
  void whatIsMissingInTheOriginIsMissingInTheMirror(TestServer server) throws Exception {
    Streams streams = withGaps(server).with("M", "'mirror':{'name':'O'}").reaching("M", 7);
    assertThat(streams.contents("M"))
        .containsExactly("1:o.1:m1", "4:o.1:m4", "5:o.2:m5", "6:o.0:m6", "7:o.1:m7");
    Answer info = streams.info("M", GAPS);
    assertThat(info.number("state.num_deleted")).isEqualTo(2);
    assertThat(info.at("state.deleted")).isEqualTo("[2,3]");
    streams.holding("o.a", "m9").reaching("M", 9);
    assertThat(streams.info("M", GAPS).at("state.deleted")).isEqualTo("[2,3,8]");
  }

  @Contract
  void whatTheOriginLosesLaterStays(TestServer server) throws Exception {
    Streams streams = origin(server).with("M", "'mirror':{'name':'O'}");
    streams.holding("o.a", "1", "2", "3").reaching("M", 3);
    streams.deleteMessage("O", 2).isOk();
    streams.purge("O", "").isOk();
    streams.holding("o.a", "4").reaching("M", 4);
    assertThat(streams.contents("M")).containsExactly("1:o.a:1", "2:o.a:2", "3:o.a:3", "4:o.a:4");
  }

  @Contract
  void aFilterLeavesGaps(TestServer server) throws Exception {
    Streams streams =
        withGaps(server).with("M", "'mirror':{'name':'O','filter_subject':'o.1'}").reaching("M", 7);
    assertThat(streams.contents("M")).containsExactly("1:o.1:m1", "4:o.1:m4", "7:o.1:m7");
    assertThat(streams.info("M", GAPS).at("state.deleted")).isEqualTo("[2,3,5,6]");
  }

  @Contract
  void transformsFilterAndMapSubjects(TestServer server) throws Exception {
    Streams streams =
        withGaps(server)
            .with(
                "M",
                """
                'mirror':{'name':'O','subject_transforms':[
                {'src':'o.1','dest':'x.one'},{'src':'o.2','dest':''}]}
                """)
            .reaching("M", 7);
    assertThat(streams.contents("M"))
        .containsExactly("1:x.one:m1", "4:x.one:m4", "5:o.2:m5", "7:x.one:m7");
  }

  @Contract
  void aTransformFromEverythingCopiesEverything(TestServer server) throws Exception {
    Streams streams =
        withGaps(server)
            .with("M", "'mirror':{'name':'O','subject_transforms':[{'src':'','dest':'x.>'}]}")
            .reaching("M", 7);
    assertThat(streams.contents("M"))
        .containsExactly("1:x.o.1:m1", "4:x.o.1:m4", "5:x.o.2:m5", "6:x.o.0:m6", "7:x.o.1:m7");
  }

  @Contract
  void itMayTransformSubjectsOfItsOwnAccord(TestServer server) throws Exception {
    Streams streams =
        origin(server)
            .holding("o.a", "1")
            .with("M", "'mirror':{'name':'O'},'subject_transform':{'src':'o.*','dest':'x.$1'}")
            .reaching("M", 1);
    assertThat(streams.contents("M")).containsExactly("1:x.a:1");
  }

  @Contract
  void itMayStartAtASequence(TestServer server) throws Exception {
    Streams streams =
        withGaps(server).with("M", "'mirror':{'name':'O','opt_start_seq':5}").reaching("M", 7);
    assertThat(streams.contents("M")).containsExactly("5:o.2:m5", "6:o.0:m6", "7:o.1:m7");
    assertThat(streams.info("M").number("state.first_seq")).isEqualTo(5);
  }

  @Contract
  void itMayStartBeyondTheEnd(TestServer server) throws Exception {
    Streams streams =
        origin(server)
            .holding("o.a", "1", "2")
            .with("M", "'mirror':{'name':'O','opt_start_seq':5}")
            .reaching("M", 4);
    Answer info = streams.info("M");
    assertThat(info.number("state.first_seq")).isEqualTo(5);
    assertThat(info.number("state.messages")).isZero();
    assertThat(info.at("state.last_ts")).isEqualTo("0001-01-01T00:00:00Z");
    streams.holding("o.a", "3", "4", "5").reaching("M", 5);
    assertThat(streams.contents("M")).containsExactly("5:o.a:5");
  }

  @Contract
  void itMayStartAtATime(TestServer server) throws Exception {
    Streams streams = withGaps(server);
    Object time = streams.get("O", "{'seq':6}").at("message.time");
    streams
        .with("M", "'mirror':{'name':'O','opt_start_time':'%s'}".formatted(time))
        .reaching("M", 7);
    assertThat(streams.contents("M")).containsExactly("6:o.0:m6", "7:o.1:m7");
  }

  @Contract
  void aTimeToComeMeansWhatComesFromNowOn(TestServer server) throws Exception {
    Streams streams =
        origin(server)
            .holding("o.a", "1", "2")
            .with("M", "'mirror':{'name':'O','opt_start_time':'2099-01-01T00:00:00Z'}")
            .reaching("M", 2);
    streams.holding("o.a", "3").reaching("M", 3);
    assertThat(streams.contents("M")).containsExactly("3:o.a:3");
  }

  @Contract
  void whatWasExpectedOfTheOriginIsNotCopied(TestServer server) throws Exception {
    Streams streams = origin(server);
    streams
        .publish(
            "o.a",
            "1",
            "A",
            "1",
            "Nats-Expected-Stream",
            "O",
            "Nats-Expected-Last-Sequence",
            "0",
            "B",
            "2",
            "Nats-Batch-Other",
            "x")
        .isOk();
    streams.publish("o.a", "2", "Nats-Expected-Last-Subject-Sequence", "1").isOk();
    streams.with("M", "'mirror':{'name':'O'}").reaching("M", 2);
    assertThat(Streams.headerBlock(streams.get("M", "{'seq':1}")))
        .isEqualTo("NATS/1.0\r\nA:1\r\nB:2\r\n\r\n");
    assertThat(streams.get("M", "{'seq':2}").at("message.hdrs")).isNull();
  }

  @Contract
  void nobodyCanPublishIntoIt(TestServer server) throws Exception {
    Streams streams = origin(server).with("M", "'mirror':{'name':'O'}");
    assertThat(streams.request("M", "x").getStatus().getCode()).isEqualTo(503);
  }

  @Contract
  void itHasNoSubjectsAndNoDuplicateWindow(TestServer server) throws Exception {
    Answer created = origin(server).create("M", "'mirror':{'name':'O'}").isOk();
    assertThat(Streams.members(created, "config"))
        .contains("mirror")
        .doesNotContain("subjects", "duplicate_window");
  }

  @Contract
  void idsAreNotComparedWithWhatItHolds(TestServer server) throws Exception {
    Streams streams =
        new Streams(server).with("O", "'subjects':['o.>'],'duplicate_window':100000000");
    streams.with("M", "'mirror':{'name':'O'},'duplicate_window':100000000000");
    streams.publish("o.a", "1", "Nats-Msg-Id", "id").isOk();
    Await.until(
        "the origin forgets the id",
        () -> streams.publish("o.a", "2", "Nats-Msg-Id", "id").at("duplicate") == null);
    streams.reaching("M", 2);
    assertThat(streams.contents("M")).containsExactly("1:o.a:1", "2:o.a:2");
  }

  @Contract
  void itsLimitsAreItsOwn(TestServer server) throws Exception {
    Streams streams =
        origin(server)
            .holding("o.a", "1", "2", "3")
            .with("M", "'mirror':{'name':'O'},'max_msgs':2")
            .with("N", "'mirror':{'name':'O'},'max_msgs_per_subject':1")
            .reaching("M", 3)
            .reaching("N", 3);
    streams.holding("o.b", "4").reaching("M", 4).reaching("N", 4);
    assertThat(streams.contents("M")).containsExactly("3:o.a:3", "4:o.b:4");
    assertThat(streams.contents("N")).containsExactly("3:o.a:3", "4:o.b:4");
    assertThat(streams.messages("O")).isEqualTo(4);
  }

  @Contract
  void rollupsHappenWhereTheyAreAllowed(TestServer server) throws Exception {
    Streams streams =
        new Streams(server)
            .with("O", "'subjects':['o.>'],'allow_rollup_hdrs':true")
            .with("M", "'mirror':{'name':'O'}")
            .with("R", "'mirror':{'name':'O'},'allow_rollup_hdrs':true")
            .holding("o.a", "1", "2")
            .reaching("M", 2)
            .reaching("R", 2);
    streams.publish("o.a", "3", "Nats-Rollup", "sub").isOk();
    streams.reaching("M", 3).reaching("R", 3);
    assertThat(streams.contents("M")).containsExactly("1:o.a:1", "2:o.a:2", "3:o.a:3");
    assertThat(streams.contents("R")).containsExactly("3:o.a:3");
  }

  @Contract
  void itsConsumersAreItsOwn(TestServer server) throws Exception {
    Streams streams = origin(server).with("M", "'mirror':{'name':'O'}");
    streams.consumer("M", "c", "'ack_policy':'explicit'").isOk();
    streams.holding("o.a", "1");
    Message delivered = streams.next("M", "c");
    assertThat(delivered.getReplyTo()).startsWith("$JS.ACK.M.c.1.1.1.");
    streams.acknowledge(delivered, "+ACK");
  }

  @Contract
  void itMayKeepMessagesUntilTheyAreTaken(TestServer server) throws Exception {
    Streams streams = origin(server).with("M", "'mirror':{'name':'O'},'retention':'workqueue'");
    streams.consumer("M", "c", "'ack_policy':'explicit'").isOk();
    streams.holding("o.a", "1", "2").reaching("M", 2);
    streams.acknowledge(streams.next("M", "c"), "+ACK");
    assertThat(streams.contents("M")).containsExactly("2:o.a:2");
    assertThat(streams.messages("O")).isEqualTo(2);
  }

  @Contract
  void withoutInterestItOnlyCounts(TestServer server) throws Exception {
    Streams streams =
        origin(server)
            .with("M", "'mirror':{'name':'O'},'retention':'interest'")
            .holding("o.a", "1", "2")
            .reaching("M", 2);
    assertThat(streams.messages("M")).isZero();
    streams.consumer("M", "c", "'ack_policy':'explicit'").isOk();
    streams.holding("o.a", "3").reaching("M", 3);
    assertThat(streams.contents("M")).containsExactly("3:o.a:3");
  }

  @Contract
  void aPurgeAndADeletionConcernTheMirrorAlone(TestServer server) throws Exception {
    Streams streams =
        origin(server)
            .with("M", "'mirror':{'name':'O'}")
            .holding("o.a", "1", "2", "3")
            .reaching("M", 3);
    streams.deleteMessage("M", 2).isOk();
    assertThat(streams.contents("M")).containsExactly("1:o.a:1", "3:o.a:3");
    assertThat(streams.purge("M", "").text())
        .isEqualTo(
            "{\"type\":\"io.nats.jetstream.api.v1.stream_purge_response\","
                + "\"success\":true,\"purged\":2}");
    streams.holding("o.a", "4").reaching("M", 4);
    assertThat(streams.contents("M")).containsExactly("4:o.a:4");
    assertThat(streams.info("M").number("state.first_seq")).isEqualTo(4);
    assertThat(streams.messages("O")).isEqualTo(4);
  }

  @Contract
  void aMirrorMayBeMirrored(TestServer server) throws Exception {
    Streams streams =
        withGaps(server)
            .with("M", "'mirror':{'name':'O'}")
            .with("N", "'mirror':{'name':'M','filter_subject':'o.1'}")
            .reaching("N", 7);
    streams.holding("o.a", "m9").holding("o.1", "m10").reaching("N", 10);
    assertThat(streams.contents("N"))
        .containsExactly("1:o.1:m1", "4:o.1:m4", "7:o.1:m7", "10:o.1:m10");
  }

  @Contract
  void itPublishesWhatItStores(TestServer server) throws Exception {
    Streams streams =
        origin(server)
            .with("T", "'subjects':['t.>']")
            .with("M", "'mirror':{'name':'O'},'republish':{'src':'o.*','dest':'t.$1'}");
    streams.publish("o.a", "1").isOk();
    Await.until("it is published", () -> streams.messages("T") == 1);
    assertThat(streams.contents("T")).containsExactly("1:t.a:1");
    assertThat(Streams.headerBlock(streams.get("T", "{'seq':1}")))
        .startsWith("NATS/1.0\r\nNats-Stream: M\r\nNats-Subject: o.a\r\nNats-Sequence: 1\r\n");
  }

  @Contract
  void messagesTheOriginHeldBackAreCopiedOnceTheyCome(TestServer server) throws Exception {
    Streams streams =
        new Streams(server)
            .with("O", "'subjects':['o.>'],'retention':'limits','max_msgs':2")
            .holding("o.a", "1", "2", "3", "4")
            .with("M", "'mirror':{'name':'O'}")
            .reaching("M", 4);
    assertThat(streams.contents("M")).containsExactly("3:o.a:3", "4:o.a:4");
    assertThat(streams.info("M").number("state.first_seq")).isEqualTo(3);
  }

  /** What did not fit once is asked for again and again, and never found to be in sequence. */
  @Contract
  void aFullMirrorStaysAsItIs(TestServer server) throws Exception {
    Streams streams =
        origin(server)
            .holding("o.a", "1", "2", "3", "4", "5")
            .with("M", "'mirror':{'name':'O'},'discard':'new','max_msgs':2")
            .reaching("M", 2);
    Await.until("the third message did not fit", () -> streams.info("M").number("mirror.lag") == 1);
    assertThat(streams.contents("M")).containsExactly("1:o.a:1", "2:o.a:2");
  }

  private static String state(Answer info) {
    String text = info.text();
    return text.substring(text.indexOf("\"state\":"), text.indexOf(",\"cluster\""));
  }
}
