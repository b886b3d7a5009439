package dev.jetharness.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;

/** Messages that replace those before them. */
class RollupContractTest {
  private static final String ROLLUP = "Nats-Rollup";

  private static Streams four(TestServer server) throws Exception {
    return new Streams(server)
        .with("S", "'subjects':['s.*'],'allow_rollup_hdrs':true")
        .holding("s.a", "1")
        .holding("s.b", "2")
        .holding("s.a", "3")
        .holding("s.b", "4");
  }

  @Contract
  void aRollupOfTheSubjectReplacesItsMessages(TestServer server) throws Exception {
    Streams streams = four(server);
    assertThat(streams.publish("s.a", "sum", ROLLUP, "sub").text())
        .isEqualTo("{\"stream\":\"S\",\"seq\":5}");
    assertThat(streams.contents("S")).containsExactly("2:s.b:2", "4:s.b:4", "5:s.a:sum");
  }

  @Contract
  void aRollupOfAllReplacesEverything(TestServer server) throws Exception {
    Streams streams = four(server);
    streams.publish("s.a", "sum", ROLLUP, "all").isOk();
    assertThat(streams.contents("S")).containsExactly("5:s.a:sum");
    assertThat(streams.info("S").number("state.first_seq")).isEqualTo(5);
  }

  @Contract
  void aRollupOfANewSubjectRemovesNothing(TestServer server) throws Exception {
    Streams streams = four(server);
    streams.publish("s.c", "sum", ROLLUP, "sub").isOk();
    assertThat(streams.messages("S")).isEqualTo(5);
  }

  @Contract
  void theKindOfRollupIsReadWithoutCase(TestServer server) throws Exception {
    Streams streams = four(server);
    streams.publish("s.a", "sum", ROLLUP, "SUB").isOk();
    streams.publish("s.b", "sum", ROLLUP, "Sub").isOk();
    assertThat(streams.contents("S")).containsExactly("5:s.a:sum", "6:s.b:sum");
  }

  @Contract
  void anUnknownKindOfRollupIsRefused(TestServer server) throws Exception {
    Streams streams = four(server);
    streams
        .publish("s.a", "sum", ROLLUP, "some")
        .isError(500, 10111, "rollup value invalid: \"some\"");
    assertThat(streams.messages("S")).isEqualTo(4);
  }

  @Contract
  void anEmptyKindOfRollupIsNone(TestServer server) throws Exception {
    Streams streams = four(server);
    streams.publish("s.a", "sum", ROLLUP, "").isOk();
    assertThat(streams.messages("S")).isEqualTo(5);
  }

  @Contract
  void rollupsMustBeAllowed(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "").holding("S", "1");
    streams.publish("S", "2", ROLLUP, "sub").isError(500, 10111, "rollup not permitted");
    streams.publish("S", "2", ROLLUP, "some").isError(500, 10111, "rollup not permitted");
    streams.publish("S", "2", ROLLUP, "").isOk();
    assertThat(streams.messages("S")).isEqualTo(2);
  }

  @Contract
  void aDuplicateDoesNotRollUp(TestServer server) throws Exception {
    Streams streams = four(server);
    streams.publish("s.a", "5", "Nats-Msg-Id", "x").isOk();
    streams.publish("s.a", "6", "Nats-Msg-Id", "x", ROLLUP, "all").isOk();
    assertThat(streams.messages("S")).isEqualTo(5);
  }

  @Contract
  void aRollupMayBeConditional(TestServer server) throws Exception {
    Streams streams = four(server);
    streams
        .publish("s.a", "sum", ROLLUP, "sub", "Nats-Expected-Last-Subject-Sequence", "1")
        .isError(400, 10071, "wrong last sequence: 3");
    streams.publish("s.a", "sum", ROLLUP, "sub", "Nats-Expected-Last-Subject-Sequence", "3").isOk();
    assertThat(streams.messages("S")).isEqualTo(3);
  }

  @Contract
  void rollupsMayBeAllowedLater(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "").holding("S", "1", "2");
    streams.update("S", "'allow_rollup_hdrs':true").isOk();
    streams.publish("S", "3", ROLLUP, "sub").isOk();
    assertThat(streams.contents("S")).containsExactly("3:S:3");
  }

  @Contract
  void aRollupThatReplacesNothingDoesNotCountAnewWhatIsPending(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':['s.*'],'allow_rollup_hdrs':true");
    streams.consumer("S", "C", "'ack_policy':'explicit','filter_subject':'s.a'").isOk();
    // Since its filter was taken away, the server does not tell the consumer of new messages.
    streams.consumer("S", "C", "'ack_policy':'explicit'").isOk();
    streams.publish("s.b", "1", "Nats-Rollup", "all").isOk();
    assertThat(streams.call("CONSUMER.INFO.S.C", "").number("num_pending")).isZero();
    streams.holding("s.b", "2").publish("s.b", "3", "Nats-Rollup", "all").isOk();
    assertThat(streams.call("CONSUMER.INFO.S.C", "").number("num_pending")).isEqualTo(1);
  }
}
