package dev.jetharness.conformance.stream;

import static dev.jetharness.conformance.stream.PubAckTexts.committed;
import static dev.jetharness.conformance.stream.PubAckTexts.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;

/** What is checked when an atomic batch is committed: all of it, in order, before any is stored. */
class AtomicCommitContractTest {
  private static final String ATOMIC = "'subjects':['s.*'],'allow_atomic':true";
  private static final String LAST = "Nats-Expected-Last-Sequence";
  private static final String LAST_ON_SUBJECT = "Nats-Expected-Last-Subject-Sequence";
  private static final String SUBJECT = "Nats-Expected-Last-Subject-Sequence-Subject";
  private static final String NOT_KNOWN = refused(10164, "wrong last sequence");
  private static final String DUPLICATE =
      refused(10201, "atomic publish batch contains duplicate message id");

  private static Streams streams(TestServer server) throws Exception {
    return streams(server, "");
  }

  private static Streams streams(TestServer server, String members) throws Exception {
    return new Streams(server).with("S", ATOMIC + members);
  }

  private static String wrongLast(long sequence) {
    return refused(10071, "wrong last sequence: " + sequence);
  }

  private static String storeFailed(String why) {
    return refused(503, 10077, why);
  }

  /** A batch of a message on {@code s.a} without headers and of this one. */
  private static String second(Streams streams, String subject, String... headers)
      throws Exception {
    AtomicPublisher batch = new AtomicPublisher(streams, "b");
    batch.add("s.a");
    return batch.commit(subject, headers);
  }

  /** A batch of this message and of one on {@code s.z} without headers. */
  private static String first(Streams streams, String subject, String... headers) throws Exception {
    AtomicPublisher batch = new AtomicPublisher(streams, "b");
    batch.add(subject, headers);
    return batch.commit("s.z");
  }

  @Contract
  void oneRefusedMessageKeepsAllOut(TestServer server) throws Exception {
    Streams streams = streams(server);
    String mismatch = refused(10060, "expected stream does not match");
    assertThat(first(streams, "s.a", "Nats-Expected-Stream", "T")).isEqualTo(mismatch);
    assertThat(second(streams, "s.a", "Nats-Expected-Stream", "T")).isEqualTo(mismatch);
    assertThat(streams.messages("S")).isZero();
    assertThat(new AtomicPublisher(streams, "b").at(3).commit("s.a"))
        .isEqualTo(refused(10176, "atomic publish batch is incomplete"));
    assertThat(second(streams, "s.a")).isEqualTo(committed(2, "b", 2));
  }

  @Contract
  void theLastMessageIdCannotBeExpected(TestServer server) throws Exception {
    String unsupported =
        refused(10177, "atomic publish unsupported header used: Nats-Expected-Last-Msg-Id");
    Streams streams = streams(server);
    assertThat(first(streams, "s.a", "Nats-Expected-Last-Msg-Id", "1")).isEqualTo(unsupported);
    assertThat(
            second(streams, "s.a", "Nats-Expected-Last-Msg-Id", "1", "Nats-Expected-Stream", "T"))
        .isEqualTo(unsupported);
  }

  @Contract
  void onlyTheFirstMessageMayExpectTheLastSequence(TestServer server) throws Exception {
    Streams streams = streams(server).holding("s.a", "1");
    assertThat(first(streams, "s.a", LAST, "0")).isEqualTo(wrongLast(1));
    assertThat(first(streams, "s.a", LAST, "x")).isEqualTo(wrongLast(1));
    assertThat(second(streams, "s.a", LAST, "1")).isEqualTo(wrongLast(2));
    assertThat(second(streams, "s.a", LAST, "2")).isEqualTo(NOT_KNOWN);
    assertThat(first(streams, "s.a", LAST, "1")).isEqualTo(committed(3, "b", 2));
  }

  @Contract
  void theLastSequenceOfASubjectIsExpectedOfTheStream(TestServer server) throws Exception {
    Streams streams = streams(server).holding("s.a", "1").holding("s.b", "2");
    assertThat(first(streams, "s.a", LAST_ON_SUBJECT, "2")).isEqualTo(wrongLast(1));
    assertThat(second(streams, "s.b", LAST_ON_SUBJECT, "1")).isEqualTo(wrongLast(2));
    assertThat(second(streams, "s.b", LAST_ON_SUBJECT, "2")).isEqualTo(committed(4, "b", 2));
    assertThat(first(streams, "s.new", LAST_ON_SUBJECT, "0")).isEqualTo(committed(6, "b", 2));
  }

  @Contract
  void aSubjectThatTheBatchWroteToHasNoLastSequence(TestServer server) throws Exception {
    Streams streams = streams(server);
    assertThat(second(streams, "s.a", LAST_ON_SUBJECT, "0")).isEqualTo(NOT_KNOWN);
    assertThat(second(streams, "s.b", LAST_ON_SUBJECT, "0", SUBJECT, "s.a")).isEqualTo(NOT_KNOWN);
  }

  @Contract
  void aPatternOfSubjectsIsExpectedOfTheStream(TestServer server) throws Exception {
    Streams streams = streams(server).holding("s.a", "1");
    assertThat(second(streams, "s.a", LAST_ON_SUBJECT, "2", SUBJECT, "s.*"))
        .isEqualTo(wrongLast(1));
    assertThat(second(streams, "s.a", LAST_ON_SUBJECT, "1", SUBJECT, "s.*"))
        .isEqualTo(committed(3, "b", 2));
    assertThat(first(streams, "s.a", SUBJECT, "s.*"))
        .isEqualTo(refused(10193, "missing sequence for expected last sequence per subject"));
  }

  @Contract
  void anIdMayBeThereOnce(TestServer server) throws Exception {
    Streams streams = streams(server);
    AtomicPublisher twice = new AtomicPublisher(streams, "b");
    twice.add("s.a", "Nats-Msg-Id", "1");
    assertThat(twice.commit("s.b", "Nats-Msg-Id", "1")).isEqualTo(DUPLICATE);
    assertThat(first(streams, "s.a", "Nats-Msg-Id", "1")).isEqualTo(committed(2, "b", 2));
    assertThat(first(streams, "s.a", "Nats-Msg-Id", "1")).isEqualTo(DUPLICATE);
    assertThat(second(streams, "s.a", "Nats-Msg-Id", "1")).isEqualTo(DUPLICATE);
    assertThat(streams.publish("s.a", "x", "Nats-Msg-Id", "1").text())
        .isEqualTo("{\"stream\":\"S\",\"seq\":1,\"duplicate\": true}");
  }

  @Contract
  void theIdOfTheLastMessageIsKept(TestServer server) throws Exception {
    Streams streams = streams(server);
    assertThat(second(streams, "s.a", "Nats-Msg-Id", "1")).isEqualTo(committed(2, "b", 2));
    streams.publish("s.a", "x", "Nats-Expected-Last-Msg-Id", "1").isOk();
  }

  @Contract
  void aRollupMayOnlyReplaceWhatWasThereBefore(TestServer server) throws Exception {
    Streams streams = streams(server, ",'allow_rollup_hdrs':true").holding("s.a", "1", "2");
    assertThat(second(streams, "s.a", "Nats-Rollup", "sub"))
        .isEqualTo(refused(500, 10111, "batch rollup sub invalid"));
    assertThat(second(streams, "s.b", "Nats-Rollup", "ALL"))
        .isEqualTo(refused(500, 10111, "batch rollup all invalid"));
    assertThat(second(streams, "s.b", "Nats-Rollup", "no"))
        .isEqualTo(refused(500, 10111, "rollup value invalid: \\\"no\\\""));
    assertThat(first(streams, "s.a", "Nats-Rollup", "sub")).isEqualTo(committed(4, "b", 2));
    assertThat(streams.contents("S")).containsExactly("3:s.a:x", "4:s.z:x");
    assertThat(second(streams, "s.z", "Nats-Rollup", "SUB")).isEqualTo(committed(6, "b", 2));
    assertThat(streams.contents("S")).containsExactly("3:s.a:x", "5:s.a:x", "6:s.z:x");
    assertThat(first(streams, "s.b", "Nats-Rollup", "all")).isEqualTo(committed(8, "b", 2));
    assertThat(streams.contents("S")).containsExactly("7:s.b:x", "8:s.z:x");
  }

  @Contract
  void aRollupMustBeAllowed(TestServer server) throws Exception {
    assertThat(first(streams(server), "s.a", "Nats-Rollup", "no"))
        .isEqualTo(refused(500, 10111, "rollup not permitted"));
  }

  @Contract
  void aFullStreamTakesAllOrNothing(TestServer server) throws Exception {
    Streams streams = streams(server, ",'discard':'new','max_msgs':3").holding("s.a", "1");
    AtomicPublisher batch = new AtomicPublisher(streams, "b");
    batch.add("s.a");
    batch.add("s.b");
    assertThat(batch.commit("s.c")).isEqualTo(storeFailed("maximum messages exceeded"));
    assertThat(streams.messages("S")).isEqualTo(1);
    assertThat(first(streams, "s.a")).isEqualTo(committed(3, "b", 2));
  }

  @Contract
  void bytesCountForTheWholeBatch(TestServer server) throws Exception {
    Streams streams = streams(server, ",'discard':'new','max_bytes':250");
    String filler = "x".repeat(60);
    assertThat(first(streams, "s.a", "A", filler)).isEqualTo(storeFailed("maximum bytes exceeded"));
    assertThat(first(streams, "s.a")).isEqualTo(committed(2, "b", 2));
  }

  @Contract
  void aSubjectTakesAllOrNothing(TestServer server) throws Exception {
    Streams streams =
        streams(server, ",'discard':'new','max_msgs_per_subject':2,'discard_new_per_subject':true");
    AtomicPublisher batch = new AtomicPublisher(streams, "b");
    batch.add("s.a");
    batch.add("s.a");
    assertThat(batch.commit("s.a")).isEqualTo(storeFailed("maximum messages per subject exceeded"));
    assertThat(second(streams, "s.a")).isEqualTo(committed(2, "b", 2));
    assertThat(second(streams, "s.b"))
        .isEqualTo(storeFailed("maximum messages per subject exceeded"));
  }

  @Contract
  void inABatchNoMessageTakesThePlaceOfAnother(TestServer server) throws Exception {
    Streams streams =
        streams(server, ",'discard':'new','max_msgs':2,'max_msgs_per_subject':1")
            .holding("s.a", "1")
            .holding("s.b", "2");
    assertThat(new AtomicPublisher(streams, "b").commit("s.a"))
        .isEqualTo(storeFailed("maximum messages exceeded"));
    assertThat(streams.publish("s.a", "3").text()).isEqualTo(PubAckTexts.stored(3));
  }

  @Contract
  void theMarkOfTheEndMayFindTheStreamFull(TestServer server) throws Exception {
    // The server checks the batch before it adds the header that marks the commit.
    Streams streams = streams(server, ",'discard':'new','max_bytes':220,'storage':'memory'");
    AtomicPublisher batch = new AtomicPublisher(streams, "b");
    batch.add("s.a");
    batch.add("s.b", "A", "x".repeat(60));
    assertThat(batch.end("s.c")).isEqualTo(storeFailed("maximum bytes exceeded"));
    assertThat(streams.contents("S")).containsExactly("1:s.a:x");
    assertThat(batch.at(1).commit("s.a"))
        .isEqualTo(refused(10176, "atomic publish batch is incomplete"));
    assertThat(batch.at(1).commit("s.a")).isEqualTo(committed(2, "b", 1));
  }

  @Contract
  void oldMessagesMakeRoomForABatch(TestServer server) throws Exception {
    Streams streams = streams(server, ",'max_msgs':2").holding("s.a", "1", "2");
    AtomicPublisher batch = new AtomicPublisher(streams, "b");
    batch.add("s.b");
    batch.add("s.c");
    assertThat(batch.commit("s.d")).isEqualTo(committed(5, "b", 3));
    assertThat(streams.contents("S")).containsExactly("4:s.c:x", "5:s.d:x");
  }

  @Contract
  void featuresThatTheStreamDoesNotAllowAreRefused(TestServer server) throws Exception {
    Streams streams = streams(server);
    String ttlOff = refused(10166, "per-message TTL is disabled");
    assertThat(first(streams, "s.a", "Nats-TTL", "5s")).isEqualTo(ttlOff);
    assertThat(first(streams, "s.a", "Nats-TTL", "soon")).isEqualTo(ttlOff);
    assertThat(first(streams, "s.a", "Nats-Incr", "1"))
        .isEqualTo(refused(10168, "message counters is disabled"));
    assertThat(first(streams, "s.a", "Nats-Incr", "one"))
        .isEqualTo(refused(10171, "message counter increment is invalid"));
    assertThat(first(streams, "s.a", "Nats-Schedule", "@at 2090-01-01T00:00:00Z"))
        .isEqualTo(refused(10188, "message schedules is disabled"));
    assertThat(first(streams, "s.a", "Nats-Scheduler", "s.b"))
        .isEqualTo(refused(10212, "message schedules invalid scheduler"));
    assertThat(first(streams, "s.a", "Nats-Stream-Source", "T 1"))
        .isEqualTo(refused(10227, "message stream source header is not allowed"));
  }

  @Contract
  void headersMayNotExceed64Kilobytes(TestServer server) throws Exception {
    assertThat(first(streams(server), "s.a", "A", "x".repeat(65_535)))
        .isEqualTo(refused(10097, "header size exceeds maximum allowed of 64k"));
  }

  @Contract
  void theOrderOfTheChecksIsNotThatOfAMessageAlone(TestServer server) throws Exception {
    Streams streams = streams(server);
    first(streams, "s.a", "Nats-Msg-Id", "1");
    assertThat(first(streams, "s.a", "Nats-Incr", "1", "Nats-Expected-Stream", "T"))
        .isEqualTo(refused(10168, "message counters is disabled"));
    assertThat(first(streams, "s.a", "Nats-Expected-Stream", "T", "Nats-TTL", "5s"))
        .isEqualTo(refused(10060, "expected stream does not match"));
    assertThat(first(streams, "s.a", "Nats-TTL", "5s", "Nats-Msg-Id", "1"))
        .isEqualTo(refused(10166, "per-message TTL is disabled"));
    assertThat(first(streams, "s.a", "Nats-Msg-Id", "1", "Nats-Stream-Source", "T 1"))
        .isEqualTo(DUPLICATE);
    assertThat(first(streams, "s.a", "Nats-Stream-Source", "T 1", LAST, "9"))
        .isEqualTo(refused(10227, "message stream source header is not allowed"));
    assertThat(first(streams, "s.a", LAST, "9", LAST_ON_SUBJECT, "8")).isEqualTo(wrongLast(2));
    assertThat(first(streams, "s.a", LAST_ON_SUBJECT, "9", "Nats-Schedule", "x"))
        .isEqualTo(wrongLast(1));
    assertThat(first(streams, "s.a", "Nats-Scheduler", "s.b", "Nats-Rollup", "sub"))
        .isEqualTo(refused(10212, "message schedules invalid scheduler"));
  }
}
