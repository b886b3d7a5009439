package dev.jetharness.conformance.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;

/** What {@code subject_transform} makes of the subjects that a stream takes. */
class SubjectTransformContractTest {

  @Contract
  void messagesAreStoredUnderTheSubjectThatTheyBecome(TestServer server) throws Exception {
    Streams streams =
        new Streams(server)
            .with(
                "S",
                "'subjects':['s.*.*'],'subject_transform':{'src':'s.*.*','dest':'x.$2.{{wildcard(1)}}'}");
    assertThat(streams.publish("s.a.b", "1").text()).isEqualTo("{\"stream\":\"S\",\"seq\":1}");
    assertThat(streams.contents("S")).containsExactly("1:x.b.a:1");
  }

  @Contract
  void whatTheSourceDoesNotMatchKeepsItsSubject(TestServer server) throws Exception {
    Streams streams =
        new Streams(server)
            .with("S", "'subjects':['s.>','t'],'subject_transform':{'src':'s.*','dest':'x.$1'}")
            .holding("s.a", "1")
            .holding("s.a.b", "2")
            .holding("t", "3");
    assertThat(streams.contents("S")).containsExactly("1:x.a:1", "2:s.a.b:2", "3:t:3");
  }

  @Contract
  void aTailIsKept(TestServer server) throws Exception {
    Streams streams =
        new Streams(server)
            .with("S", "'subjects':['s.>'],'subject_transform':{'src':'s.>','dest':'x.y.>'}")
            .holding("s.a.b.c", "1");
    assertThat(streams.contents("S")).containsExactly("1:x.y.a.b.c:1");
  }

  @Contract
  void anEmptySourceIsAll(TestServer server) throws Exception {
    Streams streams =
        new Streams(server)
            .with("S", "'subjects':['s.>'],'subject_transform':{'src':'','dest':'x.>'}")
            .holding("s.a", "1");
    assertThat(streams.contents("S")).containsExactly("1:x.s.a:1");
    assertThat(streams.info("S").text())
        .contains("\"subject_transform\":{\"src\":\"\",\"dest\":\"x.\\u003e\"}");
  }

  @Contract
  void anEmptyDestinationChangesNothing(TestServer server) throws Exception {
    Streams streams =
        new Streams(server)
            .with("S", "'subjects':['s.>'],'subject_transform':{'src':'s.a','dest':''}")
            .holding("s.a", "1");
    assertThat(streams.contents("S")).containsExactly("1:s.a:1");
    assertThat(streams.info("S").text())
        .contains("\"subject_transform\":{\"src\":\"s.a\",\"dest\":\"\"}");
  }

  @Contract
  void theFunctionsOfDestinationsApply(TestServer server) throws Exception {
    Streams streams =
        new Streams(server)
            .with(
                "S",
                """
                'subjects':['s.*.*'],'subject_transform':{'src':'s.*.*',
                'dest':'{{partition(10,1,2)}}.{{left(1,2)}}.{{right(1,3)}}.{{split(2,-)}}.\
                {{ SliceFromLeft( 1, 4 ) }}'}
                """)
            .holding("s.abcdef.x-y", "1");
    assertThat(streams.contents("S")).containsExactly("1:6.ab.def.x.y.abcd.ef:1");
  }

  @Contract
  void everythingElseSeesTheNewSubject(TestServer server) throws Exception {
    Streams streams =
        new Streams(server)
            .with(
                "S",
                """
                'subjects':['s.*'],'subject_transform':{'src':'s.*','dest':'x'},
                'max_msgs_per_subject':1,'allow_direct':true,'allow_rollup_hdrs':true
                """)
            .holding("s.a", "1")
            .holding("s.b", "2");
    assertThat(streams.contents("S")).containsExactly("2:x:2");
    streams.publish("s.c", "3", "Nats-Expected-Last-Subject-Sequence", "2").isOk();
    streams
        .publish("s.c", "4", "Nats-Expected-Last-Subject-Sequence", "2")
        .isError(400, 10071, "wrong last sequence: 3");
    Message direct = streams.direct("S.x", "");
    assertThat(direct.getHeaders().getFirst("Nats-Subject")).isEqualTo("x");
    streams.publish("s.d", "5", "Nats-Rollup", "sub").isOk();
    assertThat(streams.contents("S")).containsExactly("4:x:5");
  }

  @Contract
  void consumersFilterByTheNewSubject(TestServer server) throws Exception {
    Streams streams =
        new Streams(server)
            .with("S", "'subjects':['s.*'],'subject_transform':{'src':'s.*','dest':'x.$1'}");
    streams.consumer("S", "c", "'filter_subject':'x.a','ack_policy':'explicit'").isOk();
    streams.holding("s.b", "1").holding("s.a", "2");
    Message delivered = streams.next("S", "c");
    assertThat(delivered.getSubject()).isEqualTo("x.a");
    assertThat(new String(delivered.getData(), UTF_8)).isEqualTo("2");
  }

  @Contract
  void interestIsInTheNewSubject(TestServer server) throws Exception {
    Streams streams =
        new Streams(server)
            .with(
                "S",
                """
                'subjects':['s.*'],'retention':'interest',
                'subject_transform':{'src':'s.*','dest':'x.$1'}
                """);
    streams.consumer("S", "c", "'filter_subject':'x.a','ack_policy':'explicit'").isOk();
    streams.holding("s.a", "1").holding("s.b", "2");
    assertThat(streams.contents("S")).containsExactly("1:x.a:1");
    assertThat(streams.info("S").number("state.last_seq")).isEqualTo(2);
  }

  @Contract
  void anUpdateAddsChangesAndRemovesIt(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':['s.*']").holding("s.a", "1");
    streams
        .update("S", "'subjects':['s.*'],'subject_transform':{'src':'s.*','dest':'x.$1'}")
        .isOk();
    streams.holding("s.a", "2");
    streams
        .update("S", "'subjects':['s.*'],'subject_transform':{'src':'s.*','dest':'y.$1'}")
        .isOk();
    streams.holding("s.a", "3");
    streams.update("S", "'subjects':['s.*']").isOk();
    streams.holding("s.a", "4");
    assertThat(streams.contents("S")).containsExactly("1:s.a:1", "2:x.a:2", "3:y.a:3", "4:s.a:4");
  }

  @Contract
  void invalidTransformsAreRefused(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    String[][] refused = {
      {"s..a", "x", "10155", "stream transform source: invalid subject s..a"},
      {"s.*", "x.*", "10156", "stream transform: invalid subject"},
      {"s.*", "x.>", "10156", "stream transform: invalid subject"},
      {
        "s.*",
        "x.$2",
        "10156",
        "stream transform: invalid mapping destination: wildcard index out of range in $2: [2]"
      },
      {
        "s.*",
        "x.{{bad(1)}}",
        "10156",
        "stream transform: invalid mapping destination: unknown function in {{bad(1)}}"
      },
    };
    for (String[] each : refused) {
      String members =
          "'subjects':['s.*'],'subject_transform':{'src':'%s','dest':'%s'}"
              .formatted(each[0], each[1]);
      int code = Integer.parseInt(each[2]);
      Answer created = streams.create("T", members);
      assertThat(created.at("error.description")).isEqualTo(each[3]);
      created.isError(400, code, each[3]);
      streams.update("S", members).isError(400, code, each[3]);
    }
  }
}
