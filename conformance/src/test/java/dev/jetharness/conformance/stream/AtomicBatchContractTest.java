package dev.jetharness.conformance.stream;

import static dev.jetharness.conformance.stream.PubAckTexts.STAGED;
import static dev.jetharness.conformance.stream.PubAckTexts.committed;
import static dev.jetharness.conformance.stream.PubAckTexts.refused;
import static dev.jetharness.conformance.stream.PubAckTexts.stored;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Await;
import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.RawClient;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Message;
import java.util.ArrayList;
import java.util.List;

/** Atomic batch publishing: what a batch is, and what becomes of it (ADR-50). */
class AtomicBatchContractTest {
  private static final String ATOMIC = "'subjects':['s','s.*'],'allow_atomic':true";

  private static final String FIRST = block("Nats-Batch-Id: b", "Nats-Batch-Sequence: 1");
  private static final String LAST =
      block("Nats-Batch-Id: b", "Nats-Batch-Sequence: 2", "Nats-Batch-Commit: 1");

  private static Streams streams(TestServer server) throws Exception {
    return new Streams(server).with("S", ATOMIC);
  }

  private static String block(String... lines) {
    return "NATS/1.0\r\n" + String.join("\r\n", lines) + "\r\n\r\n";
  }

  @Contract
  void aBatchIsStoredWhenItIsCommitted(TestServer server) throws Exception {
    Streams streams = streams(server);
    AtomicPublisher batch = new AtomicPublisher(streams, "b");
    assertThat(batch.add("s.a")).isEqualTo(STAGED);
    assertThat(batch.add("s.b")).isEqualTo(STAGED);
    assertThat(streams.messages("S")).isZero();
    assertThat(batch.commit("s.c")).isEqualTo(committed(3, "b", 3));
    assertThat(streams.contents("S")).containsExactly("1:s.a:x", "2:s.b:x", "3:s.c:x");
  }

  @Contract
  void oneMessageMayBeABatch(TestServer server) throws Exception {
    Streams streams = streams(server);
    assertThat(new AtomicPublisher(streams, "b").commit("s")).isEqualTo(committed(1, "b", 1));
    assertThat(new AtomicPublisher(streams, "b").commit("s")).isEqualTo(committed(2, "b", 1));
  }

  @Contract
  void theEndMayBeMarkedByAMessageThatIsNotStored(TestServer server) throws Exception {
    Streams streams = streams(server);
    AtomicPublisher batch = new AtomicPublisher(streams, "b");
    batch.add("s.a");
    batch.add("s.b");
    assertThat(batch.end("s.c", "Nats-Expected-Stream", "T")).isEqualTo(committed(2, "b", 2));
    assertThat(streams.contents("S")).containsExactly("1:s.a:x", "2:s.b:x");
  }

  @Contract
  void theAnswerToAHeldMessageIsEmpty(TestServer server) throws Exception {
    Message answer =
        streams(server).request("s", "x", "Nats-Batch-Id", "b", "Nats-Batch-Sequence", "1");
    assertThat(answer.getData()).isEmpty();
    assertThat(answer.hasHeaders()).isFalse();
  }

  @Contract
  void theHeadersOfTheBatchStayInItsMessages(TestServer server) throws Exception {
    String first = block("A: 1", "Nats-Batch-Id: b", "Nats-Batch-Sequence: 1");
    String last = block("Nats-Batch-Id:b", "Nats-Batch-Sequence:2", "Nats-Batch-Commit:1", "A:2");
    Streams streams = streams(server);
    publish(server, first, last);
    assertThat(Streams.headerBlock(streams.get("S", "{'seq':1}"))).isEqualTo(first);
    assertThat(Streams.headerBlock(streams.get("S", "{'seq':2}"))).isEqualTo(last);
  }

  @Contract
  void theLastStoredMessageGetsTheCommitThatMarkedTheEnd(TestServer server) throws Exception {
    Streams streams = streams(server);
    publish(
        server,
        block("Nats-Batch-Id:b", "Nats-Batch-Sequence:1"),
        block("Nats-Batch-Id:b", "Nats-Batch-Sequence:2", "Nats-Batch-Commit:eob"));
    assertThat(Streams.headerBlock(streams.get("S", "{'seq':1}")))
        .isEqualTo(block("Nats-Batch-Id:b", "Nats-Batch-Sequence:1", "Nats-Batch-Commit: 1"));
    assertThat(streams.messages("S")).isEqualTo(1);
  }

  @Contract
  void aRequiredApiLevelThatIsThereIsNotStored(TestServer server) throws Exception {
    Streams streams = streams(server);
    publish(
        server,
        block("Nats-Batch-Id:b", "Nats-Required-Api-Level: 2", "Nats-Batch-Sequence:1"),
        block(
            "Nats-Required-Api-Level: +5",
            "Nats-Batch-Id:b",
            "Nats-Batch-Sequence:2",
            "Nats-Batch-Commit:1"));
    assertThat(Streams.headerBlock(streams.get("S", "{'seq':1}")))
        .isEqualTo(block("Nats-Batch-Id:b", "Nats-Batch-Sequence:1"));
    assertThat(Streams.headerBlock(streams.get("S", "{'seq':2}")))
        .isEqualTo(block("Nats-Batch-Id:b", "Nats-Batch-Sequence:2", "Nats-Batch-Commit:1"));
  }

  @Contract
  void anEmptyApiLevelIsStored(TestServer server) throws Exception {
    String only =
        block(
            "Nats-Batch-Id:b",
            "Nats-Batch-Sequence:1",
            "Nats-Batch-Commit:1",
            "Nats-Required-Api-Level:");
    Streams streams = streams(server);
    publish(server, only);
    assertThat(Streams.headerBlock(streams.get("S", "{'seq':1}"))).isEqualTo(only);
  }

  /** Publishes on {@code s} with these header blocks, and reads an answer to each. */
  private static void publish(TestServer server, String... blocks) throws Exception {
    RawClient client = server.raw().connect().send("SUB in 1\r\n");
    for (String block : blocks) {
      client.send("HPUB s in %1$d %1$d\r\n%2$s\r\n".formatted(block.length(), block));
      client.readMessage();
    }
  }

  @Contract
  void messagesWithoutReplyAreTakenToo(TestServer server) throws Exception {
    Streams streams = streams(server);
    RawClient client = server.raw().connect();
    for (String block : new String[] {FIRST, LAST}) {
      client.send("HPUB s %1$d %1$d\r\n%2$s\r\n".formatted(block.length(), block));
    }
    Await.until("the batch is stored", () -> streams.messages("S") == 2);
  }

  @Contract
  void aStreamWithoutAcknowledgementsStoresABatchInSilence(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "'allow_atomic':true,'no_ack':true");
    streams.with("T", "");
    RawClient client = server.raw().connect().send("SUB in 1\r\n");
    for (String block : new String[] {FIRST, LAST}) {
      client.send("HPUB S in %1$d %1$d\r\n%2$s\r\n".formatted(block.length(), block));
    }
    Await.until("the batch is stored", () -> streams.messages("S") == 2);
    client.send("PUB T in 0\r\n\r\n");
    assertThat(client.readMessage()).endsWith("{\"stream\":\"T\",\"seq\":1}");
  }

  @Contract
  void sequencesAreGivenAtTheCommit(TestServer server) throws Exception {
    Streams streams = streams(server);
    AtomicPublisher one = new AtomicPublisher(streams, "one");
    AtomicPublisher two = new AtomicPublisher(streams, "two");
    one.add("s.one");
    two.add("s.two");
    assertThat(streams.publish("s", "x").text()).isEqualTo(stored(1));
    assertThat(two.commit("s.two")).isEqualTo(committed(3, "two", 2));
    assertThat(one.commit("s.one")).isEqualTo(committed(5, "one", 2));
    assertThat(streams.contents("S"))
        .containsExactly("1:s:x", "2:s.two:x", "3:s.two:x", "4:s.one:x", "5:s.one:x");
  }

  @Contract
  void readersSeeNothingOfABatchBeforeItIsCommitted(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", ATOMIC + ",'allow_direct':true");
    streams.consumer("S", "c", "'ack_policy':'explicit'").isOk();
    AtomicPublisher batch = new AtomicPublisher(streams, "b");
    batch.add("s.a");
    batch.add("s.b");
    streams.get("S", "{'seq':1}").isError(404, 10037, "no message found");
    assertThat(streams.direct("S.s.a", "").getStatus().getCode()).isEqualTo(404);
    assertThat(streams.call("CONSUMER.INFO.S.c", "").number("num_pending")).isZero();
    batch.commit("s.c");
    List<String> subjects = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      subjects.add(streams.next("S", "c").getSubject());
    }
    assertThat(subjects).containsExactly("s.a", "s.b", "s.c");
    assertThat(new String(streams.direct("S.s.a", "").getData(), UTF_8)).isEqualTo("x");
  }

  @Contract
  void aPurgeDoesNotTouchWhatIsHeld(TestServer server) throws Exception {
    Streams streams = streams(server).holding("s", "1");
    AtomicPublisher batch = new AtomicPublisher(streams, "b");
    batch.add("s");
    streams.purge("S", "").isOk();
    assertThat(batch.commit("s")).isEqualTo(committed(3, "b", 2));
    assertThat(streams.contents("S")).containsExactly("2:s:x", "3:s:x");
  }

  @Contract
  void anUpdateKeepsBatchesThatAreStillAllowed(TestServer server) throws Exception {
    Streams streams = streams(server);
    AtomicPublisher batch = new AtomicPublisher(streams, "b");
    batch.add("s");
    streams.update("S", ATOMIC + ",'max_msgs':9").isOk();
    assertThat(batch.commit("s")).isEqualTo(committed(2, "b", 2));
  }

  @Contract
  void anUpdateThatForbidsBatchesDropsThem(TestServer server) throws Exception {
    Streams streams = streams(server);
    AtomicPublisher batch = new AtomicPublisher(streams, "b");
    batch.add("s");
    streams.update("S", "'subjects':['s']").isOk();
    assertThat(batch.add("s")).isEqualTo(refused(10174, "atomic publish is disabled"));
    streams.update("S", ATOMIC).isOk();
    assertThat(batch.commit("s")).isEqualTo(refused(10176, "atomic publish batch is incomplete"));
    assertThat(streams.messages("S")).isZero();
  }

  @Contract
  void batchesGoWithTheirStream(TestServer server) throws Exception {
    Streams streams = streams(server);
    AtomicPublisher batch = new AtomicPublisher(streams, "b");
    batch.add("s");
    streams.delete("S").isOk();
    streams.with("S", ATOMIC);
    assertThat(batch.commit("s")).isEqualTo(refused(10176, "atomic publish batch is incomplete"));
  }

  @Contract
  void aMessageThatNobodyWantsTakesASequence(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", ATOMIC + ",'retention':'interest'");
    streams.consumer("S", "c", "'ack_policy':'explicit','filter_subject':'s.a'").isOk();
    AtomicPublisher batch = new AtomicPublisher(streams, "b");
    batch.add("s.b");
    batch.add("s.a");
    assertThat(batch.commit("s.b")).isEqualTo(committed(3, "b", 3));
    assertThat(streams.contents("S")).containsExactly("2:s.a:x");
  }

  @Contract
  void atomicBatchesNeedTheSecondApiLevel(TestServer server) throws Exception {
    Streams streams = streams(server);
    assertThat(streams.info("S").text())
        .contains(
            Streams.json(
                "'metadata':{'_nats.level':'5','_nats.req.level':'2','_nats.ver':'2.15.1'}"));
  }

  @Contract
  void someStreamsCannotTakeBatches(TestServer server) throws Exception {
    Streams streams = new Streams(server);
    streams
        .create("M", "'mirror':{'name':'S'},'allow_atomic':true")
        .isError(400, 10198, "stream mirrors can not also use atomic publishing");
    streams
        .create("P", "'allow_atomic':true,'persist_mode':'async'")
        .isError(500, 10052, "async persist mode is not supported with atomic batch publish");
  }
}
