package dev.jetharness.conformance.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Await;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.util.Objects;

/** What becomes of the consumers that a snapshot has. */
class RestoredConsumersContractTest {
  private static final String FAILED = "restore failed: ";
  private static final String EXPLICIT = "{'durable_name':'C','name':'C','ack_policy':'explicit'}";

  /** Five messages on {@code a}, the third on {@code b}; the fourth was deleted. */
  private static HandmadeArchive archive(String config, String state) {
    return new HandmadeArchive()
        .state(5, 1, 6, 1)
        .consumer("C", config, state)
        .message(1, "a", 1, "1")
        .message(2, "a", 2, "2")
        .message(3, "b", 3, "3")
        .message(5, "a", 5, "5")
        .message(6, "a", 6, "6")
        .end();
  }

  private static Streams restored(TestServer server, String members, HandmadeArchive archive)
      throws Exception {
    new Backups(server.connection()).restore("S", members, archive.piece()).isOk();
    return new Streams(server);
  }

  private static String progress(Streams streams) throws Exception {
    String info = streams.call("CONSUMER.INFO.S.C", "").isOk().text();
    int from = info.indexOf("\"delivered\"");
    return info.substring(from, info.indexOf(",\"ts\"")).replace('"', '\'');
  }

  private static String payload(Message message) {
    return new String(message.getData(), UTF_8);
  }

  private static String delivery(Message message) {
    String reply = Objects.requireNonNull(message.getReplyTo());
    String[] tokens = reply.split("\\.", -1);
    return payload(message) + " delivery " + tokens[4] + " number " + tokens[6];
  }

  private static Message noWait(TestServer server) throws Exception {
    return new Streams(server)
        .request("$JS.API.CONSUMER.MSG.NEXT.S.C", "{\"batch\":1,\"no_wait\":true}");
  }

  @Contract
  void aConsumerGoesOnWhereItWas(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "").holding("S", "1", "2", "3", "4");
    streams.consumer("S", "C", "'ack_policy':'explicit','metadata':{'a':'b'}").isOk();
    streams.acknowledge(streams.next("S", "C"), "+ACK");
    streams.next("S", "C");
    String before = progress(streams);
    String config = String.valueOf(streams.call("CONSUMER.INFO.S.C", "").at("config"));
    Backups backups = new Backups(server.connection());
    byte[] snapshot = backups.take("S", "");
    streams.delete("S").isOk();
    assertThat(backups.restore("S", "", snapshot).isOk().number("state.consumer_count"))
        .isEqualTo(1);
    assertThat(progress(streams).replaceAll(",'last_active':'[^']*'", ""))
        .isEqualTo(before.replaceAll(",'last_active':'[^']*'", ""));
    assertThat(String.valueOf(streams.call("CONSUMER.INFO.S.C", "").at("config")))
        .isEqualTo(config);
    assertThat(delivery(streams.next("S", "C"))).isEqualTo("3 delivery 1 number 3");
  }

  @Contract
  void consumersMayBeLeftOut(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "").holding("S", "1");
    streams.consumer("S", "C", "'ack_policy':'explicit'").isOk();
    Backups backups = new Backups(server.connection());
    byte[] snapshot = backups.take("S", ",'no_consumers':true");
    backups.restore("T", ",'subjects':['t']", snapshot).isOk();
    assertThat(streams.call("CONSUMER.NAMES.T", "").text()).contains("\"consumers\":[]");
  }

  @Contract
  void whatWaitsForAnAcknowledgementIsCounted(TestServer server) throws Exception {
    long now = System.currentTimeMillis() * 1_000_000;
    Streams streams =
        restored(
            server,
            "",
            archive(
                EXPLICIT,
                """
                {'delivered':{'consumer_seq':5,'stream_seq':3},\
                'ack_floor':{'consumer_seq':1,'stream_seq':1},\
                'pending':{'2':{'Sequence':2,'Timestamp':%d},'3':{'Sequence':3,'Timestamp':%d}},\
                'redelivered':{'2':2}}"""
                    .formatted(now, now)));
    assertThat(progress(streams))
        .isEqualTo(
            """
            'delivered':{'consumer_seq':5,'stream_seq':3},\
            'ack_floor':{'consumer_seq':1,'stream_seq':1},\
            'num_ack_pending':2,'num_redelivered':1,'num_waiting':0,'num_pending':2""");
    assertThat(delivery(noWait(server))).isEqualTo("5 delivery 1 number 6");
  }

  @Contract
  void whatWaitsForTooLongIsDeliveredAgain(TestServer server) throws Exception {
    Streams streams =
        restored(
            server,
            "",
            archive(
                EXPLICIT,
                """
                {'delivered':{'consumer_seq':6,'stream_seq':6},\
                'ack_floor':{'consumer_seq':0,'stream_seq':0},\
                'pending':{'1':{'Sequence':1,'Timestamp':1},'3':{'Sequence':3,'Timestamp':3}},\
                'redelivered':{'3':1}}"""));
    assertThat(delivery(streams.next("S", "C"))).isEqualTo("1 delivery 2 number 7");
    assertThat(delivery(streams.next("S", "C"))).isEqualTo("3 delivery 3 number 8");
  }

  @Contract
  void aProgressBeforeTheStartIsNotTakenOver(TestServer server) throws Exception {
    String config =
        "{'durable_name':'C','deliver_policy':'by_start_sequence','opt_start_seq':5,"
            + "'ack_policy':'none'}";
    Streams streams =
        restored(
            server,
            "",
            archive(
                config,
                """
                {'delivered':{'consumer_seq':2,'stream_seq':2},\
                'ack_floor':{'consumer_seq':2,'stream_seq':2}}"""));
    assertThat(delivery(streams.next("S", "C"))).isEqualTo("5 delivery 1 number 1");
  }

  @Contract
  void aConsumerThatDeliveredNothingBeginsWithTheStream(TestServer server) throws Exception {
    String config = "{'durable_name':'C','deliver_policy':'new','ack_policy':'none'}";
    Streams streams = restored(server, "", archive(config, "{}"));
    assertThat(delivery(streams.next("S", "C"))).isEqualTo("1 delivery 1 number 1");
  }

  @Contract
  void aPushConsumerPushes(TestServer server) throws Exception {
    Subscription pushed = server.connection().subscribe("pushed");
    restored(
        server,
        "",
        archive(
            "{'durable_name':'C','deliver_subject':'pushed','filter_subject':'a'}",
            """
            {'delivered':{'consumer_seq':1,'stream_seq':1},\
            'ack_floor':{'consumer_seq':1,'stream_seq':1}}"""));
    for (String payload : new String[] {"2", "5", "6"}) {
      assertThat(payload(Backups.next(pushed))).isEqualTo(payload);
    }
  }

  @Contract
  void aConsumerThatIsNotDurableComesBackUnderItsName(TestServer server) throws Exception {
    Streams streams = restored(server, "", archive("{'name':'C','ack_policy':'explicit'}", "{}"));
    Answer info = streams.call("CONSUMER.INFO.S.C", "").isOk();
    assertThat(String.valueOf(info.at("config")))
        .doesNotContain("durable_name")
        .contains("\"inactive_threshold\":5000000000");
    assertThat(String.valueOf(info.at("config.metadata"))).doesNotContain("req.level");
  }

  @Contract
  void whatConsumersAcknowledgedIsGoneFromStreamsThatRetainByInterest(TestServer server)
      throws Exception {
    for (String retention : new String[] {"interest", "workqueue"}) {
      String members = ",'subjects':['" + retention + "'],'retention':'" + retention + "'";
      String name = "S-" + retention;
      HandmadeArchive archive =
          archive(
              EXPLICIT,
              """
              {'delivered':{'consumer_seq':3,'stream_seq':3},\
              'ack_floor':{'consumer_seq':1,'stream_seq':1},\
              'pending':{'3':{'Sequence':3,'Timestamp':%d}}}"""
                  .formatted(System.currentTimeMillis() * 1_000_000));
      new Backups(server.connection()).restore(name, members, archive.piece()).isOk();
      assertThat(new Streams(server).contents(name)).containsExactly("3:b:3", "5:a:5", "6:a:6");
    }
  }

  @Contract
  void withoutConsumersAnInterestStreamKeepsItsMessages(TestServer server) throws Exception {
    HandmadeArchive archive = new HandmadeArchive().state(1, 1, 1, 0).message(1, "a", 1, "1");
    restored(server, ",'retention':'interest'", archive.end());
    assertThat(new Streams(server).messages("S")).isEqualTo(1);
  }

  @Contract
  void consumersComeWithoutAnAdvisory(TestServer server) throws Exception {
    Subscription advisories = server.connection().subscribe("$JS.EVENT.ADVISORY.>");
    Streams streams = restored(server, "", archive(EXPLICIT, "{}"));
    streams.consumer("S", "D", "'ack_policy':'none'").isOk();
    Message advisory = Backups.next(advisories);
    while (!advisory.getSubject().contains(".CONSUMER.")) {
      advisory = Backups.next(advisories);
    }
    assertThat(advisory.getSubject()).endsWith(".CONSUMER.CREATED.S.D");
  }

  @Contract
  void aConsumerIsSilentUntilTheStreamIsComplete(TestServer server) throws Exception {
    Backups backups = new Backups(server.connection());
    Streams streams = new Streams(server);
    HandmadeArchive archive =
        new HandmadeArchive()
            .state(1, 1, 1, 1)
            .consumer("C", EXPLICIT, "{}")
            .message(1, "a", 1, "1");
    String subject = backups.begin("S", "");
    backups.send(subject, archive.piece());
    Await.until(
        "there is a message", () -> streams.get("S", "{'seq':1}").at("message.seq") != null);
    streams.call("CONSUMER.INFO.S.C", "").isOk();
    assertThat(noWait(server).getStatus().getCode()).isEqualTo(503);
    backups.send(subject, archive.end().piece());
    backups.end(subject).isOk();
    assertThat(payload(noWait(server))).isEqualTo("1");
  }

  @Contract
  void entriesOfConsumersAreChecked(TestServer server) throws Exception {
    wrong(
        server,
        "A",
        "5",
        "{}",
        "failed to decode consumer \"C\" state: json: cannot unmarshal"
            + " number into Go struct field SnapshotConsumerState.config of type server.ConsumerConfig");
    wrong(server, "B", "null", "{}", "consumer \"C\" is missing config");
    wrong(server, "C", EXPLICIT, "null", "consumer \"C\" is missing state");
    wrong(
        server,
        "D",
        EXPLICIT,
        "{'pending':{'a':{}}}",
        "failed to decode consumer \"C\" state:"
            + " json: cannot unmarshal number a into Go struct field"
            + " SnapshotConsumerState.state.pending.a of type uint64");
    wrong(
        server,
        "E",
        EXPLICIT,
        "{'ack_floor':{'consumer_seq':1}}",
        "failed to set consumer \"C\" state: bad ack floor for consumer");
    wrong(
        server,
        "F",
        EXPLICIT,
        "{'ack_floor':{'stream_seq':1}}",
        "failed to set consumer \"C\" state: bad ack floor for stream");
    wrong(
        server,
        "G",
        EXPLICIT,
        "{'pending':{'2':{'Sequence':1,'Timestamp':1}}}",
        "failed to set consumer \"C\" state: bad pending entry, sequence [2] out of range");
    wrong(
        server,
        "H",
        "{'durable_name':'C','deliver_subject':'a.>'}",
        "{}",
        "failed to add consumer \"C\": consumer deliver subject has wildcards (10079)");
    Backups backups = new Backups(server.connection());
    backups
        .restore("I", "", new HandmadeArchive().state(0, 1, 0, 1).end().piece())
        .isError(500, 10062, FAILED + "expected consumer, found \"\"");
  }

  private static void wrong(
      TestServer server, String stream, String config, String state, String problem)
      throws Exception {
    HandmadeArchive archive =
        new HandmadeArchive().state(0, 1, 0, 1).consumer("C", config, state).end();
    new Backups(server.connection())
        .restore(stream, "", archive.piece())
        .isError(500, 10062, FAILED + problem);
  }
}
