package dev.jetharness.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Api.Answer;
import dev.jetharness.conformance.support.Await;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;

/** How a stream recognises a message that it has already. */
class DeduplicationContractTest {
  private static final String ID = "Nats-Msg-Id";

  private static void duplicateOf(Answer ack, long sequence) throws Exception {
    assertThat(ack.isOk().number("seq")).isEqualTo(sequence);
    assertThat(ack.at("duplicate")).isEqualTo(true);
  }

  private static void stored(Answer ack, long sequence) throws Exception {
    assertThat(ack.isOk().number("seq")).isEqualTo(sequence);
    assertThat(ack.at("duplicate")).isNull();
  }

  @Contract
  void aDuplicateIsAcknowledgedWithTheFirstSequence(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    stored(streams.publish("S", "1", ID, "a"), 1);
    stored(streams.publish("S", "2", ID, "b"), 2);
    assertThat(streams.publish("S", "again", ID, "a").text())
        .isEqualTo("{\"stream\":\"S\",\"seq\":1,\"duplicate\": true}");
    assertThat(streams.contents("S")).containsExactly("1:S:1", "2:S:2");
  }

  @Contract
  void theIdCountsForAllSubjectsOfTheStream(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':['s.*']");
    stored(streams.publish("s.a", "1", ID, "x"), 1);
    duplicateOf(streams.publish("s.b", "2", ID, "x"), 1);
  }

  @Contract
  void theIdCountsForOneStreamOnly(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "").with("T", "");
    stored(streams.publish("S", "1", ID, "x"), 1);
    stored(streams.publish("T", "2", ID, "x"), 1);
  }

  @Contract
  void anEmptyIdIsNone(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    stored(streams.publish("S", "1", ID, ""), 1);
    stored(streams.publish("S", "2", ID, ""), 2);
  }

  @Contract
  void theNameOfTheHeaderIsReadWithCase(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    stored(streams.publish("S", "1", "nats-msg-id", "x"), 1);
    stored(streams.publish("S", "2", "nats-msg-id", "x"), 2);
  }

  @Contract
  void anIdIsForgottenAfterTheWindow(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'duplicate_window':100000000");
    stored(streams.publish("S", "1", ID, "x"), 1);
    Await.until(
        "the id is new again", () -> streams.publish("S", "2", ID, "x").at("duplicate") == null);
    assertThat(streams.contents("S")).containsExactly("1:S:1", "2:S:2");
  }

  @Contract
  void aPurgeDoesNotForgetIds(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    stored(streams.publish("S", "1", ID, "x"), 1);
    streams.purge("S", "").isOk();
    duplicateOf(streams.publish("S", "1", ID, "x"), 1);
  }

  @Contract
  void deletingAMessageDoesNotForgetItsId(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    stored(streams.publish("S", "1", ID, "x"), 1);
    streams.deleteMessage("S", 1).isOk();
    duplicateOf(streams.publish("S", "1", ID, "x"), 1);
  }

  @Contract
  void deletingTheStreamForgetsIds(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'storage':'memory'");
    stored(streams.publish("S", "1", ID, "x"), 1);
    streams.delete("S").isOk();
    streams.with("S", "'storage':'memory'");
    stored(streams.publish("S", "1", ID, "x"), 1);
  }

  @Contract
  void theIdOfARefusedMessageIsNotRemembered(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'max_msg_size':60");
    streams
        .publish("S", "x".repeat(60), ID, "x")
        .isError(400, 10054, "message size exceeds maximum allowed");
    streams
        .publish("S", "1", ID, "x", "Nats-Expected-Stream", "T")
        .isError(400, 10060, "expected stream does not match");
    stored(streams.publish("S", "1", ID, "x"), 1);
  }

  @Contract
  void aFailedExpectationHidesADuplicate(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    stored(streams.publish("S", "1", ID, "x"), 1);
    streams
        .publish("S", "1", ID, "x", "Nats-Expected-Last-Sequence", "0")
        .isError(400, 10071, "wrong last sequence: 1");
  }

  @Contract
  void aDuplicateIsFoundBeforeTheLastIdIsCompared(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    stored(streams.publish("S", "1", ID, "x"), 1);
    duplicateOf(streams.publish("S", "1", ID, "x", "Nats-Expected-Last-Msg-Id", "other"), 1);
  }

  @Contract
  void aDuplicateThatIsTooLargeIsRefused(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'max_msg_size':60");
    stored(streams.publish("S", "1", ID, "x"), 1);
    streams
        .publish("S", "x".repeat(60), ID, "x")
        .isError(400, 10054, "message size exceeds maximum allowed");
  }

  @Contract
  void aDuplicateIsFoundBeforeLimitsAreChecked(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'max_msgs':1,'discard':'new'");
    stored(streams.publish("S", "1", ID, "x"), 1);
    duplicateOf(streams.publish("S", "1", ID, "x"), 1);
    streams.publish("S", "1", ID, "y").isError(503, 10077, "maximum messages exceeded");
    streams.deleteMessage("S", 1).isOk();
    stored(streams.publish("S", "1", ID, "y"), 2);
  }
}
