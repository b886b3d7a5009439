package dev.jetharness.conformance.stream;

import static dev.jetharness.conformance.stream.FastPublisher.ack;
import static dev.jetharness.conformance.stream.FastPublisher.gap;
import static dev.jetharness.conformance.stream.PubAckTexts.committed;
import static dev.jetharness.conformance.stream.PubAckTexts.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;

/** How often a fast batch is acknowledged, and what happens where messages are missing. */
class FastBatchFlowContractTest {
  private static final String UNKNOWN = refused(10208, "batch publish ID unknown");

  private static void stream(TestServer server) throws Exception {
    new Streams(server).with("S", "'subjects':['s'],'allow_batched':true");
  }

  private static FastPublisher batch(TestServer server) throws Exception {
    stream(server);
    return new FastPublisher(server, "b");
  }

  @Contract
  void anAcknowledgementComesAfterSoManyMessages(TestServer server) throws Exception {
    FastPublisher batch = batch(server).flow(3);
    assertThat(batch.start()).containsExactly(ack(0, 3));
    assertThat(batch.append(2)).isEmpty();
    assertThat(batch.append(3)).containsExactly(ack(3, 3));
    assertThat(batch.appendAll(4, 13)).containsExactly(ack(6, 3), ack(9, 3), ack(12, 3));
  }

  @Contract
  void tenMessagesAreTheDefaultAnd500TheMost(TestServer server) throws Exception {
    FastPublisher batch = batch(server);
    assertThat(batch.raw("a.0.ok.1.0.$FI")).containsExactly(ack(0, 10));
    batch.raw("a.1.ok.2.3.$FI");
    assertThat(batch.raw("b.x.ok.1.0.$FI")).containsExactly(ack(0, 10));
    batch.raw("b.1.ok.2.3.$FI");
    assertThat(batch.raw("c.99999999999999999999.ok.1.0.$FI")).containsExactly(ack(0, 500));
    batch.raw("c.1.ok.2.3.$FI");
    assertThat(batch.raw("d.18446744073709551617.ok.1.0.$FI"))
        .containsExactly(ack(0, 1), ack(1, 1));
  }

  @Contract
  void besideOthersABatchStartsSlowly(TestServer server) throws Exception {
    stream(server);
    FastPublisher one = new FastPublisher(server, "one").flow(600);
    assertThat(one.start()).containsExactly(ack(0, 500));
    assertThat(one.appendAll(2, 1100)).containsExactly(ack(500, 500), ack(1000, 500));
    FastPublisher two = new FastPublisher(server, "two").flow(600);
    assertThat(two.start()).containsExactly(ack(0, 1), ack(1, 2));
    assertThat(two.appendAll(2, 800))
        .containsExactly(
            ack(3, 4),
            ack(7, 8),
            ack(15, 16),
            ack(31, 32),
            ack(63, 64),
            ack(127, 128),
            ack(255, 250),
            ack(505, 250),
            ack(755, 250));
    assertThat(one.appendAll(1101, 2000))
        .containsExactly(ack(1500, 250), ack(1750, 250), ack(2000, 250));
    FastPublisher three = new FastPublisher(server, "three").flow(3);
    assertThat(three.start()).containsExactly(ack(0, 1), ack(1, 2));
    assertThat(three.appendAll(2, 7)).containsExactly(ack(3, 3), ack(6, 3));
    assertThat(two.appendAll(801, 1200)).containsExactly(ack(1005, 166), ack(1171, 166));
    two.end(1201);
    three.end(8);
    assertThat(one.appendAll(2001, 3000)).containsExactly(ack(2250, 500), ack(2750, 500));
  }

  @Contract
  void besideMoreBatchesABatchSlowsDownByHalves(TestServer server) throws Exception {
    stream(server);
    FastPublisher one = new FastPublisher(server, "one").flow(500);
    one.start();
    for (String other : new String[] {"a", "b", "c", "d"}) {
      new FastPublisher(server, other).start();
    }
    assertThat(one.appendAll(2, 1100))
        .containsExactly(
            ack(500, 250), ack(750, 125), ack(875, 100), ack(975, 100), ack(1075, 100));
  }

  @Contract
  void severalDueAcknowledgementsAreOne(TestServer server) throws Exception {
    FastPublisher batch = batch(server).flow(3);
    batch.start();
    assertThat(batch.append(11)).containsExactly(gap(2, 11), ack(9, 3));
    assertThat(batch.append(12)).containsExactly(ack(12, 3));
  }

  @Contract
  void aPingRepeatsTheLastAcknowledgement(TestServer server) throws Exception {
    FastPublisher batch = batch(server).flow(2);
    batch.start();
    assertThat(batch.ping(1)).containsExactly(ack(0, 2));
    batch.appendAll(2, 5);
    assertThat(batch.ping(5)).containsExactly(ack(4, 2));
    assertThat(batch.ping(1)).containsExactly(ack(4, 2));
  }

  @Contract
  void aPingTellsOfWhatIsMissing(TestServer server) throws Exception {
    FastPublisher batch = batch(server).flow(3);
    batch.start();
    assertThat(batch.ping(2)).containsExactly(gap(2, 3), ack(0, 3));
    assertThat(batch.ping(2)).containsExactly(ack(0, 3));
    assertThat(batch.ping(9)).containsExactly(gap(3, 10), ack(9, 3));
    assertThat(batch.append(10)).isEmpty();
    assertThat(batch.end(11)).containsExactly(committed(2, "b", 10));
  }

  @Contract
  void aPingCommitsWhereNothingMayBeMissing(TestServer server) throws Exception {
    FastPublisher batch = batch(server).gapFail();
    batch.start();
    assertThat(batch.ping(1)).containsExactly(ack(0, 10));
    assertThat(batch.ping(3)).containsExactly(gap(2, 4), committed(1, "b", 1));
    assertThat(batch.append(2)).containsExactly(UNKNOWN);
  }

  @Contract
  void gapsThatAreAllowedAreReported(TestServer server) throws Exception {
    FastPublisher batch = batch(server);
    batch.start();
    assertThat(batch.append(4)).containsExactly(gap(2, 4));
    assertThat(batch.append(5)).isEmpty();
    assertThat(batch.commit(8)).containsExactly(gap(6, 8), committed(4, "b", 8));
  }

  @Contract
  void theEndMayComeAfterAGap(TestServer server) throws Exception {
    FastPublisher batch = batch(server);
    batch.start();
    assertThat(batch.end(4)).containsExactly(gap(2, 4), committed(1, "b", 3));
  }

  @Contract
  void gapsThatAreNotAllowedCommit(TestServer server) throws Exception {
    FastPublisher batch = batch(server).gapFail();
    batch.start();
    assertThat(batch.append(4)).containsExactly(gap(2, 4), committed(1, "b", 1));
    assertThat(batch.append(5)).containsExactly(UNKNOWN);
    batch.start();
    assertThat(batch.commit(3)).containsExactly(gap(2, 3), committed(2, "b", 1));
    batch.start();
    assertThat(batch.end(3)).containsExactly(gap(2, 3), committed(3, "b", 1));
  }

  @Contract
  void aSequenceThatWasThereCommits(TestServer server) throws Exception {
    FastPublisher batch = batch(server);
    batch.start();
    batch.append(2);
    assertThat(batch.append(2)).containsExactly(gap(3, 2), committed(2, "b", 2));
    batch.start();
    assertThat(batch.start()).containsExactly(gap(2, 1), committed(3, "b", 1));
    batch.start();
    assertThat(batch.commit(1)).containsExactly(gap(2, 1), committed(4, "b", 1));
    batch.start();
    batch.append(2);
    assertThat(batch.end(2)).containsExactly(gap(3, 2), committed(6, "b", 2));
    assertThat(batch.append(3)).containsExactly(UNKNOWN);
  }

  @Contract
  void theFirstMessageSaysWhetherGapsAreAllowed(TestServer server) throws Exception {
    FastPublisher batch = batch(server).gapFail();
    batch.start();
    assertThat(batch.gapOk().append(3)).containsExactly(gap(2, 3), committed(1, "b", 1));
    batch.start();
    assertThat(batch.gapFail().append(3)).containsExactly(gap(2, 3));
    assertThat(batch.commit(4)).containsExactly(committed(4, "b", 4));
  }

  @Contract
  void sequencesHave64Bits(TestServer server) throws Exception {
    FastPublisher batch = batch(server).flow(2);
    batch.start();
    assertThat(batch.raw("b.2.ok.18446744073709551614.1.$FI"))
        .containsExactly(
            "{\"type\":\"gap\",\"last_seq\":2,\"seq\":18446744073709551614}",
            "{\"type\":\"ack\",\"seq\":18446744073709551614,\"msgs\":2}");
  }
}
