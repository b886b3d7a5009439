package dev.jetharness.conformance.stream;

import static dev.jetharness.conformance.stream.FastPublisher.ack;
import static dev.jetharness.conformance.stream.FastPublisher.error;
import static dev.jetharness.conformance.stream.PubAckTexts.committed;
import static dev.jetharness.conformance.stream.PubAckTexts.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;

/** What happens to a fast batch when a message of it is refused, or is a duplicate. */
class FastBatchErrorContractTest {
  private static final String BATCHED = "'subjects':['s','s.*'],'allow_batched':true";
  private static final String[] REFUSED = {"Nats-Expected-Stream", "T"};
  private static final String MISMATCH = "expected stream does not match";
  private static final String[] KNOWN = {"Nats-Msg-Id", "1"};
  private static final String[] OTHER_LAST_ID = {"Nats-Expected-Last-Msg-Id", "other"};
  private static final String WRONG_LAST_ID = refused(10070, "wrong last msg ID: ");
  private static final String UNKNOWN = refused(10208, "batch publish ID unknown");

  private static FastPublisher batch(TestServer server) throws Exception {
    return batch(server, "");
  }

  private static FastPublisher batch(TestServer server, String members) throws Exception {
    new Streams(server).with("S", BATCHED + members);
    return new FastPublisher(server, "b");
  }

  private static String mismatch(long sequence) {
    return error(sequence, 400, 10060, MISMATCH);
  }

  @Contract
  void aBatchThatAllowsGapsGoesOn(TestServer server) throws Exception {
    FastPublisher batch = batch(server);
    assertThat(batch.start(REFUSED)).containsExactly(ack(0, 10), mismatch(1));
    assertThat(batch.append(2)).isEmpty();
    assertThat(batch.append(3, REFUSED)).containsExactly(mismatch(3));
    assertThat(batch.commit(4)).containsExactly(committed(2, "b", 4));
  }

  @Contract
  void anErrorIsTheLastMessageOfTheOthers(TestServer server) throws Exception {
    FastPublisher batch = batch(server).gapFail();
    batch.start();
    assertThat(batch.append(2, REFUSED)).containsExactly(mismatch(2), committed(1, "b", 1));
    assertThat(batch.append(3)).containsExactly(UNKNOWN);
    batch.start();
    assertThat(batch.commit(2, REFUSED)).containsExactly(mismatch(2), committed(2, "b", 1));
  }

  @Contract
  void anErrorAtTheStartIsThatOfAMessageAlone(TestServer server) throws Exception {
    FastPublisher batch = batch(server).gapFail();
    assertThat(batch.start(REFUSED)).containsExactly(ack(0, 10), refused(10060, MISMATCH));
    assertThat(batch.append(2)).containsExactly(UNKNOWN);
    assertThat(batch.commit(1, REFUSED)).containsExactly(refused(10060, MISMATCH));
  }

  @Contract
  void aRefusedCommitCommitsTheOthers(TestServer server) throws Exception {
    FastPublisher batch = batch(server);
    assertThat(batch.commit(1, REFUSED)).containsExactly(mismatch(1), committed(0, "b", 0));
    batch.start();
    assertThat(batch.commit(2, REFUSED)).containsExactly(mismatch(2), committed(1, "b", 1));
    assertThat(batch.append(3)).containsExactly(UNKNOWN);
  }

  @Contract
  void anErrorCountsForTheEnd(TestServer server) throws Exception {
    FastPublisher batch = batch(server);
    batch.start();
    batch.append(2, REFUSED);
    assertThat(batch.end(3)).containsExactly(committed(1, "b", 2));
  }

  @Contract
  void theMessageSaysWhetherAnErrorIsAllowed(TestServer server) throws Exception {
    FastPublisher batch = batch(server);
    batch.start();
    assertThat(batch.gapFail().append(2, REFUSED))
        .containsExactly(mismatch(2), committed(1, "b", 1));
    batch.start();
    assertThat(batch.gapOk().append(2, REFUSED)).containsExactly(mismatch(2));
  }

  @Contract
  void duplicatesAreSkippedAndCount(TestServer server) throws Exception {
    FastPublisher batch = batch(server).flow(2);
    assertThat(batch.start(KNOWN)).containsExactly(ack(0, 2));
    assertThat(batch.append(2, KNOWN)).containsExactly(ack(2, 2));
    assertThat(batch.append(3, KNOWN)).isEmpty();
    assertThat(batch.append(4, KNOWN)).containsExactly(ack(4, 2));
    assertThat(batch.append(5)).isEmpty();
    assertThat(batch.commit(6)).containsExactly(committed(3, "b", 6));
  }

  @Contract
  void aDuplicateMayCommit(TestServer server) throws Exception {
    FastPublisher batch = batch(server).gapFail();
    batch.start(KNOWN);
    assertThat(batch.commit(2, KNOWN)).containsExactly(committed(1, "b", 2));
    batch.start(KNOWN);
    assertThat(batch.flow(1).commit(2, KNOWN)).containsExactly(committed(0, "b", 2));
  }

  @Contract
  void aBatchOfOneDuplicateIsADuplicate(TestServer server) throws Exception {
    FastPublisher batch = batch(server).gapFail();
    batch.commit(1, KNOWN);
    assertThat(batch.commit(1, KNOWN))
        .containsExactly(
            "{\"stream\":\"S\",\"seq\":1,\"duplicate\": true,\"batch\":\"b\",\"count\":1}");
    assertThat(batch.gapOk().commit(1, KNOWN)).containsExactly(committed(0, "b", 1));
  }

  @Contract
  void aBatchOfDuplicatesMayEnd(TestServer server) throws Exception {
    FastPublisher batch = batch(server);
    batch.commit(1, KNOWN);
    batch.start(KNOWN);
    assertThat(batch.end(2)).containsExactly(committed(0, "b", 1));
  }

  @Contract
  void anotherLastMessageIdIsRefusedOutsideOfTheBatch(TestServer server) throws Exception {
    FastPublisher batch = batch(server).gapFail();
    assertThat(batch.start(OTHER_LAST_ID)).containsExactly(ack(0, 10), WRONG_LAST_ID);
    assertThat(batch.append(2)).isEmpty();
    assertThat(batch.commit(3)).containsExactly(committed(2, "b", 3));
  }

  @Contract
  void afterAnotherLastMessageIdABatchMayNeverEnd(TestServer server) throws Exception {
    // The server waits for the refused message to be stored, and stays silent.
    FastPublisher batch = batch(server);
    batch.start();
    assertThat(batch.append(2, OTHER_LAST_ID)).containsExactly(WRONG_LAST_ID);
    assertThat(batch.end(3)).isEmpty();
    assertThat(batch.append(4)).isEmpty();
    assertThat(batch.start()).isEmpty();
    assertThat(batch.ping(2)).containsExactly(ack(0, 10));
    assertThat(batch.ping(3)).containsExactly(FastPublisher.gap(3, 4), ack(0, 10));
  }

  @Contract
  void afterAnotherLastMessageIdDuplicatesDoNotCount(TestServer server) throws Exception {
    FastPublisher batch = batch(server).flow(2);
    batch.start(OTHER_LAST_ID);
    assertThat(batch.append(2, KNOWN)).containsExactly(ack(2, 2));
    assertThat(batch.append(3, KNOWN)).isEmpty();
    assertThat(batch.append(4, KNOWN)).isEmpty();
    assertThat(batch.commit(5)).containsExactly(committed(2, "b", 5));
  }

  @Contract
  void eachMessageIsCheckedAgainstTheStream(TestServer server) throws Exception {
    FastPublisher batch = batch(server);
    batch.start("Nats-Expected-Last-Sequence", "0");
    assertThat(batch.append(2, "Nats-Expected-Last-Sequence", "1")).isEmpty();
    assertThat(batch.append(3, "Nats-Expected-Last-Sequence", "1"))
        .containsExactly(error(3, 400, 10071, "wrong last sequence: 2"));
    assertThat(batch.append(4, "Nats-Expected-Last-Subject-Sequence", "2")).isEmpty();
    assertThat(batch.append(5, "Nats-Expected-Last-Subject-Sequence", "2"))
        .containsExactly(error(5, 400, 10071, "wrong last sequence: 3"));
  }

  @Contract
  void aRefusedAtomicBatchLeavesAnotherLastSequence(TestServer server) throws Exception {
    // The server keeps count of what it is about to store, and does not take it back here.
    Streams streams = new Streams(server);
    FastPublisher batch = batch(server, ",'allow_atomic':true");
    AtomicPublisher atomic = new AtomicPublisher(streams, "a");
    atomic.add("s");
    atomic.add("s");
    atomic.commit("s", REFUSED);
    batch.start();
    assertThat(batch.append(2, "Nats-Expected-Last-Sequence", "1"))
        .containsExactly(error(2, 400, 10071, "wrong last sequence: 2"));
    streams.publish("s", "x", OTHER_LAST_ID).isError(400, 10070, "wrong last msg ID: ");
    assertThat(batch.append(3, "Nats-Expected-Last-Sequence", "1")).isEmpty();
    assertThat(streams.messages("S")).isEqualTo(2);
  }

  @Contract
  void theStreamCatchesUpWithTheOtherLastSequence(TestServer server) throws Exception {
    Streams streams = new Streams(server);
    FastPublisher batch = batch(server, ",'allow_atomic':true");
    AtomicPublisher atomic = new AtomicPublisher(streams, "a");
    atomic.add("s");
    atomic.add("s");
    atomic.commit("s", REFUSED);
    batch.start("Nats-Expected-Last-Sequence", "2");
    batch.append(2);
    assertThat(batch.append(3, "Nats-Expected-Last-Sequence", "2")).isEmpty();
    assertThat(batch.append(4, "Nats-Expected-Last-Sequence", "3")).isEmpty();
    atomic.at(1).add("s");
    atomic.commit("s", REFUSED);
    atomic.at(1).commit("s", "Nats-Expected-Last-Sequence", "4");
    assertThat(batch.append(5, "Nats-Expected-Last-Sequence", "5")).isEmpty();
  }

  @Contract
  void rollupsReplaceWhatWasThereBefore(TestServer server) throws Exception {
    Streams streams = new Streams(server);
    FastPublisher batch = batch(server, ",'allow_rollup_hdrs':true");
    batch.start();
    batch.append(2);
    assertThat(batch.append(3, "Nats-Rollup", "sub")).isEmpty();
    assertThat(streams.contents("S")).containsExactly("3:s:x");
    assertThat(batch.append(4, "Nats-Rollup", "all")).isEmpty();
    assertThat(streams.contents("S")).containsExactly("4:s:x");
    assertThat(batch.append(5, "Nats-Rollup", "no"))
        .containsExactly(error(5, 500, 10111, "rollup value invalid: \\\"no\\\""));
  }

  @Contract
  void aFullStreamRefuses(TestServer server) throws Exception {
    FastPublisher batch = batch(server, ",'discard':'new','max_msgs':2");
    batch.start();
    assertThat(batch.append(2)).isEmpty();
    assertThat(batch.append(3)).containsExactly(error(3, 503, 10077, "maximum messages exceeded"));
    assertThat(batch.commit(4))
        .containsExactly(error(4, 503, 10077, "maximum messages exceeded"), committed(2, "b", 3));
  }

  @Contract
  void aFullSubjectRefuses(TestServer server) throws Exception {
    FastPublisher batch =
        batch(server, ",'discard':'new','max_msgs_per_subject':1,'discard_new_per_subject':true");
    batch.on("s.a").start();
    assertThat(batch.append(2))
        .containsExactly(error(2, 503, 10077, "maximum messages per subject exceeded"));
    assertThat(batch.on("s.b").append(3)).isEmpty();
  }

  @Contract
  void inABatchNoMessageTakesThePlaceOfAnother(TestServer server) throws Exception {
    FastPublisher batch = batch(server, ",'discard':'new','max_msgs':1,'max_msgs_per_subject':1");
    batch.start();
    assertThat(batch.append(2)).containsExactly(error(2, 503, 10077, "maximum messages exceeded"));
  }

  @Contract
  void featuresThatTheStreamDoesNotAllowAreRefused(TestServer server) throws Exception {
    FastPublisher batch = batch(server);
    assertThat(batch.start("Nats-TTL", "5s"))
        .containsExactly(ack(0, 10), error(1, 400, 10166, "per-message TTL is disabled"));
    assertThat(batch.append(2, "Nats-TTL", "soon"))
        .containsExactly(error(2, 400, 10166, "per-message TTL is disabled"));
    assertThat(batch.append(3, "Nats-Incr", "1"))
        .containsExactly(error(3, 400, 10168, "message counters is disabled"));
    assertThat(batch.append(4, "Nats-Schedule", "@every 1m"))
        .containsExactly(error(4, 400, 10188, "message schedules is disabled"));
    assertThat(batch.append(5, "Nats-Stream-Source", "T 1"))
        .containsExactly(error(5, 400, 10227, "message stream source header is not allowed"));
    assertThat(batch.append(6, "Nats-Rollup", "sub"))
        .containsExactly(error(6, 500, 10111, "rollup not permitted"));
  }
}
