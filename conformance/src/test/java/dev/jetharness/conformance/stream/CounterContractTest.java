package dev.jetharness.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;

/** Streams whose messages are increments, and whose subjects are counters. */
class CounterContractTest {
  private static final String INCREMENT = "Nats-Incr";
  private static final String SOURCES = "Nats-Counter-Sources";
  private static final String COUNTING = "'subjects':['s.*'],'allow_msg_counter':true";

  private static Streams counting(TestServer server, String members) throws Exception {
    return new Streams(server).with("S", COUNTING + members);
  }

  private static void counted(Answer answer, long sequence, String value) {
    assertThat(answer.text())
        .isEqualTo(Streams.json("{'stream':'S','seq':" + sequence + ",'val':'" + value + "'}"));
  }

  private static void invalid(Answer answer) throws Exception {
    answer.isError(400, 10171, "message counter increment is invalid");
  }

  private static void missing(Answer answer) throws Exception {
    answer.isError(400, 10169, "message counter increment is missing");
  }

  private static void broken(Answer answer) throws Exception {
    answer.isError(400, 10172, "message counter is broken");
  }

  private static String headers(Streams streams, long sequence) throws Exception {
    return Streams.headerBlock(streams.get("S", "{'seq':%d}".formatted(sequence)));
  }

  private static Answer add(Streams streams, String subject, String increment) throws Exception {
    return streams.publish(subject, "", INCREMENT, increment);
  }

  @Contract
  void everySubjectIsACounter(TestServer server) throws Exception {
    Streams streams = counting(server, "");
    counted(add(streams, "s.a", "1"), 1, "1");
    counted(add(streams, "s.a", "+5"), 2, "6");
    counted(add(streams, "s.b", "-10"), 3, "-10");
    counted(add(streams, "s.a", "0"), 4, "6");
    counted(add(streams, "s.a", "007"), 5, "13");
    counted(add(streams, "s.b", "-0"), 6, "-10");
    assertThat(streams.contents("S"))
        .containsExactly(
            "1:s.a:{\"val\":\"1\"}",
            "2:s.a:{\"val\":\"6\"}",
            "3:s.b:{\"val\":\"-10\"}",
            "4:s.a:{\"val\":\"6\"}",
            "5:s.a:{\"val\":\"13\"}",
            "6:s.b:{\"val\":\"-10\"}");
    assertThat(headers(streams, 2)).isEqualTo("NATS/1.0\r\nNats-Incr:+5\r\n\r\n");
  }

  @Contract
  void aCounterHasAsManyDigitsAsItNeeds(TestServer server) throws Exception {
    Streams streams = counting(server, "");
    counted(add(streams, "s.a", "9".repeat(300)), 1, "9".repeat(300));
    counted(add(streams, "s.a", "1"), 2, "1" + "0".repeat(300));
    counted(add(streams, "s.a", "-2"), 3, "9".repeat(299) + "8");
  }

  @Contract
  void anIncrementIsAnInteger(TestServer server) throws Exception {
    Streams streams = counting(server, "");
    for (String increment : new String[] {"x", "1.5", "0x10", "1_000", "+", "-", "1 000", "1e3"}) {
      invalid(add(streams, "s.a", increment));
    }
    assertThat(streams.messages("S")).isZero();
  }

  @Contract
  void everyMessageNeedsAnIncrement(TestServer server) throws Exception {
    Streams streams = counting(server, "");
    missing(streams.publish("s.a", ""));
    missing(streams.publish("s.a", "x"));
    missing(streams.publish("s.a", "x", "other", "1"));
    missing(streams.publish("s.a", "", "nats-incr", "1"));
    missing(add(streams, "s.a", ""));
    assertThat(streams.info("S").number("state.last_seq")).isZero();
  }

  @Contract
  void anIncrementHasNoPayload(TestServer server) throws Exception {
    Streams streams = counting(server, "");
    streams.publish("s.a", "x", INCREMENT, "1").isError(400, 10170, "message counter has payload");
    invalid(streams.publish("s.a", "x", INCREMENT, "x"));
  }

  @Contract
  void anIncrementIsRefusedWhereNothingIsCounted(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':['s.*']");
    add(streams, "s.a", "1").isError(400, 10168, "message counters is disabled");
    streams.publish("s.a", "x", INCREMENT, "1").isError(400, 10168, "message counters is disabled");
    invalid(add(streams, "s.a", "x"));
    assertThat(add(streams, "s.a", "").text()).isEqualTo(Streams.json("{'stream':'S','seq':1}"));
  }

  @Contract
  void anIncrementGoesWithNoConditionAndNoRollup(TestServer server) throws Exception {
    Streams streams = counting(server, ",'allow_rollup_hdrs':true");
    invalid(streams.publish("s.a", "", INCREMENT, "1", "Nats-Rollup", "sub"));
    invalid(streams.publish("s.a", "", INCREMENT, "1", "Nats-Expected-Stream", "S"));
    invalid(streams.publish("s.a", "", INCREMENT, "1", "Nats-Expected-Last-Sequence", "0"));
    invalid(streams.publish("s.a", "", INCREMENT, "1", "Nats-Expected-Last-Subject-Sequence", "0"));
    invalid(
        streams.publish(
            "s.a", "", INCREMENT, "1", "Nats-Expected-Last-Subject-Sequence-Subject", "s.a"));
    invalid(streams.publish("s.a", "", INCREMENT, "1", "Nats-Expected-Last-Msg-Id", "x"));
    assertThat(streams.messages("S")).isZero();
  }

  @Contract
  void aDuplicateIsNotCounted(TestServer server) throws Exception {
    Streams streams = counting(server, "");
    counted(streams.publish("s.a", "", INCREMENT, "2", "Nats-Msg-Id", "x"), 1, "2");
    assertThat(streams.publish("s.a", "", INCREMENT, "2", "Nats-Msg-Id", "x").text())
        .isEqualTo("{\"stream\":\"S\",\"seq\":1,\"duplicate\": true}");
    assertThat(streams.publish("s.b", "x", "Nats-Msg-Id", "x").at("duplicate")).isEqualTo(true);
    counted(streams.publish("s.a", "", INCREMENT, "2", "Nats-Msg-Id", "y"), 2, "4");
  }

  @Contract
  void whatIsDeletedIsNotCountedAnyMore(TestServer server) throws Exception {
    Streams streams = counting(server, "");
    counted(add(streams, "s.a", "1"), 1, "1");
    counted(add(streams, "s.a", "10"), 2, "11");
    streams.deleteMessage("S", 2).isOk();
    counted(add(streams, "s.a", "100"), 3, "101");
    streams.deleteMessage("S", 1).isOk();
    counted(add(streams, "s.a", "1"), 4, "102");
    streams.purge("S", "{'filter':'s.a'}").isOk();
    counted(add(streams, "s.a", "5"), 5, "5");
    streams.purge("S", "").isOk();
    counted(add(streams, "s.a", "7"), 6, "7");
  }

  @Contract
  void limitsLeaveACounterItsLastMessage(TestServer server) throws Exception {
    Streams streams = counting(server, ",'max_msgs_per_subject':1");
    counted(add(streams, "s.a", "1"), 1, "1");
    counted(add(streams, "s.a", "1"), 2, "2");
    counted(add(streams, "s.b", "1"), 3, "1");
    assertThat(streams.contents("S"))
        .containsExactly("2:s.a:{\"val\":\"2\"}", "3:s.b:{\"val\":\"1\"}");
  }

  @Contract
  void theMaximumSizeCountsTheTotal(TestServer server) throws Exception {
    int headers = "NATS/1.0\r\nNats-Incr:5\r\n\r\n".length();
    int body = "{\"val\":\"5\"}".length();
    Streams streams = counting(server, ",'max_msg_size':" + (headers + body));
    counted(add(streams, "s.a", "5"), 1, "5");
    add(streams, "s.a", "5").isError(400, 10054, "message size exceeds maximum allowed");
    counted(add(streams, "s.b", "4"), 2, "4");
  }

  @Contract
  void otherHeadersAreStored(TestServer server) throws Exception {
    Streams streams = counting(server, "");
    counted(streams.publish("s.a", "", "first", "x", INCREMENT, "2", "last", "y"), 1, "2");
    assertThat(headers(streams, 1)).contains("first:x\r\n", "Nats-Incr:2\r\n", "last:y\r\n");
  }

  @Contract
  void theSourcesOfACounterAreHandedOn(TestServer server) throws Exception {
    Streams streams = counting(server, "");
    String sources = Streams.json("{'b':{'x':'1<&'},'a':{'y':'2','z':null},'n':null}");
    String written = Streams.json("{'a':{'y':'2','z':''},'b':{'x':'1\\u003c\\u0026'},'n':null}");
    counted(streams.publish("s.a", "", INCREMENT, "1", SOURCES, sources), 1, "1");
    counted(streams.publish("s.a", "", INCREMENT, "1", "other", "x"), 2, "2");
    counted(streams.publish("s.a", "", SOURCES, "junk", INCREMENT, "1"), 3, "3");
    assertThat(headers(streams, 1)).contains(sources);
    assertThat(headers(streams, 2))
        .contains("Nats-Incr:1\r\n", "other:x\r\n")
        .endsWith("Nats-Counter-Sources: " + written + "\r\n\r\n");
    assertThat(headers(streams, 3))
        .contains("Nats-Incr:1\r\n", "\r\nNats-Counter-Sources:" + written + "\r\n")
        .doesNotContain("junk");
  }

  @Contract
  void sourcesThatCannotBeReadBreakTheCounter(TestServer server) throws Exception {
    Streams streams = counting(server, "");
    for (String junk : new String[] {"junk", "[]", "{'a':1}", "{'a':{'b':1}}", "{'a':{}} x"}) {
      streams.publish("s.a", "", INCREMENT, "1", SOURCES, Streams.json(junk)).isOk();
      broken(add(streams, "s.a", "1"));
      streams.purge("S", "{'filter':'s.a'}").isOk();
    }
    for (String none : new String[] {"null", "{}"}) {
      streams.publish("s.a", "", INCREMENT, "1", SOURCES, none).isOk();
      assertThat(add(streams, "s.a", "1").isOk().at("val")).isEqualTo("2");
      streams.purge("S", "{'filter':'s.a'}").isOk();
    }
  }

  @Contract
  void theHandedOnSourcesCountForTheSizeOfTheHeaders(TestServer server) throws Exception {
    Streams streams = counting(server, "");
    String large = Streams.json("{'a':{'b':'" + "1".repeat(65_000) + "'}}");
    counted(streams.publish("s.a", "", INCREMENT, "1", SOURCES, large), 1, "1");
    streams
        .publish("s.a", "", INCREMENT, "1", "other", "x".repeat(1_000))
        .isError(400, 10097, "header size exceeds maximum allowed of 64k");
    counted(add(streams, "s.a", "1"), 2, "2");
  }

  @Contract
  void aCounterIsReadDirectly(TestServer server) throws Exception {
    Streams streams = counting(server, ",'allow_direct':true");
    counted(add(streams, "s.a", "1"), 1, "1");
    counted(add(streams, "s.a", "1"), 2, "2");
    Message last = streams.direct("S.s.a", "");
    assertThat(last.getData()).asString().isEqualTo("{\"val\":\"2\"}");
    assertThat(last.getHeaders().getFirst(INCREMENT)).isEqualTo("1");
    assertThat(last.getHeaders().getFirst("Nats-Sequence")).isEqualTo("2");
  }

  @Contract
  void aStreamThatCountsNeedsApiLevelTwo(TestServer server) throws Exception {
    assertThat(new Streams(server).create("S", COUNTING).isOk().text())
        .contains(
            Streams.json(
                "'allow_msg_ttl':false,'allow_msg_counter':true,"
                    + "'metadata':{'_nats.level':'5','_nats.req.level':'2','_nats.ver':'2.15.1'}}"));
  }

  @Contract
  void countingGoesNotWithEverything(TestServer server) throws Exception {
    Streams streams = new Streams(server);
    String[][] refused = {
      {"'discard':'new'", "counter stream cannot use discard new"},
      {"'allow_msg_ttl':true", "counter stream cannot use message TTLs"},
      {"'allow_msg_schedules':true", "counter stream cannot use message schedules"},
      {"'retention':'interest'", "counter stream can only use limits retention"},
      {"'retention':'workqueue'", "counter stream can only use limits retention"}
    };
    for (String[] each : refused) {
      streams.create("S", COUNTING + "," + each[0]).isError(500, 10052, each[1]);
    }
  }

  @Contract
  void anUpdateNeitherBeginsNorEndsCounting(TestServer server) throws Exception {
    Streams streams = counting(server, "").with("T", "'subjects':['t.*']");
    String refusal = "stream configuration update can not change message counter setting";
    streams.update("S", "'subjects':['s.*']").isError(500, 10052, refusal);
    streams.update("T", "'subjects':['t.*'],'allow_msg_counter':true").isError(500, 10052, refusal);
    streams.update("S", COUNTING + ",'description':'x'").isOk();
  }

  @Contract
  void deleteMarkersBringTtlsToAStreamThatCountsAndSoEndItsUpdates(TestServer server)
      throws Exception {
    String marking = COUNTING + ",'subject_delete_marker_ttl':60000000000";
    Streams streams = new Streams(server);
    assertThat(streams.create("S", marking).isOk().at("config.allow_msg_ttl")).isEqualTo(true);
    counted(streams.publish("s.a", "", INCREMENT, "1", "Nats-TTL", "1s"), 1, "1");
    assertThat(headers(streams, 1)).isEqualTo("NATS/1.0\r\nNats-Incr:1\r\nNats-TTL: 60\r\n\r\n");
    streams.create("S", marking).isOk();
    for (String update : new String[] {marking, marking + ",'allow_msg_ttl':true"}) {
      streams.update("S", update).isError(500, 10052, "counter stream cannot use message TTLs");
    }
  }
}
