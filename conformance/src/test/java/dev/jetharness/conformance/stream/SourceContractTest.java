package dev.jetharness.conformance.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Await;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/** What a stream takes from its sources, and what is told about it. */
class SourceContractTest {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private static Streams origins(TestServer server) throws Exception {
    return new Streams(server)
        .with("O", "'subjects':['o.>']")
        .with("P", "'subjects':['p.>']")
        .holding("o.a", "1", "2")
        .holding("p.a", "3");
  }

  /** What tells a stream from others that had its name: a hash of the time of its creation. */
  static String identity(Streams streams, String name) throws Exception {
    String created = String.valueOf(streams.info(name).at("created"));
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(created.getBytes(UTF_8));
    StringBuilder identity = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      identity.append(DIGITS.charAt((digest[i] & 0xff) % DIGITS.length()));
    }
    return identity.toString();
  }

  /** The header of each message that tells where it comes from, without the identity. */
  private static List<String> sources(Streams streams, String name) throws Exception {
    List<String> sources = new ArrayList<>();
    long last = streams.info(name).number("state.last_seq");
    for (long sequence = 1; sequence <= last; sequence++) {
      String headers = Streams.headerBlock(streams.get(name, "{'seq':%d}".formatted(sequence)));
      String from = headers.replaceFirst("(?s).*Nats-Stream-Source: ", "");
      sources.add(from.substring(0, from.lastIndexOf(' ')));
    }
    return sources;
  }

  @Contract
  void aCopyTellsWhereItComesFrom(TestServer server) throws Exception {
    Streams streams = origins(server);
    streams.publish("o.b", "x", "Color", "red").isOk();
    streams.with("S", "'sources':[{'name':'O'}]").reaching("S", 3);
    String identity = identity(streams, "O");
    assertThat(Streams.headerBlock(streams.get("S", "{'seq':1}")))
        .isEqualTo("NATS/1.0\r\nNats-Stream-Source: O 1 > > o.a " + identity + "\r\n\r\n");
    assertThat(Streams.headerBlock(streams.get("S", "{'seq':3}")))
        .isEqualTo(
            "NATS/1.0\r\nColor:red\r\nNats-Stream-Source: O 3 > > o.b " + identity + "\r\n\r\n");
  }

  @Contract
  void aCopyHasASequenceAndATimeOfItsOwn(TestServer server) throws Exception {
    Streams streams =
        origins(server).with("S", "'sources':[{'name':'O','opt_start_seq':2}]").reaching("S", 1);
    assertThat(streams.contents("S")).containsExactly("1:o.a:2");
    String copied = String.valueOf(streams.get("S", "{'seq':1}").at("message.time"));
    String stored = String.valueOf(streams.get("O", "{'seq':2}").at("message.time"));
    assertThat(java.time.Instant.parse(copied)).isAfter(java.time.Instant.parse(stored));
  }

  @Contract
  void severalSourcesAndSubjectsOfItsOwnGoTogether(TestServer server) throws Exception {
    Streams streams =
        origins(server)
            .with("S", "'subjects':['s.>'],'sources':[{'name':'O'},{'name':'P'}]")
            .reaching("S", 3);
    assertThat(streams.contents("S").stream().map(each -> each.substring(2)))
        .containsExactlyInAnyOrder("o.a:1", "o.a:2", "p.a:3")
        .containsSubsequence("o.a:1", "o.a:2");
    assertThat(streams.publish("s.a", "4").number("seq")).isEqualTo(4);
    streams.holding("p.b", "5").reaching("S", 5);
    streams.holding("o.b", "6").reaching("S", 6);
    assertThat(streams.contents("S")).endsWith("4:s.a:4", "5:p.b:5", "6:o.b:6");
    assertThat(streams.get("S", "{'seq':4}").at("message.hdrs")).isNull();
  }

  @Contract
  void itHasNoDuplicateWindowUnlessItAsksForOne(TestServer server) throws Exception {
    Streams streams = origins(server);
    Answer created = streams.create("S", "'subjects':['s.>'],'sources':[{'name':'O'}]").isOk();
    assertThat(Streams.members(created, "config")).doesNotContain("duplicate_window");
    streams.reaching("S", 2).publish("s.a", "3", "Nats-Msg-Id", "id").isOk();
    assertThat(streams.publish("s.a", "4", "Nats-Msg-Id", "id").text())
        .isEqualTo("{\"stream\":\"S\",\"seq\":4}");
  }

  @Contract
  void knownIdsAreSkippedWithinTheWindow(TestServer server) throws Exception {
    Streams streams =
        origins(server)
            .with(
                "S", "'subjects':['s.>'],'duplicate_window':100000000000,'sources':[{'name':'O'}]")
            .reaching("S", 2);
    streams.publish("s.a", "own", "Nats-Msg-Id", "first").isOk();
    streams.publish("o.a", "known", "Nats-Msg-Id", "first").isOk();
    streams.publish("o.a", "new", "Nats-Msg-Id", "second").isOk();
    streams.reaching("S", 4);
    assertThat(streams.contents("S"))
        .containsExactly("1:o.a:1", "2:o.a:2", "3:s.a:own", "4:o.a:new");
    assertThat(streams.publish("s.a", "again", "Nats-Msg-Id", "second").text())
        .isEqualTo("{\"stream\":\"S\",\"seq\":4,\"duplicate\": true}");
    assertThat(streams.info("S").number("sources.0.seq")).isEqualTo(4);
  }

  @Contract
  void aFilterIsPartOfTheHeader(TestServer server) throws Exception {
    Streams streams =
        origins(server)
            .holding("o.b", "4")
            .with("S", "'sources':[{'name':'O','filter_subject':'o.b'}]")
            .reaching("S", 1);
    assertThat(streams.contents("S")).containsExactly("1:o.b:4");
    assertThat(sources(streams, "S")).containsExactly("O 3 o.b > o.b");
    assertThat(streams.info("S").text())
        .containsPattern("\"lag\":0,\"seq\":3,\"active\":\\d+,\"filter_subject\":\"o.b\"}]");
  }

  @Contract
  void transformsAreJoinedInTheHeaderByFormFeeds(TestServer server) throws Exception {
    Streams streams =
        origins(server)
            .holding("o.b", "4")
            .holding("o.c", "5")
            .with(
                "S",
                """
                'sources':[{'name':'O','subject_transforms':[
                {'src':'o.b','dest':'x.b'},{'src':'o.a','dest':''}]}]
                """)
            .reaching("S", 3);
    assertThat(streams.contents("S")).containsExactly("1:o.a:1", "2:o.a:2", "3:x.b:4");
    assertThat(sources(streams, "S"))
        .containsExactly(
            "O 1 o.b\fo.a x.b\f> o.a", "O 2 o.b\fo.a x.b\f> o.a", "O 3 o.b\fo.a x.b\f> o.b");
  }

  @Contract
  void oneTransformNeedsNoFormFeed(TestServer server) throws Exception {
    Streams streams =
        origins(server)
            .with(
                "S",
                "'sources':[{'name':'O','subject_transforms':[{'src':'o.*','dest':'x.$1.y'}]}]")
            .reaching("S", 2);
    assertThat(streams.contents("S")).containsExactly("1:x.a.y:1", "2:x.a.y:2");
    assertThat(sources(streams, "S")).containsExactly("O 1 o.* x.$1.y o.a", "O 2 o.* x.$1.y o.a");
  }

  /** The server takes the name of a source apart at blanks, and then does not recognise it. */
  @Contract
  void aBlankInATransformCutsTheHeaderOff(TestServer server) throws Exception {
    Streams streams =
        origins(server)
            .with(
                "S",
                """
                'sources':[{'name':'O','subject_transforms':[
                {'src':'o.*','dest':'{{partition(1, 1)}}.$1'}]}]
                """)
            .reaching("S", 2);
    assertThat(streams.contents("S")).containsExactly("1:0.a:1", "2:0.a:2");
    assertThat(sources(streams, "S"))
        .containsExactly("O 1 o.* {{partition(1, o.a", "O 2 o.* {{partition(1, o.a");
    assertThat(streams.info("S").at("sources.0.seq")).isNull();
  }

  /** Asked for on a subject that ends with a dot, its consumer never comes to be. */
  @Contract
  void aSingleTransformFromEverythingCopiesNothing(TestServer server) throws Exception {
    Streams streams =
        origins(server)
            .with("S", "'sources':[{'name':'O','subject_transforms':[{'src':'','dest':'x.>'}]}]")
            .with("T", "'sources':[{'name':'O'}]")
            .reaching("T", 2);
    Answer info = streams.info("S");
    assertThat(info.number("state.last_seq")).isZero();
    assertThat(info.text()).contains("\"lag\":0,\"active\":-1,\"subject_transforms\"");
  }

  @Contract
  void aTransformFromEverythingAmongOthersIsAnError(TestServer server) throws Exception {
    Streams streams =
        origins(server)
            .with(
                "S",
                """
                'sources':[{'name':'O','subject_transforms':[
                {'src':'o.a','dest':'x'},{'src':'','dest':''}]}]
                """);
    Await.until("it is refused", () -> streams.info("S").at("sources.0.error.code") != null);
    assertThat(streams.info("S").text())
        .contains(
            "\"error\":{\"code\":400,\"err_code\":10139,"
                + "\"description\":\"consumer filter in FilterSubjects cannot be empty\"}");
  }

  @Contract
  void oneStreamMayBeSeveralSources(TestServer server) throws Exception {
    Streams streams =
        origins(server)
            .holding("o.b", "4")
            .with(
                "S",
                """
                'sources':[{'name':'O','filter_subject':'o.a'},{'name':'O','filter_subject':'o.b'}]
                """)
            .reaching("S", 3);
    assertThat(sources(streams, "S"))
        .containsExactlyInAnyOrder("O 1 o.a > o.a", "O 2 o.a > o.a", "O 3 o.b > o.b");
  }

  @Contract
  void itMayStartAtATime(TestServer server) throws Exception {
    Streams streams = origins(server);
    Object time = streams.get("O", "{'seq':2}").at("message.time");
    streams
        .with("S", "'sources':[{'name':'O','opt_start_time':'%s'}]".formatted(time))
        .reaching("S", 1);
    assertThat(streams.contents("S")).containsExactly("1:o.a:2");
  }

  /** Passing over what is there is no progress that would be told. */
  @Contract
  void aTimeToComeMeansWhatComesFromNowOn(TestServer server) throws Exception {
    Streams streams =
        origins(server)
            .with("S", "'sources':[{'name':'O','opt_start_time':'2099-01-01T00:00:00Z'}]");
    Await.until("it listens", () -> streams.info("S").number("sources.0.active") >= 0);
    assertThat(streams.info("S").at("sources.0.seq")).isNull();
    streams.holding("o.a", "4").reaching("S", 1);
    assertThat(streams.contents("S")).containsExactly("1:o.a:4");
  }

  @Contract
  void whatWasExpectedOfTheOriginIsNotCopied(TestServer server) throws Exception {
    Streams streams = origins(server);
    streams
        .publish("o.b", "x", "A", "1", "Nats-Expected-Last-Sequence", "2", "Nats-Batch-Other", "b")
        .isOk();
    streams.with("S", "'sources':[{'name':'O','filter_subject':'o.b'}]").reaching("S", 1);
    assertThat(Streams.headerBlock(streams.get("S", "{'seq':1}")))
        .isEqualTo(
            "NATS/1.0\r\nA:1\r\nNats-Stream-Source: O 3 o.b > o.b "
                + identity(streams, "O")
                + "\r\n\r\n");
  }

  @Contract
  void aCopyOfACopyTellsOnlyTheLastStep(TestServer server) throws Exception {
    Streams streams =
        origins(server)
            .with("S", "'sources':[{'name':'O','opt_start_seq':2}]")
            .with("T", "'sources':[{'name':'S'}]")
            .reaching("T", 1);
    assertThat(Streams.headerBlock(streams.get("T", "{'seq':1}")))
        .isEqualTo(
            "NATS/1.0\r\nNats-Stream-Source: S 1 > > o.a " + identity(streams, "S") + "\r\n\r\n");
  }

  @Contract
  void aMirrorKeepsTheHeader(TestServer server) throws Exception {
    Streams streams =
        origins(server)
            .with("S", "'sources':[{'name':'O'}]")
            .with("M", "'mirror':{'name':'S'}")
            .reaching("M", 2);
    assertThat(streams.get("M", "{'seq':2}").text())
        .isEqualTo(streams.get("S", "{'seq':2}").text());
  }

  @Contract
  void aClientMustNotWriteTheHeader(TestServer server) throws Exception {
    Streams streams = origins(server);
    Answer refused = streams.publish("o.a", "x", "Nats-Stream-Source", "O 1 > > o.a");
    refused.isError(400, 10227, String.valueOf(refused.at("error.description")));
  }

  @Contract
  void aPurgeDoesNotForgetWhereItWas(TestServer server) throws Exception {
    Streams streams = origins(server).with("S", "'sources':[{'name':'O'}]").reaching("S", 2);
    streams.purge("S", "").isOk();
    streams.purge("O", "").isOk();
    Answer info = streams.info("S");
    assertThat(info.number("sources.0.seq")).isEqualTo(2);
    streams.holding("o.a", "4").reaching("S", 3);
    assertThat(streams.contents("S")).containsExactly("3:o.a:4");
    assertThat(streams.info("S").number("sources.0.seq")).isEqualTo(3);
  }

  @Contract
  void atFirstNothingWasHeardOfASource(TestServer server) throws Exception {
    assertThat(origins(server).create("S", "'sources':[{'name':'O'}]").isOk().text())
        .contains(
            "\"consumer_count\":0},\"sources\":[{\"name\":\"O\",\"lag\":0,\"active\":-1}],\"ts\"");
  }

  @Contract
  void aSourceMayBeMissing(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'sources':[{'name':'O'}]");
    Await.until("it is missed", () -> streams.info("S").at("sources.0.error.code") != null);
    assertThat(streams.info("S").text())
        .contains(
            "\"sources\":[{\"name\":\"O\",\"lag\":0,\"active\":-1,\"error\":{\"code\":404,"
                + "\"err_code\":10059,\"description\":\"stream not found\"}}],\"ts\":");
  }

  @Contract
  void withoutInterestItOnlyCounts(TestServer server) throws Exception {
    Streams streams = origins(server).with("S", "'retention':'interest','sources':[{'name':'O'}]");
    streams.reaching("S", 2);
    Answer info = streams.info("S");
    assertThat(info.number("state.messages")).isZero();
    assertThat(info.at("sources.0.seq")).isNull();
    streams.consumer("S", "c", "'ack_policy':'explicit'").isOk();
    streams.holding("o.a", "4").reaching("S", 3);
    assertThat(streams.contents("S")).containsExactly("3:o.a:4");
    assertThat(streams.info("S").number("sources.0.seq")).isEqualTo(3);
  }

  @Contract
  void whatDoesNotFitIsAskedForAgain(TestServer server) throws Exception {
    Streams streams =
        origins(server)
            .holding("o.a", "4", "5", "6")
            .with("S", "'discard':'new','max_msgs':2,'sources':[{'name':'O'}]")
            .reaching("S", 2);
    Await.until("it is full", () -> streams.info("S").number("sources.0.lag") == 1);
    assertThat(streams.info("S").number("sources.0.seq")).isEqualTo(2);
    streams.purge("S", "").isOk();
    streams.reaching("S", 4);
    assertThat(streams.contents("S")).containsExactly("3:o.a:4", "4:o.a:5");
  }

  @Contract
  void rollupsHappenWhereTheyAreAllowed(TestServer server) throws Exception {
    Streams streams =
        new Streams(server)
            .with("O", "'subjects':['o.>'],'allow_rollup_hdrs':true")
            .with("S", "'sources':[{'name':'O'}]")
            .with("R", "'allow_rollup_hdrs':true,'sources':[{'name':'O'}]")
            .holding("o.a", "1", "2")
            .reaching("S", 2)
            .reaching("R", 2);
    streams.publish("o.a", "3", "Nats-Rollup", "all").isOk();
    streams.reaching("S", 3).reaching("R", 3);
    assertThat(streams.messages("S")).isEqualTo(3);
    assertThat(streams.contents("R")).containsExactly("3:o.a:3");
  }

  @Contract
  void itPublishesWhatItStores(TestServer server) throws Exception {
    Streams streams =
        origins(server)
            .with("T", "'subjects':['t.>']")
            .with("S", "'sources':[{'name':'P'}],'republish':{'src':'p.*','dest':'t.$1'}");
    streams.reaching("S", 1);
    // It has the header that no client may write, so another stream does not take it.
    streams.publish("t.z", "own").isOk();
    assertThat(streams.contents("T")).containsExactly("1:t.z:own");
  }
}
