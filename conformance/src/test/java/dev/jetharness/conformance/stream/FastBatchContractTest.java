package dev.jetharness.conformance.stream;

import static dev.jetharness.conformance.stream.FastPublisher.ack;
import static dev.jetharness.conformance.stream.PubAckTexts.committed;
import static dev.jetharness.conformance.stream.PubAckTexts.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Await;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.RawClient;
import dev.jetharness.conformance.support.TestServer;

/** Fast-ingest batch publishing: what a batch is, and how it begins and ends. */
class FastBatchContractTest {
  private static final String BATCHED = "'subjects':['s','s.*'],'allow_batched':true";
  private static final String MALFORMED = refused(10206, "batch publish pattern is invalid");
  private static final String UNKNOWN = refused(10208, "batch publish ID unknown");

  private static Streams streams(TestServer server) throws Exception {
    return new Streams(server).with("S", BATCHED);
  }

  @Contract
  void messagesAreStoredAsTheyCome(TestServer server) throws Exception {
    Streams streams = streams(server);
    FastPublisher batch = new FastPublisher(server, "b");
    assertThat(batch.on("s.a").start("A", "1")).containsExactly(ack(0, 10));
    assertThat(streams.contents("S")).containsExactly("1:s.a:x");
    assertThat(batch.on("s.b").append(2)).isEmpty();
    assertThat(batch.on("s.c").commit(3)).containsExactly(committed(3, "b", 3));
    assertThat(streams.contents("S")).containsExactly("1:s.a:x", "2:s.b:x", "3:s.c:x");
    assertThat(Streams.headerBlock(streams.get("S", "{'seq':1}")))
        .isEqualTo("NATS/1.0\r\nA:1\r\n\r\n");
  }

  @Contract
  void eachAnswerGoesToTheReplyOfTheMessageThatCausedIt(TestServer server) throws Exception {
    streams(server);
    RawClient client = server.raw().connect();
    client.send(
        "SUB in.> 1\r\nPUB s in.b.10.ok.1.0.$FI 0\r\n\r\nPUB s in.b.10.ok.2.2.$FI 0\r\n\r\n");
    assertThat(client.readMessage())
        .isEqualTo("MSG in.b.10.ok.1.0.$FI 1 32\r\n{\"type\":\"ack\",\"seq\":0,\"msgs\":10}");
    assertThat(client.readMessage())
        .isEqualTo("MSG in.b.10.ok.2.2.$FI 1 44\r\n" + committed(2, "b", 2));
  }

  @Contract
  void oneMessageMayBeABatch(TestServer server) throws Exception {
    streams(server);
    FastPublisher batch = new FastPublisher(server, "b");
    assertThat(batch.commit(1)).containsExactly(committed(1, "b", 1));
    assertThat(batch.commit(1)).containsExactly(committed(2, "b", 1));
  }

  @Contract
  void theEndMayBeMarkedByAMessageThatIsNotStored(TestServer server) throws Exception {
    Streams streams = streams(server);
    FastPublisher batch = new FastPublisher(server, "b");
    batch.start();
    assertThat(batch.end(2, "Nats-Expected-Stream", "T")).containsExactly(committed(1, "b", 1));
    assertThat(streams.messages("S")).isEqualTo(1);
  }

  @Contract
  void afterItsEndABatchIsUnknown(TestServer server) throws Exception {
    streams(server);
    FastPublisher batch = new FastPublisher(server, "b");
    batch.start();
    batch.commit(2);
    assertThat(batch.append(3)).containsExactly(UNKNOWN);
    assertThat(batch.commit(3)).containsExactly(UNKNOWN);
    assertThat(batch.end(3)).containsExactly(UNKNOWN);
    assertThat(batch.ping(2)).containsExactly(UNKNOWN);
    assertThat(batch.ping(1)).containsExactly(UNKNOWN);
  }

  @Contract
  void batchesMayBeMixedWithOtherMessages(TestServer server) throws Exception {
    Streams streams = streams(server);
    FastPublisher one = new FastPublisher(server, "one");
    one.start();
    streams.publish("s", "x").isOk();
    FastPublisher two = new FastPublisher(server, "two");
    assertThat(two.start()).containsExactly(ack(0, 1), ack(1, 2));
    assertThat(one.commit(2)).containsExactly(committed(4, "one", 2));
    assertThat(two.end(2)).containsExactly(committed(3, "two", 1));
  }

  @Contract
  void theOperationMustFitTheSequence(TestServer server) throws Exception {
    streams(server);
    FastPublisher batch = new FastPublisher(server, "b");
    for (String reply :
        new String[] {
          "b.10.ok.2.0.$FI", // a start
          "b.10.ok.1.1.$FI", // an append
          "b.10.ok.1.3.$FI", // an end
          "b.10.ok.0.0.$FI",
          "b.10.ok.0.1.$FI",
          "b.10.ok.0.2.$FI",
          "b.10.ok.0.4.$FI",
          "b.10.ok.1.5.$FI",
          "b.10.ok.1.x.$FI",
          "b.10.ok.x.0.$FI",
          "b.10.ok.-1.0.$FI",
          "b.10.ok.18446744073709551615.1.$FI",
          "b.10.ok.18446744073709551616.1.$FI",
          "b.10.OK.1.0.$FI",
          "b.10.maybe.1.0.$FI"
        }) {
      assertThat(batch.raw(reply)).as(reply).containsExactly(MALFORMED);
    }
    assertThat(batch.append(2)).containsExactly(UNKNOWN);
    assertThat(batch.raw("b.10.ok.18446744073709551614.1.$FI")).containsExactly(UNKNOWN);
  }

  @Contract
  void aReplyNeedsAPrefixAndFiveTokens(TestServer server) throws Exception {
    Streams streams = streams(server);
    for (String reply :
        new String[] {
          "x.$FI", "0.$FI", "1.0.$FI", "ok.1.0.$FI", "9.ok.1.0.$FI", "b.9.ok.1.0.$FI"
        }) {
      assertThat(streams.messages("S")).isZero();
      assertThat(answerTo(server, reply)).isEqualTo(MALFORMED);
    }
    assertThat(answerTo(server, "in.b.9.ok.1.0.$FI")).isEqualTo(ack(0, 9));
    assertThat(answerTo(server, "$FI")).isEqualTo(PubAckTexts.stored(2));
  }

  private static String answerTo(TestServer server, String reply) throws Exception {
    try (RawClient client = server.raw().connect()) {
      client.send("SUB " + reply + " 1\r\nPUB s " + reply + " 0\r\n\r\n");
      String answer = client.readMessage();
      return answer.substring(answer.indexOf('\n') + 1);
    }
  }

  @Contract
  void numbersAreDigitsAndWrapAround(TestServer server) throws Exception {
    streams(server);
    FastPublisher batch = new FastPublisher(server, "b");
    assertThat(batch.raw("a.010.ok.01.00.$FI")).containsExactly(ack(0, 10));
    assertThat(batch.raw("a.10.ok.2.18446744073709551618.$FI"))
        .containsExactly(committed(2, "a", 2));
  }

  @Contract
  void anIdHas64BytesAtMost(TestServer server) throws Exception {
    streams(server);
    String longest = "i".repeat(64);
    assertThat(new FastPublisher(server, longest).commit(1))
        .containsExactly(committed(1, longest, 1));
    assertThat(new FastPublisher(server, longest + "i").commit(1))
        .containsExactly(refused(10207, "batch publish ID is invalid"));
  }

  @Contract
  void whatIsCheckedFirst(TestServer server) throws Exception {
    String tooLarge = refused(10054, "message size exceeds maximum allowed");
    String disabled = refused(10205, "batch publish is disabled");
    Streams streams = new Streams(server).with("S", "'subjects':['s'],'max_msg_size':20");
    FastPublisher batch = new FastPublisher(server, "b");
    assertThat(batch.raw("x.$FI", "A", "x".repeat(20))).containsExactly(tooLarge);
    assertThat(batch.raw("x.$FI")).containsExactly(disabled);
    assertThat(batch.start()).containsExactly(disabled);
    streams.update("S", BATCHED + ",'max_msg_size':20,'sealed':true").isOk();
    assertThat(batch.raw("x.$FI", "A", "x".repeat(20)))
        .containsExactly(refused(10109, "invalid operation on sealed stream"));
  }

  @Contract
  void aMessageThatIsTooLargeIsMissing(TestServer server) throws Exception {
    new Streams(server).with("S", BATCHED + ",'max_msg_size':30");
    FastPublisher batch = new FastPublisher(server, "b");
    batch.start();
    assertThat(batch.append(2, "A", "x".repeat(30)))
        .containsExactly(refused(10054, "message size exceeds maximum allowed"));
    assertThat(batch.append(2)).isEmpty();
    assertThat(batch.commit(3)).containsExactly(committed(3, "b", 3));
  }

  @Contract
  void aHigherApiLevelEndsTheBatch(TestServer server) throws Exception {
    streams(server);
    String unsupported = refused(412, 10185, "JetStream minimum api level required");
    FastPublisher batch = new FastPublisher(server, "b");
    assertThat(batch.start("Nats-Required-Api-Level", "6")).containsExactly(unsupported);
    assertThat(batch.append(2)).containsExactly(UNKNOWN);
    batch.start();
    assertThat(batch.append(2, "Nats-Required-Api-Level", "x")).containsExactly(unsupported);
    assertThat(batch.append(2)).containsExactly(UNKNOWN);
    batch.start();
    assertThat(batch.ping(1, "Nats-Required-Api-Level", "6")).containsExactly(unsupported);
    assertThat(batch.ping(1)).containsExactly(UNKNOWN);
  }

  @Contract
  void aRequiredApiLevelThatIsThereIsNotStored(TestServer server) throws Exception {
    Streams streams = streams(server);
    new FastPublisher(server, "b").commit(1, "Nats-Required-Api-Level", "4", "A", "1");
    assertThat(Streams.headerBlock(streams.get("S", "{'seq':1}")))
        .isEqualTo("NATS/1.0\r\nA:1\r\n\r\n");
  }

  @Contract
  void theReplyCountsBeforeTheHeadersOfAnAtomicBatch(TestServer server) throws Exception {
    new Streams(server).with("S", BATCHED + ",'allow_atomic':true");
    assertThat(
            new FastPublisher(server, "b")
                .commit(1, "Nats-Batch-Id", "a", "Nats-Batch-Sequence", "7"))
        .containsExactly(committed(1, "b", 1));
  }

  @Contract
  void aThousandBatchesOfAStreamAreTheMost(TestServer server) throws Exception {
    streams(server);
    RawClient client = server.raw().connect();
    StringBuilder starts = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      starts.append("PUB s in.b").append(i).append(".10.ok.1.0.$FI 0\r\n\r\n");
    }
    client.send(starts.toString());
    client.ping();
    FastPublisher more = new FastPublisher(server, "more");
    assertThat(more.start())
        .containsExactly(refused(429, 10211, "batch publish too many inflight"));
    assertThat(new FastPublisher(server, "b7").end(2)).hasSize(1);
    assertThat(more.commit(1)).containsExactly(committed(1001, "more", 1));
  }

  @Contract
  void anUpdateThatForbidsBatchesDropsThem(TestServer server) throws Exception {
    Streams streams = streams(server);
    FastPublisher batch = new FastPublisher(server, "b");
    batch.start();
    streams.update("S", BATCHED + ",'max_msgs':9").isOk();
    assertThat(batch.append(2)).isEmpty();
    streams.update("S", "'subjects':['s']").isOk();
    assertThat(batch.append(3)).containsExactly(refused(10205, "batch publish is disabled"));
    streams.update("S", BATCHED).isOk();
    assertThat(batch.append(3)).containsExactly(UNKNOWN);
    assertThat(streams.messages("S")).isEqualTo(2);
  }

  @Contract
  void batchesGoWithTheirStream(TestServer server) throws Exception {
    Streams streams = streams(server);
    FastPublisher batch = new FastPublisher(server, "b");
    batch.start();
    streams.delete("S").isOk();
    streams.with("S", BATCHED);
    assertThat(batch.append(2)).containsExactly(UNKNOWN);
  }

  @Contract
  void aPurgeDoesNotEndABatch(TestServer server) throws Exception {
    Streams streams = streams(server);
    FastPublisher batch = new FastPublisher(server, "b");
    batch.start();
    streams.purge("S", "").isOk();
    assertThat(batch.commit(2)).containsExactly(committed(2, "b", 2));
    assertThat(streams.contents("S")).containsExactly("2:s:x");
  }

  @Contract
  void aStreamWithoutAcknowledgementsIsSilentOnlyAtTheStart(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", BATCHED + ",'no_ack':true");
    RawClient client = server.raw().connect();
    client.send("SUB in.> 1\r\nPUB s in.b.2.ok.1.0.$FI 0\r\n\r\nPUB s in.b.2.ok.2.1.$FI 0\r\n\r\n");
    client.send("PUB s in.x.$FI 0\r\n\r\nPUB s in.b.2.ok.3.2.$FI 0\r\n\r\n");
    assertThat(client.readMessage()).endsWith(ack(2, 2));
    assertThat(client.readMessage()).endsWith(committed(3, "b", 3));
    Await.until("the batch is stored", () -> streams.messages("S") == 3);
  }

  @Contract
  void aMessageThatNobodyWantsTakesASequence(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", BATCHED + ",'retention':'interest'");
    FastPublisher batch = new FastPublisher(server, "b");
    assertThat(batch.flow(2).start()).containsExactly(ack(0, 2));
    assertThat(batch.append(2)).containsExactly(ack(2, 2));
    assertThat(batch.commit(3)).containsExactly(committed(3, "b", 3));
    assertThat(streams.messages("S")).isZero();
  }

  @Contract
  void fastBatchesNeedTheFourthApiLevel(TestServer server) throws Exception {
    assertThat(streams(server).info("S").text())
        .contains(
            Streams.json(
                "'metadata':{'_nats.level':'5','_nats.req.level':'4','_nats.ver':'2.15.1'}"));
  }

  @Contract
  void aMirrorCannotTakeBatches(TestServer server) throws Exception {
    new Streams(server)
        .create("M", "'mirror':{'name':'S'},'allow_batched':true")
        .isError(400, 10209, "stream mirrors can not also use batch publishing");
  }
}
