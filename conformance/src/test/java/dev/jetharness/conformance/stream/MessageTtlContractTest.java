package dev.jetharness.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Await;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Subscription;
import java.time.Duration;

/** Messages with a time to live of their own. */
class MessageTtlContractTest {
  private static final String TTL = "Nats-TTL";
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String ALLOWED = "'subjects':['s.*'],'allow_msg_ttl':true";

  private static Streams allowing(TestServer server, String members) throws Exception {
    return new Streams(server).with("S", ALLOWED + members);
  }

  private static void invalid(Answer answer) throws Exception {
    answer.isError(400, 10165, "invalid per-message TTL");
  }

  private static void disabled(Answer answer) throws Exception {
    answer.isError(400, 10166, "per-message TTL is disabled");
  }

  private static void awaitContents(Streams streams, String... contents) throws Exception {
    Await.until(
        "only " + String.join(", ", contents) + " is left",
        () -> streams.contents("S").size() == contents.length);
    assertThat(streams.contents("S")).containsExactly(contents);
  }

  @Contract
  void aTtlIsADurationOrSecondsOrNever(TestServer server) throws Exception {
    Streams streams = allowing(server, "");
    for (String ttl :
        new String[] {
          "never",
          "NEVER",
          "1h",
          "1h30m",
          "90s",
          "1.5h",
          "+1h",
          "100",
          "0100",
          "3600000ms",
          "3600000000us",
          "18446744073709555216"
        }) {
      streams.publish("s.a", "x", TTL, ttl).isOk();
    }
    assertThat(streams.messages("S")).isEqualTo(12);
  }

  @Contract
  void allElseIsInvalidWhetherTtlsAreAllowedOrNot(TestServer server) throws Exception {
    Streams streams = allowing(server, "").with("T", "'subjects':['t.*']");
    for (String ttl :
        new String[] {
          "0",
          "0s",
          "-1",
          "-1s",
          "+5",
          "500ms",
          "999ms",
          "1.5",
          "1d",
          "1 s",
          "5s ",
          "s",
          "x",
          "never ",
          "2562048h",
          "9223372036854775808"
        }) {
      invalid(streams.publish("s.a", "x", TTL, ttl));
      invalid(streams.publish("t.a", "x", TTL, ttl));
    }
    assertThat(streams.messages("S")).isZero();
    assertThat(streams.messages("T")).isZero();
  }

  @Contract
  void aValidTtlIsRefusedWhereTtlsAreNotAllowed(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':['s.*']");
    for (String ttl : new String[] {"never", "1s", "5", "9223372036854775807"}) {
      disabled(streams.publish("s.a", "x", TTL, ttl));
    }
  }

  @Contract
  void noTtlIsGivenByAnEmptyHeaderOrByZeros(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':['s.*']");
    streams.publish("s.a", "x", TTL, "").isOk();
    streams.publish("s.a", "x", TTL, "00").isOk();
    streams.publish("s.a", "x", TTL, "18446744073709551616").isOk();
    streams.publish("s.a", "x", "nats-ttl", "x").isOk();
  }

  @Contract
  void theHeaderIsStoredAsItCame(TestServer server) throws Exception {
    Streams streams = allowing(server, "");
    streams.publish("s.a", "x", TTL, "1h30m").isOk();
    assertThat(Streams.headerBlock(streams.get("S", "{'seq':1}")))
        .isEqualTo("NATS/1.0\r\nNats-TTL:1h30m\r\n\r\n");
  }

  @Contract
  void aMessageGoesWhenItsTtlIsOver(TestServer server) throws Exception {
    Streams streams = allowing(server, "");
    streams.publish("s.a", "1", TTL, "1h").isOk();
    streams.publish("s.a", "2", TTL, "1s").isOk();
    streams.publish("s.a", "3").isOk();
    streams.publish("s.b", "4", TTL, "1").isOk();
    streams.publish("s.b", "5", TTL, "1.999s").isOk();
    awaitContents(streams, "1:s.a:1", "3:s.a:3");
    Answer info = streams.info("S");
    assertThat(info.number("state.last_seq")).isEqualTo(5);
    assertThat(info.number("state.num_deleted")).isEqualTo(3);
    assertThat(info.number("state.num_subjects")).isEqualTo(1);
  }

  @Contract
  void aTtlTooFarAwayToCountIsOverAtOnce(TestServer server) throws Exception {
    Streams streams = allowing(server, "");
    streams.publish("s.a", "1", TTL, "9223372037").isOk();
    streams.publish("s.a", "2", TTL, "2540400h10m10s").isOk();
    streams.publish("s.a", "3", TTL, "1h").isOk();
    awaitContents(streams, "3:s.a:3");
  }

  @Contract
  void aTtlDoesNotExtendTheMaximumAgeUnlessItIsNever(TestServer server) throws Exception {
    Streams streams = allowing(server, ",'max_age':200000000,'duplicate_window':100000000");
    streams.publish("s.a", "1", TTL, "never").isOk();
    streams.publish("s.a", "2", TTL, "1h").isOk();
    streams.publish("s.a", "3").isOk();
    streams.publish("s.a", "4", TTL, "Never").isOk();
    streams.publish("s.a", "5", TTL, "1h").isOk();
    awaitContents(streams, "1:s.a:1", "4:s.a:4");
  }

  @Contract
  void aTtlShorterThanTheMaximumAgeCounts(TestServer server) throws Exception {
    Streams streams = allowing(server, ",'max_age':3600000000000");
    streams.publish("s.a", "1").isOk();
    streams.publish("s.a", "2", TTL, "1s").isOk();
    awaitContents(streams, "1:s.a:1");
  }

  @Contract
  void deletedAndPurgedMessagesDoNotExpireAgain(TestServer server) throws Exception {
    Streams streams = allowing(server, ",'max_msgs_per_subject':1,'allow_rollup_hdrs':true");
    streams.publish("s.a", "1", TTL, "1s").isOk();
    streams.publish("s.b", "2", TTL, "1s").isOk();
    streams.publish("s.c", "3", TTL, "1s").isOk();
    streams.publish("s.d", "4", TTL, "1s").isOk();
    Answer unused = streams.deleteMessage("S", 1);
    streams.purge("S", "{'filter':'s.b'}").isOk();
    streams.publish("s.c", "5").isOk();
    streams.publish("s.d", "6", "Nats-Rollup", "sub").isOk();
    streams.publish("s.e", "7", TTL, "1s").isOk();
    awaitContents(streams, "5:s.c:5", "6:s.d:6");
    assertThat(streams.info("S").number("state.last_seq")).isEqualTo(7);
  }

  @Contract
  void anExpiredMessageIsTerminatedAtItsConsumer(TestServer server) throws Exception {
    Streams streams = allowing(server, "");
    Subscription delivered = server.connection().subscribe("delivered");
    streams.consumer("S", "C", "'ack_policy':'explicit','deliver_subject':'delivered'").isOk();
    streams.publish("s.a", "1", TTL, "1s").isOk();
    assertThat(delivered.nextMessage(LIMIT)).isNotNull();
    Await.until(
        "nothing is pending any more",
        () -> streams.call("CONSUMER.INFO.S.C", "").number("num_ack_pending") == 0);
    Answer consumer = streams.call("CONSUMER.INFO.S.C", "");
    assertThat(consumer.number("delivered.stream_seq")).isEqualTo(1);
    assertThat(consumer.number("ack_floor.stream_seq")).isEqualTo(1);
  }

  @Contract
  void theIdOfAnExpiredMessageIsRemembered(TestServer server) throws Exception {
    Streams streams = allowing(server, "");
    streams.publish("s.a", "1", TTL, "1s", "Nats-Msg-Id", "x").isOk();
    Await.until("the message expired", () -> streams.messages("S") == 0);
    assertThat(streams.publish("s.a", "1", TTL, "1s", "Nats-Msg-Id", "x").text())
        .isEqualTo("{\"stream\":\"S\",\"seq\":1,\"duplicate\": true}");
  }

  @Contract
  void anUpdateMayAllowTtlsButNotEndThem(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':['s.*']");
    disabled(streams.publish("s.a", "1", TTL, "1h"));
    Answer updated = streams.update("S", ALLOWED).isOk();
    assertThat(updated.at("config.allow_msg_ttl")).isEqualTo(true);
    assertThat(updated.text()).contains("\"_nats.req.level\":\"1\"");
    streams.publish("s.a", "1", TTL, "1h").isOk();
    streams
        .update("S", "'subjects':['s.*']")
        .isError(500, 10052, "message TTL status can not be disabled");
    streams.publish("s.a", "2", TTL, "1h").isOk();
  }

  @Contract
  void ttlsGoOnWhenTheStreamIsUpdatedOrSealed(TestServer server) throws Exception {
    Streams streams = allowing(server, "");
    streams.publish("s.a", "1", TTL, "1s").isOk();
    streams.publish("s.a", "2", TTL, "1h").isOk();
    streams.update("S", ALLOWED + ",'sealed':true").isOk();
    awaitContents(streams, "2:s.a:2");
  }

  @Contract
  void withoutInterestATtlIsNotRead(TestServer server) throws Exception {
    Streams streams = allowing(server, ",'retention':'interest'");
    assertThat(streams.publish("s.a", "1", TTL, "x").isOk().number("seq")).isEqualTo(1);
    streams.consumer("S", "C", "'ack_policy':'explicit'").isOk();
    invalid(streams.publish("s.a", "1", TTL, "x"));
    assertThat(streams.publish("s.a", "1", TTL, "1h").isOk().number("seq")).isEqualTo(2);
  }

  @Contract
  void aStreamWithTtlsNeedsApiLevelOne(TestServer server) throws Exception {
    Streams streams = new Streams(server);
    assertThat(streams.create("S", ALLOWED).isOk().text())
        .contains(
            Streams.json(
                "'consumer_limits':{},'allow_msg_ttl':true,"
                    + "'metadata':{'_nats.level':'5','_nats.req.level':'1','_nats.ver':'2.15.1'}}"));
  }
}
