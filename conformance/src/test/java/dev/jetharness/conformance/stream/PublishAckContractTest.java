package dev.jetharness.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Await;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.RawClient;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;

/** How a stream answers a publish, and what it stores of it. */
class PublishAckContractTest {
  private static final String ACK = "{\"stream\":\"%s\",\"seq\":%d}";

  @Contract
  void anAckNamesStreamAndSequence(TestServer server) throws Exception {
    Streams streams =
        new Streams(server).with("S", "'subjects':['s.*']").with("T", "'subjects':['t.*']");
    assertThat(streams.publish("s.a", "1").text()).isEqualTo(ACK.formatted("S", 1));
    assertThat(streams.publish("s.b", "2").text()).isEqualTo(ACK.formatted("S", 2));
    assertThat(streams.publish("t.a", "3").text()).isEqualTo(ACK.formatted("T", 1));
  }

  @Contract
  void anAckHasNoHeaders(TestServer server) throws Exception {
    Message ack = new Streams(server).with("S", "").request("S", "1", "a", "b");
    assertThat(ack.hasHeaders()).isFalse();
  }

  @Contract
  void aRefusalNamesStreamAndErrorAndSequenceZero(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    assertThat(streams.publish("S", "x", "Nats-Expected-Stream", "T").text())
        .isEqualTo(
            Streams.json(
                "{'error':{'code':400,'err_code':10060,"
                    + "'description':'expected stream does not match'},'stream':'S','seq':0}"));
  }

  @Contract
  void aSubjectWithoutStreamHasNoResponders(TestServer server) throws Exception {
    Message answer = new Streams(server).with("S", "").request("not.S", "x");
    assertThat(answer.getStatus().getCode()).isEqualTo(503);
    assertThat(answer.getHeaders().getFirst("Nats-Subject")).isEqualTo("not.S");
  }

  @Contract
  void aMessageWithoutReplyIsStoredToo(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    server.connection().publish("S", new byte[] {'x'});
    server.connection().publish("S", new byte[] {'y'});
    assertThat(streams.publish("S", "z").number("seq")).isEqualTo(3);
    assertThat(streams.contents("S")).containsExactly("1:S:x", "2:S:y", "3:S:z");
  }

  @Contract
  void acksComeInTheOrderOfTheMessages(TestServer server) throws Exception {
    new Streams(server).with("S", "");
    RawClient client = server.raw().connect();
    client.send("SUB in.* 1\r\n");
    StringBuilder messages = new StringBuilder();
    for (int i = 1; i <= 50; i++) {
      messages.append("PUB S in.").append(i).append(" 1\r\nx\r\n");
    }
    client.send(messages.toString());
    for (int i = 1; i <= 50; i++) {
      String ack = ACK.formatted("S", i);
      assertThat(client.readMessage())
          .isEqualTo("MSG in." + i + " 1 " + ack.length() + "\r\n" + ack);
    }
  }

  @Contract
  void aStreamWithNoAckDoesNotAnswer(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("MUTE", "'no_ack':true").with("S", "");
    RawClient client = server.raw().connect();
    client.send("SUB in 1\r\nPUB MUTE in 1\r\nx\r\n");
    client.send("HPUB MUTE in 36 37\r\nNATS/1.0\r\nNats-Expected-Stream:T\r\n\r\nx\r\n");
    Await.until("the message is stored", () -> streams.messages("MUTE") == 1);
    client.send("PUB S in 1\r\nx\r\n");
    assertThat(client.readMessage()).endsWith(ACK.formatted("S", 1));
    assertThat(streams.messages("MUTE")).isEqualTo(1);
  }

  @Contract
  void subscribersGetTheMessageBesideTheStream(TestServer server) throws Exception {
    new Streams(server).with("S", "'subjects':['s.*']");
    RawClient client = server.raw().connect();
    client.send("SUB s.a 1\r\nSUB in 2\r\nPUB s.a in 1\r\nx\r\n");
    assertThat(new String[] {client.readMessage(), client.readMessage()})
        .containsExactlyInAnyOrder(
            "MSG s.a 1 in 1\r\nx", "MSG in 2 22\r\n" + ACK.formatted("S", 1));
  }

  @Contract
  void headersAreStoredAsTheyWereSent(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    RawClient client = server.raw().connect();
    client.send("SUB in 1\r\nHPUB S in 26 27\r\nNATS/1.0\r\nb:1\r\nA:  c  \r\n\r\nx\r\n");
    client.readMessage();
    assertThat(Streams.headerBlock(streams.get("S", "{'seq':1}")))
        .isEqualTo("NATS/1.0\r\nb:1\r\nA:  c  \r\n\r\n");
  }

  @Contract
  void aStatusLineIsNotStored(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    RawClient client = server.raw().connect();
    client.send("SUB in 1\r\nHPUB S in 26 27\r\nNATS/1.0 503 Foo\r\nA: b\r\n\r\nx\r\n");
    client.readMessage();
    assertThat(Streams.headerBlock(streams.get("S", "{'seq':1}")))
        .isEqualTo("NATS/1.0\r\nA: b\r\n\r\n");
  }

  @Contract
  void aMessageIsStoredOnce(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'subjects':['a','b.*']");
    streams.holding("a", "1").holding("b.c", "2");
    assertThat(streams.contents("S")).containsExactly("1:a:1", "2:b.c:2");
  }

  @Contract
  void featuresThatTheStreamDoesNotAllowAreRefused(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    streams.publish("S", "x", "Nats-TTL", "5s").isError(400, 10166, "per-message TTL is disabled");
    streams.publish("S", "x", "Nats-Incr", "1").isError(400, 10168, "message counters is disabled");
    streams
        .publish("S", "x", "Nats-Schedule", "@at 2090-01-01T00:00:00Z")
        .isError(400, 10188, "message schedules is disabled");
    streams
        .publish("S", "x", "Nats-Batch-Id", "b", "Nats-Batch-Sequence", "1")
        .isError(400, 10174, "atomic publish is disabled");
    assertThat(streams.messages("S")).isZero();
  }

  @Contract
  void aTimeToLiveThatIsNoneIsRefused(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    streams.publish("S", "x", "Nats-TTL", "soon").isError(400, 10165, "invalid per-message TTL");
  }

  @Contract
  void theSourceOfAMessageCannotBeClaimed(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    streams
        .publish("S", "x", "Nats-Stream-Source", "T 1")
        .isError(400, 10227, "message stream source header is not allowed");
  }

  @Contract
  void headersMayNotExceed64Kilobytes(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    streams
        .publish("S", "", "a", "x".repeat(65_535))
        .isError(400, 10097, "header size exceeds maximum allowed of 64k");
    streams.publish("S", "", "a", "x".repeat(65_000)).isOk();
  }
}
