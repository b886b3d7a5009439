package dev.jetharness.conformance.stream;

import static dev.jetharness.conformance.stream.PubAckTexts.STAGED;
import static dev.jetharness.conformance.stream.PubAckTexts.committed;
import static dev.jetharness.conformance.stream.PubAckTexts.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;
import io.nats.client.Connection;
import io.nats.client.impl.Headers;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** How a message of an atomic batch is refused on arrival, and which refusals end its batch. */
class AtomicBatchRefusalContractTest {
  private static final String MISSING = refused(10175, "atomic publish sequence is missing");
  private static final String INCOMPLETE = refused(10176, "atomic publish batch is incomplete");
  private static final String TOO_LARGE = refused(10199, "atomic publish batch is too large: 1000");
  private static final String TOO_MANY = refused(429, 10210, "atomic publish too many inflight");
  private static final String MESSAGE_TOO_LARGE =
      refused(10054, "message size exceeds maximum allowed");

  private static Streams streams(TestServer server) throws Exception {
    return new Streams(server).with("S", "'subjects':['s'],'allow_atomic':true");
  }

  private static AtomicPublisher batch(Streams streams) {
    return new AtomicPublisher(streams, "b");
  }

  @Contract
  void aSequenceIsNeeded(TestServer server) throws Exception {
    Streams streams = streams(server);
    assertThat(streams.publish("s", "x", "Nats-Batch-Id", "b").text()).isEqualTo(MISSING);
    for (String sequence : new String[] {"x", "-1", "+1", "1x", "18446744073709551616"}) {
      assertThat(
              streams
                  .publish("s", "x", "Nats-Batch-Id", "b", "Nats-Batch-Sequence", sequence)
                  .text())
          .as(sequence)
          .isEqualTo(MISSING);
    }
  }

  @Contract
  void anIdHas64BytesAtMost(TestServer server) throws Exception {
    Streams streams = streams(server);
    String longest = "i".repeat(64);
    assertThat(new AtomicPublisher(streams, longest).commit("s"))
        .isEqualTo(committed(1, longest, 1));
    assertThat(new AtomicPublisher(streams, longest + "i").commit("s"))
        .isEqualTo(refused(10179, "atomic publish batch ID is invalid"));
  }

  @Contract
  void aBatchBeginsWithItsFirstMessage(TestServer server) throws Exception {
    Streams streams = streams(server);
    assertThat(batch(streams).at(2).add("s")).isEqualTo(INCOMPLETE);
    assertThat(batch(streams).at(0).add("s")).isEqualTo(INCOMPLETE);
    assertThat(batch(streams).at(1000).commit("s")).isEqualTo(INCOMPLETE);
    assertThat(batch(streams).at(1001).commit("s")).isEqualTo(TOO_LARGE);
    assertThat(batch(streams).at(1001).end("s")).isEqualTo(INCOMPLETE);
    assertThat(batch(streams).at(1002).end("s")).isEqualTo(TOO_LARGE);
    assertThat(batch(streams).at(0).end("s")).isEqualTo(TOO_LARGE);
    assertThat(batch(streams).at(-1).add("s")).isEqualTo(TOO_LARGE);
  }

  @Contract
  void aBatchCannotEndWithoutAMessage(TestServer server) throws Exception {
    assertThat(batch(streams(server)).end("s")).isEqualTo(INCOMPLETE);
  }

  @Contract
  void aGapEndsTheBatch(TestServer server) throws Exception {
    Streams streams = streams(server);
    AtomicPublisher batch = batch(streams);
    batch.add("s");
    assertThat(batch.at(3).add("s")).isEqualTo(INCOMPLETE);
    assertThat(batch.at(2).add("s")).isEqualTo(INCOMPLETE);
    assertThat(batch.at(1).commit("s")).isEqualTo(committed(1, "b", 1));
  }

  @Contract
  void aSecondStartEndsTheBatch(TestServer server) throws Exception {
    Streams streams = streams(server);
    AtomicPublisher batch = batch(streams);
    batch.add("s");
    assertThat(batch.at(1).add("s")).isEqualTo(INCOMPLETE);
    assertThat(batch.at(1).add("s")).isEqualTo(STAGED);
  }

  @Contract
  void aCommitThatSaysSomethingElseEndsTheBatch(TestServer server) throws Exception {
    Streams streams = streams(server);
    String invalid = refused(10200, "atomic publish batch commit is invalid");
    AtomicPublisher batch = batch(streams);
    batch.add("s");
    assertThat(batch.commitAs("true", "s")).isEqualTo(invalid);
    assertThat(batch.add("s")).isEqualTo(INCOMPLETE);
    assertThat(batch.at(1).commitAs("EOB", "s")).isEqualTo(invalid);
    assertThat(batch.at(1).commitAs("11", "s")).isEqualTo(invalid);
  }

  @Contract
  void aHigherApiLevelEndsTheBatch(TestServer server) throws Exception {
    Streams streams = streams(server);
    String unsupported = refused(412, 10185, "JetStream minimum api level required");
    AtomicPublisher batch = batch(streams);
    batch.add("s");
    assertThat(batch.add("s", "Nats-Required-Api-Level", "6")).isEqualTo(unsupported);
    assertThat(batch.add("s")).isEqualTo(INCOMPLETE);
    assertThat(batch.at(1).commit("s", "Nats-Required-Api-Level", "x")).isEqualTo(unsupported);
    batch.at(1).add("s");
    assertThat(batch.at(7).add("s", "Nats-Required-Api-Level", "6")).isEqualTo(unsupported);
  }

  @Contract
  void aThousandMessagesAreTheMost(TestServer server) throws Exception {
    Streams streams = streams(server);
    stage(server, "b", 1000);
    assertThat(batch(streams).at(1001).commit("s")).isEqualTo(TOO_LARGE);
    assertThat(batch(streams).at(2).commit("s")).isEqualTo(INCOMPLETE);
    stage(server, "b", 1000);
    assertThat(batch(streams).at(1001).end("s")).isEqualTo(committed(1000, "b", 1000));
    stage(server, "b", 999);
    assertThat(batch(streams).at(1000).commit("s")).isEqualTo(committed(2000, "b", 1000));
  }

  @Contract
  void aMessageThatIsTooLargeDoesNotEndTheBatch(TestServer server) throws Exception {
    Streams streams =
        new Streams(server).with("S", "'subjects':['s'],'allow_atomic':true,'max_msg_size':100");
    AtomicPublisher batch = batch(streams);
    batch.add("s");
    assertThat(batch.add("s", "A", "x".repeat(100))).isEqualTo(MESSAGE_TOO_LARGE);
    assertThat(batch.at(2).commit("s")).isEqualTo(committed(2, "b", 2));
  }

  @Contract
  void whatIsCheckedFirst(TestServer server) throws Exception {
    Streams streams =
        new Streams(server).with("S", "'subjects':['s'],'allow_atomic':true,'max_msg_size':200");
    AtomicPublisher longId = new AtomicPublisher(streams, "i".repeat(65));
    assertThat(longId.commit("s", "A", "x".repeat(200))).isEqualTo(MESSAGE_TOO_LARGE);
    streams.update("S", "'subjects':['s'],'max_msg_size':200").isOk();
    assertThat(longId.commit("s", "A", "x".repeat(200))).isEqualTo(MESSAGE_TOO_LARGE);
    assertThat(longId.commit("s")).isEqualTo(refused(10174, "atomic publish is disabled"));
    streams
        .update("S", "'subjects':['s'],'allow_atomic':true,'max_msg_size':200,'sealed':true")
        .isOk();
    assertThat(longId.commit("s", "A", "x".repeat(200)))
        .isEqualTo(refused(10109, "invalid operation on sealed stream"));
  }

  @Contract
  void fiftyBatchesOfAStreamAreTheMost(TestServer server) throws Exception {
    Streams streams = streams(server);
    for (int i = 0; i < 50; i++) {
      assertThat(new AtomicPublisher(streams, "b" + i).add("s")).isEqualTo(STAGED);
    }
    AtomicPublisher more = new AtomicPublisher(streams, "more");
    assertThat(more.at(1).add("s")).isEqualTo(TOO_MANY);
    assertThat(more.at(1).commit("s")).isEqualTo(TOO_MANY);
    assertThat(more.at(1).commitAs("x", "s")).isEqualTo(TOO_MANY);
    assertThat(new AtomicPublisher(streams, "b7").at(2).commit("s"))
        .isEqualTo(committed(2, "b7", 2));
    assertThat(more.at(1).commit("s")).isEqualTo(committed(3, "more", 1));
  }

  @Contract
  @ResourceLock(Resources.GLOBAL) // other contracts on that server may have batches, too
  void aThousandBatchesOfAServerAreTheMost(TestServer server) throws Exception {
    Streams streams = streams(server);
    for (int i = 0; i < 20; i++) {
      String subject = "x." + i;
      streams.with("X" + i, "'subjects':['" + subject + "'],'allow_atomic':true");
      for (int batch = 0; batch < 50; batch++) {
        stage(server, subject, "b" + batch, 1);
      }
      assertThat(batch(streams).add(subject))
          .isEqualTo(TOO_MANY.replace("\"S\"", "\"X" + i + "\""));
    }
    assertThat(batch(streams).add("s")).isEqualTo(TOO_MANY);
    streams.delete("X7").isOk();
    assertThat(batch(streams).add("s")).isEqualTo(STAGED);
  }

  /** Publishes the first messages of a batch on {@code s} without waiting for answers. */
  private static void stage(TestServer server, String id, int messages) throws Exception {
    stage(server, "s", id, messages);
  }

  private static void stage(TestServer server, String subject, String id, int messages)
      throws Exception {
    Connection connection = server.connection();
    for (int i = 1; i <= messages; i++) {
      Headers headers =
          new Headers().add("Nats-Batch-Id", id).add("Nats-Batch-Sequence", String.valueOf(i));
      connection.publish(subject, headers, new byte[0]);
    }
  }
}
