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
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;

/** How a stream is made from a snapshot: what is asked, the chunks, and what comes of them. */
class RestoreContractTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final String FAILED = "restore failed: ";

  private static Answer asked(TestServer server, String stream, String body) throws Exception {
    return new Streams(server).call("STREAM.RESTORE." + stream, body);
  }

  private static String state(Answer info) throws Exception {
    return String.valueOf(info.at("state"));
  }

  @Contract
  void aStreamComesBackAsItWas(TestServer server) throws Exception {
    for (String storage : new String[] {"file", "memory"}) {
      String name = "S-" + storage;
      String members = "'subjects':['" + storage + ".*'],'storage':'" + storage + "'";
      Streams streams = new Streams(server).with(name, members);
      streams.holding(storage + ".a", "1", "2").holding(storage + ".b", "3", "4");
      streams.publish(storage + ".b", "with", "a", "b").isOk();
      streams.deleteMessage(name, 1).isOk();
      streams.deleteMessage(name, 3).isOk();
      Answer before = streams.info(name);
      List<String> contents = streams.contents(name);
      String fifth = streams.get(name, "{'seq':5}").text();
      byte[] snapshot = new Backups(server.connection()).take(name, "");
      streams.delete(name).isOk();

      Backups backups = new Backups(server.connection());
      Answer answer = backups.restore(name, "," + members, snapshot).isOk();

      assertThat(streams.contents(name)).isEqualTo(contents);
      assertThat(streams.get(name, "{'seq':5}").text()).isEqualTo(fifth);
      assertThat(state(streams.info(name))).isEqualTo(state(before));
      assertThat(state(answer)).isEqualTo(state(before));
      assertThat(streams.publish(storage + ".a", "next").number("seq")).isEqualTo(6);
    }
  }

  @Contract
  void theAnswerIsThatOfACreationWithTheMetadataThatWasGiven(TestServer server) throws Exception {
    byte[] snapshot = new HandmadeArchive().state(0, 1, 0, 0).end().piece();
    Answer answer =
        new Backups(server.connection()).restore("S", ",'metadata':{'a':'b'}", snapshot).isOk();
    assertThat(answer.text())
        .isEqualTo(
            Streams.json(
                    """
                    {'type':'io.nats.jetstream.api.v1.stream_create_response','config':{\
                    'name':'S','subjects':['S'],'retention':'limits','max_consumers':-1,\
                    'max_msgs':-1,'max_bytes':-1,'max_age':0,'max_msgs_per_subject':-1,\
                    'max_msg_size':-1,'discard':'old','storage':'file','num_replicas':1,\
                    'duplicate_window':120000000000,'compression':'none','allow_direct':false,\
                    'mirror_direct':false,'sealed':false,'deny_delete':false,'deny_purge':false,\
                    'allow_rollup_hdrs':false,'consumer_limits':{},'allow_msg_ttl':false,\
                    'metadata':{'_nats.level':'5','_nats.ver':'2.15.1','a':'b'}},'created':'%s',\
                    'state':{'messages':0,'bytes':0,'first_seq':1,\
                    'first_ts':'0001-01-01T00:00:00Z','last_seq':0,\
                    'last_ts':'0001-01-01T00:00:00Z','consumer_count':0},'ts':'%s'}""")
                .formatted(answer.at("created"), answer.at("ts")));
    new Streams(server).create("S", "'metadata':{'a':'b'}").isOk();
  }

  @Contract
  void theAnswerDoesNotTellWhatIsCopied(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("O", "'subjects':['o']");
    byte[] snapshot = new HandmadeArchive().state(0, 1, 0, 0).end().piece();
    Backups backups = new Backups(server.connection());
    Answer mirror = backups.restore("M", ",'mirror':{'name':'O'}", snapshot).isOk();
    Answer copy = backups.restore("C", ",'sources':[{'name':'O'}]", snapshot).isOk();
    assertThat(mirror.text()).doesNotContain("\"lag\"").contains("\"ts\"");
    assertThat(copy.text()).doesNotContain("\"lag\"").contains("\"ts\"");
    assertThat(streams.info("M").text()).contains("\"mirror\":{\"name\":\"O\",\"lag\"");
  }

  @Contract
  void aSnapshotMayBeRestoredUnderAnotherNameAndConfiguration(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "").holding("S", "1", "2", "3");
    byte[] snapshot = new Backups(server.connection()).take("S", "");
    Answer answer =
        new Backups(server.connection())
            .restore("T", ",'subjects':['t'],'storage':'memory','max_msgs':2", snapshot)
            .isOk();
    assertThat(answer.at("config.storage")).isEqualTo("memory");
    assertThat(streams.contents("T")).containsExactly("2:S:2", "3:S:3");
    assertThat(answer.number("state.bytes")).isEqualTo(2 * (1 + 1 + 16));
  }

  @Contract
  void aSealedStreamComesBackSealed(TestServer server) throws Exception {
    byte[] snapshot = new HandmadeArchive().state(1, 1, 1, 0).message(1, "S", 5, "x").end().piece();
    new Backups(server.connection()).restore("S", ",'sealed':true", snapshot).isOk();
    new Streams(server).publish("S", "y").isError(400, 10109, "invalid operation on sealed stream");
  }

  @Contract
  void whatIsAskedIsCheckedInOrder(TestServer server) throws Exception {
    new Streams(server).with("S", "");
    asked(server, "S", "").isError(400, 10003, "bad request");
    asked(server, "S", "{}").isError(400, 10003, "bad request");
    asked(server, "S", "{'config':{'name':'T'},'nope':1}")
        .isError(400, 10025, "invalid JSON: json: unknown field \"nope\"");
    asked(server, "S", "{'state':{'deleted':['x']}}")
        .isError(
            400,
            10025,
            "invalid JSON: json: cannot unmarshal string into "
                + "JSApiStreamRestoreRequest.state.deleted.0 of type uint64");
    asked(server, "S", "{'state':{'subjects':{'a':'x'}}}")
        .isError(
            400,
            10025,
            "invalid JSON: json: cannot unmarshal string into Go struct field "
                + "JSApiStreamRestoreRequest.state.subjects.a of type uint64");
    asked(server, "S", "{'config':{'name':'T'}}")
        .isError(400, 10056, "stream name in subject does not match request");
    asked(server, "a/b", "{'config':{'name':'a/b'}}")
        .isError(400, 10128, "Stream name can not contain path separators");
    asked(server, "S", "{'config':{'subjects':['a..b']}}").isError(500, 10052, "invalid subject");
    asked(server, "S", "{'config':{}}")
        .isError(400, 10130, "stream name already in use, cannot restore");
    assertThat(asked(server, "S", "{'config':null}").text())
        .isEqualTo(
            Streams.json(
                "{'type':'io.nats.jetstream.api.v1.stream_restore_response','error':"
                    + "{'code':400,'err_code':10130,'description':"
                    + "'stream name already in use, cannot restore'},'deliver_subject':''}"));
  }

  @Contract
  void whatIsWrongIsToldAtTheEndAndWhatWasMadeStays(TestServer server) throws Exception {
    Streams streams = new Streams(server);
    Backups backups = new Backups(server.connection());
    HandmadeArchive archive = new HandmadeArchive().state(2, 1, 3, 0).message(1, "x", 5, "one");
    backups
        .restore("S", "", archive.message(1, "x", 6, "one again").message(2, "x", 7, "two").piece())
        .isError(500, 10062, FAILED + "message sequence 1 out of order");
    assertThat(streams.contents("S")).containsExactly("1:x:one");
    assertThat(streams.publish("S", "two").isOk().number("seq")).isEqualTo(2);
  }

  @Contract
  void whatIsNoSnapshotIsRefused(TestServer server) throws Exception {
    Backups backups = new Backups(server.connection());
    byte[] whole = new HandmadeArchive().state(0, 1, 0, 0).end().piece();
    byte[] damaged = whole.clone();
    damaged[14]++;
    backups.restore("A", "", new byte[0]).isError(500, 10062, FAILED + "EOF");
    backups
        .restore("B", "", "no snapshot at all".getBytes(UTF_8))
        .isError(500, 10062, FAILED + "s2: corrupt input");
    backups
        .restore("C", "", damaged)
        .isError(500, 10062, FAILED + "s2: corrupt input, crc mismatch");
    backups
        .restore("D", "", new HandmadeArchive().message(1, "x", 1, "x").piece())
        .isError(500, 10062, FAILED + "expected state.json first");
    for (String name : new String[] {"A", "B", "C", "D"}) {
      new Streams(server).info(name).isError(404, 10059, "stream not found");
    }
  }

  @Contract
  void aStateMustBePossible(TestServer server) throws Exception {
    Backups backups = new Backups(server.connection());
    String invalid = FAILED + "invalid stream state: ";
    backups
        .restore("A", "", new HandmadeArchive().state(1, 0, 0, 0).end().piece())
        .isError(500, 10062, invalid + "inconsistent message count or sequence range");
    backups
        .restore("B", "", new HandmadeArchive().state(0, 4, 2, 0).end().piece())
        .isError(500, 10062, invalid + "inconsistent message count or sequence range");
    backups
        .restore("C", "", new HandmadeArchive().state(4, 1, 3, 0).end().piece())
        .isError(500, 10062, invalid + "message count exceeds sequence range");
    backups
        .restore("D", "", new HandmadeArchive().state(0, 1, 0, -1).end().piece())
        .isError(500, 10062, invalid + "negative consumer count");
    backups
        .restore("E", "", new HandmadeArchive().state("{'messages':'x'}").end().piece())
        .isError(
            500,
            10062,
            FAILED
                + "error in state.json: json: cannot unmarshal string into Go struct field "
                + "StreamState.messages of type uint64");
    backups
        .restore("F", "", new HandmadeArchive().state("").end().piece())
        .isError(500, 10062, FAILED + "error in state.json: EOF");
  }

  @Contract
  void aSnapshotThatBreaksOffIsRefused(TestServer server) throws Exception {
    Backups backups = new Backups(server.connection());
    backups
        .restore("A", "", new HandmadeArchive().state(0, 1, 0, 0).piece())
        .isError(500, 10062, FAILED + "EOF");
    backups
        .restore("B", "", new HandmadeArchive().state(0, 1, 0, 0).raw((byte) 3).piece())
        .isError(500, 10062, FAILED + "archive: invalid archive stream");
    byte[] cut = {1, 0, 1, 0, 2, 'x', 'y'};
    backups
        .restore("C", "", new HandmadeArchive().state(0, 1, 0, 0).raw(cut).piece())
        .isError(
            500,
            10062,
            FAILED + "failed to read message sequence 1: archive: invalid archive stream");
  }

  @Contract
  void messagesHaveTheirLimits(TestServer server) throws Exception {
    Backups backups = new Backups(server.connection());
    byte[] snapshot =
        new HandmadeArchive().state(1, 1, 1, 0).message(1, "x", 5, "too long").end().piece();
    backups
        .restore("S", ",'max_msg_size':7", snapshot)
        .isError(500, 10062, FAILED + "message sequence 1 exceeds maximum message size");
    byte[] huge = {1, 0, 1, 0, (byte) 0x81, (byte) 0x80, (byte) 0x80, 1, 'x'};
    backups
        .restore("T", "", new HandmadeArchive().state(1, 1, 1, 0).raw(huge).piece())
        .isError(500, 10062, FAILED + "message sequence 1 exceeds maximum payload size");
  }

  @Contract
  void aMessageThatOutlivedItsTimeLeavesAGap(TestServer server) throws Exception {
    String ttl = "NATS/1.0\r\nNats-TTL: 5s\r\n\r\n";
    HandmadeArchive archive = new HandmadeArchive().state(3, 1, 3, 0);
    archive.message(1, "x", 5, "1").entry("x", 6, 2, ttl, "2").message(3, "x", 7, "3");
    new Backups(server.connection()).restore("S", "", archive.end().piece()).isOk();
    assertThat(new Streams(server).contents("S")).containsExactly("1:x:1", "3:x:3");
    archive = new HandmadeArchive().state(1, 1, 1, 0);
    archive.entry("x", 6, 1, "NATS/1.0\r\nNats-TTL: soon\r\n\r\n", "2");
    new Backups(server.connection())
        .restore("T", "", archive.piece())
        .isError(
            500, 10062, FAILED + "failed to parse message TTL: invalid per-message TTL (10165)");
  }

  @Contract
  void whatAnotherStreamHasIsRefusedAtTheEnd(TestServer server) throws Exception {
    Backups backups = new Backups(server.connection());
    byte[] empty = new HandmadeArchive().state(0, 1, 0, 0).end().piece();
    String subject = backups.begin("S", ",'subjects':['x']");
    new Streams(server).with("OTHER", "'subjects':['x']").with("T", "");
    backups.send(subject, empty);
    backups
        .end(subject)
        .isError(
            500,
            10062,
            FAILED + "error adding stream: subjects overlap with an existing stream (10065)");
    backups
        .restore("U", ",'num_replicas':3", empty)
        .isError(
            500,
            10062,
            FAILED
                + "error adding stream: replicas > 1 not supported in non-clustered mode (10074)");
  }

  @Contract
  void theFirstOfTwoWithTheSameNameWins(TestServer server) throws Exception {
    Backups backups = new Backups(server.connection());
    HandmadeArchive archive = new HandmadeArchive().state(0, 1, 0, 0);
    String first = backups.begin("S", "");
    String second = backups.begin("S", "");
    backups.send(first, archive.piece());
    Streams streams = new Streams(server);
    Await.until("the stream is there", () -> streams.info("S").at("error") == null);
    backups.send(second, new HandmadeArchive().state(0, 1, 0, 0).end().piece());
    backups.end(second).isError(400, 10130, "stream name already in use, cannot restore");
    backups.send(first, archive.end().piece());
    backups.end(first).isOk();
  }

  @Contract
  void aStreamTakesNothingUntilItIsComplete(TestServer server) throws Exception {
    Backups backups = new Backups(server.connection());
    Streams streams = new Streams(server);
    HandmadeArchive archive = new HandmadeArchive().state(2, 1, 2, 0).message(1, "x", 5, "one");
    String subject = backups.begin("S", ",'allow_direct':true");
    backups.send(subject, archive.piece());
    untilThereIsAMessage(streams);
    assertThat(streams.request("S", "").getStatus().getCode()).isEqualTo(503);
    assertThat(streams.direct("S", "{'seq':1}").getStatus().getCode()).isEqualTo(503);
    streams.create("S", "'allow_direct':true").isOk();
    asked(server, "S", "{'config':{}}")
        .isError(400, 10130, "stream name already in use, cannot restore");
    backups.send(subject, archive.message(2, "x", 6, "two").end().piece());
    Await.until("the stream takes messages", () -> !streams.request("S", "").isStatusMessage());
    backups.send(subject, "what follows is not looked at".getBytes(UTF_8));
    assertThat(backups.end(subject).isOk().number("state.last_seq")).isEqualTo(3);
    assertThat(streams.direct("S", "{'seq':2}").getData()).isEqualTo("two".getBytes(UTF_8));
  }

  @Contract
  void aStreamMayBeDeletedWhileItIsRestored(TestServer server) throws Exception {
    Backups backups = new Backups(server.connection());
    Streams streams = new Streams(server);
    HandmadeArchive archive = new HandmadeArchive().state(2, 1, 2, 0).message(1, "x", 5, "one");
    String subject = backups.begin("S", "");
    backups.send(subject, archive.piece());
    untilThereIsAMessage(streams);
    streams.delete("S").isOk();
    backups.send(subject, archive.message(2, "x", 6, "two").end().piece());
    backups
        .end(subject)
        .isError(500, 10062, FAILED + "failed to store message sequence 2: store is closed");
    streams.info("S").isError(404, 10059, "stream not found");
  }

  @Contract
  void aChunkWithoutReplyEndsIt(TestServer server) throws Exception {
    Connection connection = server.connection();
    Backups backups = new Backups(connection);
    Streams streams = new Streams(server);
    Subscription advisories = connection.subscribe("$JS.EVENT.ADVISORY.STREAM.*.S");
    HandmadeArchive archive = new HandmadeArchive().state(2, 1, 2, 0).message(1, "x", 5, "one");
    String subject = backups.begin("S", "");
    byte[] piece = archive.piece();
    backups.send(subject, piece);
    untilThereIsAMessage(streams);
    connection.publish(subject, archive.end().piece());
    assertThat(named(advisories, "RESTORE_COMPLETE").number("bytes")).isEqualTo(piece.length);
    assertThat(streams.request(subject, "").getStatus().getCode()).isEqualTo(503);
    assertThat(streams.publish("S", "two").isOk().number("seq")).isEqualTo(2);
  }

  @Contract
  void beginningAndEndAreAdvised(TestServer server) throws Exception {
    Connection connection = server.connection();
    Subscription advisories = connection.subscribe("$JS.EVENT.ADVISORY.STREAM.*.S");
    connection.flush(LIMIT);
    byte[] snapshot = new HandmadeArchive().state(0, 1, 0, 0).end().piece();
    new Backups(connection).restore("S", "", snapshot).isOk();
    Answer created = named(advisories, "RESTORE_CREATE");
    withoutClient(created)
        .isEqualTo(
            """
            {"type":"io.nats.jetstream.advisory.v1.restore_create","id":"%s","timestamp":"%s",\
            "stream":"S","client":{}}"""
                .formatted(created.at("id"), created.at("timestamp")));
    named(advisories, "CREATED");
    Answer completed = named(advisories, "RESTORE_COMPLETE");
    withoutClient(completed)
        .isEqualTo(
            """
            {"type":"io.nats.jetstream.advisory.v1.restore_complete","id":"%s","timestamp":"%s",\
            "stream":"S","start":"%s","end":"%s","bytes":%d,"client":{}}"""
                .formatted(
                    completed.at("id"),
                    completed.at("timestamp"),
                    completed.at("start"),
                    completed.at("end"),
                    snapshot.length));
  }

  /** The server acknowledges a chunk when it has read it, just before it acts on it. */
  private static void untilThereIsAMessage(Streams streams) throws Exception {
    Await.until(
        "there is a message", () -> streams.get("S", "{'seq':1}").at("message.seq") != null);
  }

  private static Answer named(Subscription advisories, String event) throws Exception {
    Message advisory = Backups.next(advisories);
    while (!advisory.getSubject().contains("." + event + ".")) {
      advisory = Backups.next(advisories);
    }
    return new Answer(new String(advisory.getData(), UTF_8));
  }

  private static AbstractStringAssert<?> withoutClient(Answer advisory) {
    return assertThat(advisory.text().replaceFirst("\"client\":\\{[^}]*}", "\"client\":{}"));
  }
}
