package dev.jetharness.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Await;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;

/** What happens at a stream's limits, with each way of discarding. */
class LimitsContractTest {
  /** A message with subject {@code s.x} and this payload has 40 bytes in memory. */
  private static final String FORTY_BYTES = "x".repeat(40 - 16 - 3);

  private static void refused(Streams streams, String subject, String payload, String description)
      throws Exception {
    streams.publish(subject, payload).isError(503, 10077, description);
  }

  private static Streams with(TestServer server, String members) throws Exception {
    return new Streams(server).with("S", "'subjects':['s.*'],'storage':'memory'," + members);
  }

  @Contract
  void discardOldDropsTheOldestMessages(TestServer server) throws Exception {
    Streams streams = with(server, "'max_msgs':2").holding("s.a", "1", "2", "3", "4");
    assertThat(streams.contents("S")).containsExactly("3:s.a:3", "4:s.a:4");
    assertThat(streams.info("S").number("state.first_seq")).isEqualTo(3);
  }

  @Contract
  void discardNewRefusesMessages(TestServer server) throws Exception {
    Streams streams = with(server, "'max_msgs':2,'discard':'new'").holding("s.a", "1", "2");
    refused(streams, "s.a", "3", "maximum messages exceeded");
    assertThat(streams.contents("S")).containsExactly("1:s.a:1", "2:s.a:2");
  }

  @Contract
  void discardNewAcceptsMessagesWhenThereIsRoomAgain(TestServer server) throws Exception {
    Streams streams = with(server, "'max_msgs':2,'discard':'new'").holding("s.a", "1", "2");
    refused(streams, "s.a", "3", "maximum messages exceeded");
    streams.deleteMessage("S", 1).isOk();
    assertThat(streams.publish("s.a", "3").isOk().number("seq")).isEqualTo(3);
  }

  @Contract
  void discardOldMakesRoomInBytes(TestServer server) throws Exception {
    Streams streams = with(server, "'max_bytes':100");
    streams.holding("s.1", FORTY_BYTES).holding("s.2", FORTY_BYTES);
    assertThat(streams.messages("S")).isEqualTo(2);
    streams.holding("s.3", FORTY_BYTES);
    assertThat(streams.info("S").number("state.first_seq")).isEqualTo(2);
    assertThat(streams.info("S").number("state.bytes")).isEqualTo(80);
  }

  @Contract
  void discardNewRefusesBytes(TestServer server) throws Exception {
    Streams streams = with(server, "'max_bytes':80,'discard':'new'");
    streams.holding("s.1", FORTY_BYTES).holding("s.2", FORTY_BYTES);
    refused(streams, "s.3", "", "maximum bytes exceeded");
    streams.deleteMessage("S", 1).isOk();
    refused(streams, "s.3", FORTY_BYTES + "x", "maximum bytes exceeded");
    streams.holding("s.3", FORTY_BYTES);
  }

  @Contract
  void aMessageLargerThanTheStreamIsDroppedAtOnce(TestServer server) throws Exception {
    Streams streams = with(server, "'max_bytes':100").holding("s.1", FORTY_BYTES);
    assertThat(streams.publish("s.2", "x".repeat(200)).isOk().number("seq")).isEqualTo(2);
    assertThat(streams.messages("S")).isZero();
    assertThat(streams.info("S").number("state.first_seq")).isEqualTo(3);
  }

  @Contract
  void theLimitPerSubjectDropsTheOldestOfTheSubject(TestServer server) throws Exception {
    Streams streams = with(server, "'max_msgs_per_subject':2");
    streams.holding("s.a", "1").holding("s.b", "2").holding("s.a", "3", "4");
    assertThat(streams.contents("S")).containsExactly("2:s.b:2", "3:s.a:3", "4:s.a:4");
  }

  @Contract
  void theLimitPerSubjectComesBeforeTheLimitOfTheStream(TestServer server) throws Exception {
    Streams streams = with(server, "'max_msgs_per_subject':1,'max_msgs':2");
    streams.holding("s.a", "1").holding("s.b", "2", "3");
    assertThat(streams.contents("S")).containsExactly("1:s.a:1", "3:s.b:3");
  }

  @Contract
  void discardNewReplacesAtTheLimitPerSubject(TestServer server) throws Exception {
    Streams streams = with(server, "'max_msgs_per_subject':2,'max_msgs':3,'discard':'new'");
    streams.holding("s.a", "1", "2").holding("s.b", "3");
    streams.holding("s.a", "4");
    refused(streams, "s.b", "5", "maximum messages exceeded");
    refused(streams, "s.c", "6", "maximum messages exceeded");
    assertThat(streams.contents("S")).containsExactly("2:s.a:2", "3:s.b:3", "4:s.a:4");
  }

  @Contract
  void discardNewLetsASmallerMessageReplaceOneOfItsSubject(TestServer server) throws Exception {
    Streams streams = with(server, "'max_msgs_per_subject':1,'max_bytes':40,'discard':'new'");
    streams.holding("s.a", FORTY_BYTES);
    refused(streams, "s.a", FORTY_BYTES + "x", "maximum bytes exceeded");
    streams.holding("s.a", "small");
    assertThat(streams.contents("S")).containsExactly("2:s.a:small");
  }

  @Contract
  void discardNewPerSubjectRefusesAtThatLimit(TestServer server) throws Exception {
    Streams streams =
        with(server, "'max_msgs_per_subject':1,'discard':'new','discard_new_per_subject':true");
    streams.holding("s.a", "1").holding("s.b", "2");
    refused(streams, "s.a", "3", "maximum messages per subject exceeded");
    assertThat(streams.contents("S")).containsExactly("1:s.a:1", "2:s.b:2");
  }

  @Contract
  void aRollupPassesDiscardNewPerSubject(TestServer server) throws Exception {
    Streams streams =
        with(
            server,
            "'max_msgs_per_subject':1,'discard':'new','discard_new_per_subject':true,"
                + "'allow_rollup_hdrs':true");
    streams.holding("s.a", "1");
    streams.publish("s.a", "2", "Nats-Rollup", "sub").isOk();
    assertThat(streams.contents("S")).containsExactly("2:s.a:2");
  }

  @Contract
  void theMaximumSizeOfAMessageCountsItsPayload(TestServer server) throws Exception {
    Streams streams = with(server, "'max_msg_size':20");
    streams.publish("s.a", "x".repeat(20)).isOk();
    streams
        .publish("s.a", "x".repeat(21))
        .isError(400, 10054, "message size exceeds maximum allowed");
  }

  @Contract
  void theMaximumSizeOfAMessageCountsItsHeaders(TestServer server) throws Exception {
    Streams streams = with(server, "'max_msg_size':20");
    int block = "NATS/1.0\r\na:b\r\n\r\n".length();
    streams.publish("s.a", "x".repeat(20 - block), "a", "b").isOk();
    streams
        .publish("s.a", "x".repeat(21 - block), "a", "b")
        .isError(400, 10054, "message size exceeds maximum allowed");
  }

  @Contract
  void theSizeOfAMessageIsCheckedBeforeItsHeadersAreRead(TestServer server) throws Exception {
    Streams streams = with(server, "'max_msg_size':60");
    for (String header :
        new String[] {
          "Nats-Expected-Stream",
          "Nats-Expected-Last-Sequence",
          "Nats-Expected-Last-Msg-Id",
          "Nats-TTL",
          "Nats-Incr",
          "Nats-Rollup",
          "Nats-Batch-Id"
        }) {
      streams
          .publish("s.a", "x".repeat(60), header, "1")
          .isError(400, 10054, "message size exceeds maximum allowed");
    }
  }

  @Contract
  void messagesExpireAtTheirMaximumAge(TestServer server) throws Exception {
    Streams streams = with(server, "'max_age':200000000").holding("s.a", "1", "2");
    Await.until("the messages expired", () -> streams.messages("S") == 0);
    assertThat(streams.info("S").number("state.first_seq")).isEqualTo(3);
    assertThat(streams.publish("s.a", "3").number("seq")).isEqualTo(3);
  }

  @Contract
  void aLowerMaximumAgeAppliesToWhatIsThere(TestServer server) throws Exception {
    Streams streams = with(server, "'max_age':0").holding("s.a", "1", "2");
    streams.update("S", "'subjects':['s.*'],'storage':'memory','max_age':100000000").isOk();
    Await.until("the messages expired", () -> streams.messages("S") == 0);
  }

  @Contract
  void expiredMessagesMakeRoomForNewOnes(TestServer server) throws Exception {
    Streams streams =
        with(server, "'max_age':200000000,'max_msgs':1,'discard':'new'").holding("s.a", "1");
    Await.until("there is room again", () -> streams.publish("s.a", "2").at("error") == null);
  }

  @Contract
  void theNumberOfConsumersIsLimited(TestServer server) throws Exception {
    Streams streams = with(server, "'max_consumers':1");
    streams.consumer("S", "C", "'ack_policy':'none'").isOk();
    streams.consumer("S", "C", "'ack_policy':'none'").isOk();
    streams
        .consumer("S", "D", "'ack_policy':'none'")
        .isError(400, 10026, "maximum consumers limit reached");
    streams.call("CONSUMER.DELETE.S.C", "").isOk();
    streams.consumer("S", "D", "'ack_policy':'none'").isOk();
  }
}
