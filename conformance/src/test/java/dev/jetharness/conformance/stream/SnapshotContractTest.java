package dev.jetharness.conformance.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.time.Duration;
import java.util.Random;
import org.assertj.core.api.AbstractStringAssert;

/** How a stream is sent as a snapshot: what is asked, the chunks, their flow and their end. */
class SnapshotContractTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final String ADVISORY = "$JS.EVENT.ADVISORY.STREAM.SNAPSHOT_";

  /** Fills a stream with messages that no compression makes smaller. */
  private static void fill(TestServer server, String subject, int messages) throws Exception {
    Random random = new Random(3);
    for (int i = 0; i < messages; i++) {
      byte[] payload = new byte[1000];
      random.nextBytes(payload);
      assertThat(server.connection().request(subject, payload, LIMIT)).isNotNull();
    }
  }

  private static Answer refused(TestServer server, String stream, String body) throws Exception {
    return new Streams(server).call("STREAM.SNAPSHOT." + stream, body);
  }

  @Contract
  void theAnswerTellsTheConfigurationAsItIsKeptAndTheState(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':['s.*']");
    streams.holding("s.a", "1", "2").holding("s.b", "3").deleteMessage("S", 2).isOk();
    streams.consumer("S", "C", "'ack_policy':'none'").isOk();
    Answer answer = new Backups(server.connection()).ask("S", "unheard", "").isOk();
    assertThat(answer.text())
        .isEqualTo(
            Streams.json(
                    """
                    {'type':'io.nats.jetstream.api.v1.stream_snapshot_response','config':{\
                    'name':'S','subjects':['s.*'],'retention':'limits','max_consumers':-1,\
                    'max_msgs':-1,'max_bytes':-1,'max_age':0,'max_msgs_per_subject':-1,\
                    'max_msg_size':-1,'discard':'old','storage':'file','num_replicas':1,\
                    'duplicate_window':120000000000,'compression':'none','allow_direct':false,\
                    'mirror_direct':false,'sealed':false,'deny_delete':false,'deny_purge':false,\
                    'allow_rollup_hdrs':false,'consumer_limits':{},'allow_msg_ttl':false,\
                    'metadata':{'_nats.req.level':'0'}},'state':{'messages':2,'bytes':68,\
                    'first_seq':1,'first_ts':'%s','last_seq':3,'last_ts':'%s','num_subjects':2,\
                    'num_deleted':1,'consumer_count':1}}""")
                .formatted(answer.at("state.first_ts"), answer.at("state.last_ts")));
  }

  @Contract
  void chunksNameTheirSizeAndNumberAndTheEndHasAStatus(TestServer server) throws Exception {
    new Streams(server).with("S", "");
    fill(server, "S", 4);
    Subscription chunks = server.connection().subscribe("chunks");
    new Backups(server.connection()).ask("S", "chunks", ",'chunk_size':1024").isOk();
    for (int i = 1; i <= 4; i++) {
      Message chunk = Backups.next(chunks);
      assertThat(chunk.getData()).hasSize(1024);
      assertThat(chunk.hasHeaders()).isFalse();
      assertThat(chunk.getReplyTo()).matches("\\$JS\\.SNAPSHOT\\.ACK\\.S\\.\\w{22}\\.1024\\." + i);
    }
    Message last = Backups.next(chunks);
    assertThat(last.getData()).hasSizeBetween(1, 1023);
    assertThat(last.getReplyTo()).isNull();
    assertThat(last.hasHeaders()).isFalse();
    Message end = Backups.next(chunks);
    assertThat(end.getData()).isEmpty();
    assertThat(end.getReplyTo()).isNull();
    assertThat(end.getStatus().getCode()).isEqualTo(204);
  }

  @Contract
  void aSnapshotOfOneChunkEndsWithoutAStatus(TestServer server) throws Exception {
    new Streams(server).with("S", "'storage':'memory'");
    Subscription chunks = server.connection().subscribe("chunks");
    new Backups(server.connection()).ask("S", "chunks", "").isOk();
    Message only = Backups.next(chunks);
    assertThat(only.getData()).startsWith(-1, 6, 0, 0, 'S', '2', 's', 'T', 'w', 'O');
    assertThat(only.getReplyTo()).isNull();
    Message end = Backups.next(chunks);
    assertThat(end.getData()).isEmpty();
    assertThat(end.hasHeaders()).isFalse();
    assertThat(end.isStatusMessage()).isFalse();
  }

  @Contract
  void eachAcknowledgementLetsAChunkGo(TestServer server) throws Exception {
    new Streams(server).with("S", "");
    fill(server, "S", 5);
    Connection connection = server.connection();
    Subscription chunks = connection.subscribe("chunks");
    new Backups(connection).ask("S", "chunks", ",'chunk_size':1,'window_size':2100").isOk();
    Message first = Backups.next(chunks);
    Backups.next(chunks);
    connection.publish(first.getReplyTo(), "whatever".getBytes(UTF_8));
    assertThat(Backups.next(chunks).getReplyTo()).endsWith(".1024.3");
    // What an acknowledgement's subject says does not matter.
    connection.publish(first.getReplyTo(), null);
    assertThat(Backups.next(chunks).getReplyTo()).endsWith(".1024.4");
  }

  @Contract
  void whatIsAskedIsCheckedInOrder(TestServer server) throws Exception {
    new Streams(server).with("S", "");
    refused(server, "NONE", "").isError(400, 10003, "bad request");
    refused(server, "S", "{ }").isError(400, 10003, "bad request");
    refused(server, "NONE", "{'deliver_subject':5}").isError(404, 10059, "stream not found");
    refused(server, "S", "garbage")
        .isError(
            400,
            10025,
            "invalid JSON: invalid character 'g' looking for beginning of value at offset 1");
    refused(server, "S", "{'deliver_subject':'a.>','nope':1}")
        .isError(400, 10025, "invalid JSON: json: unknown field \"nope\"");
    refused(server, "S", "{'deliver_subject':'a','chunk_size':'x'}")
        .isError(
            400,
            10025,
            "invalid JSON: json: cannot unmarshal string into Go struct field "
                + "JSApiStreamSnapshotRequest.chunk_size of type int");
    for (String subject : new String[] {"", "a.>", "*", "a..b", "a b"}) {
      refused(server, "S", "{'deliver_subject':'" + subject + "'}")
          .isError(400, 10015, "deliver subject not valid");
    }
    assertThat(refused(server, "S", "{}").text())
        .isEqualTo(
            Streams.json(
                "{'type':'io.nats.jetstream.api.v1.stream_snapshot_response','error':"
                    + "{'code':400,'err_code':10003,'description':'bad request'}}"));
  }

  @Contract
  void beginningAndEndAreAdvised(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "").holding("S", "one");
    Subscription advisories = server.connection().subscribe("$JS.EVENT.ADVISORY.STREAM.*.S");
    server.connection().flush(LIMIT);
    new Backups(server.connection()).take("S", ",'jsck':true");
    Object time = streams.get("S", "{'seq':1}").at("message.time");
    Answer created = advisory(advisories, "CREATE.S");
    withoutClient(created)
        .isEqualTo(
            """
            {"type":"io.nats.jetstream.advisory.v1.snapshot_create","id":"%s","timestamp":"%s",\
            "stream":"S","state":{"messages":1,"bytes":34,"first_seq":1,"first_ts":"%s",\
            "last_seq":1,"last_ts":"%s","num_subjects":1,"consumer_count":0},"client":{}}"""
                .formatted(created.at("id"), created.at("timestamp"), time, time));
    Answer completed = advisory(advisories, "COMPLETE.S");
    withoutClient(completed)
        .isEqualTo(
            """
            {"type":"io.nats.jetstream.advisory.v1.snapshot_complete","id":"%s","timestamp":"%s",\
            "stream":"S","start":"%s","end":"%s","client":{}}"""
                .formatted(
                    completed.at("id"),
                    completed.at("timestamp"),
                    completed.at("start"),
                    completed.at("end")));
    assertThat(completed.at("client.kind")).isEqualTo("Client");
  }

  @Contract
  void aSnapshotEndsWhenItsReceiverIsGone(TestServer server) throws Exception {
    new Streams(server).with("S", "");
    fill(server, "S", 5);
    Connection connection = server.connection();
    Subscription advisories = connection.subscribe("$JS.EVENT.ADVISORY.STREAM.*.S");
    Subscription chunks = connection.subscribe("chunks");
    new Backups(connection).ask("S", "chunks", ",'chunk_size':1,'window_size':1").isOk();
    advisory(advisories, "CREATE.S");
    Backups.next(chunks);
    chunks.unsubscribe();
    assertThat(advisory(advisories, "COMPLETE.S").at("error")).isEqualTo("no interest");
  }

  @Contract
  void whoeverComesLateIsWaitedFor(TestServer server) throws Exception {
    new Streams(server).with("S", "").holding("S", "one");
    Connection connection = server.connection();
    Subscription advisories = connection.subscribe("$JS.EVENT.ADVISORY.STREAM.*.S");
    new Backups(connection).ask("S", "chunks", "").isOk();
    advisory(advisories, "CREATE.S");
    Subscription chunks = connection.subscribe("chunks");
    assertThat(Backups.next(chunks).getData()).isNotEmpty();
    assertThat(advisory(advisories, "COMPLETE.S").at("error")).isNull();
  }

  @Contract
  void aPatternIsNoInterestButReceives(TestServer server) throws Exception {
    new Streams(server).with("S", "");
    Subscription chunks = server.connection().subscribe("chunks.*");
    new Backups(server.connection()).ask("S", "chunks.here", "").isOk();
    assertThat(Backups.next(chunks).getData()).isNotEmpty();
    assertThat(Backups.next(chunks).getData()).isEmpty();
  }

  private static Answer advisory(Subscription advisories, String subject) throws Exception {
    Message advisory = Backups.next(advisories);
    assertThat(advisory.getSubject()).isEqualTo(ADVISORY + subject);
    return new Answer(new String(advisory.getData(), UTF_8));
  }

  private static AbstractStringAssert<?> withoutClient(Answer advisory) {
    return assertThat(advisory.text().replaceFirst("\"client\":\\{[^}]*}", "\"client\":{}"));
  }
}
