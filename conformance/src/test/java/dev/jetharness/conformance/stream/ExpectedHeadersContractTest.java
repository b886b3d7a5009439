package dev.jetharness.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.conformance.support.Contract;
import dev.jetharness.conformance.support.TestServer;

/** Publishing on the condition that the stream is as expected. */
class ExpectedHeadersContractTest {
  private static final String STREAM = "Nats-Expected-Stream";
  private static final String LAST = "Nats-Expected-Last-Sequence";
  private static final String LAST_OF_SUBJECT = "Nats-Expected-Last-Subject-Sequence";
  private static final String SUBJECT = "Nats-Expected-Last-Subject-Sequence-Subject";
  private static final String LAST_ID = "Nats-Expected-Last-Msg-Id";
  private static final String ID = "Nats-Msg-Id";

  private static Streams three(TestServer server) throws Exception {
    return new Streams(server)
        .with("S", "'subjects':['s.*']")
        .holding("s.a", "1")
        .holding("s.b", "2")
        .holding("s.a", "3");
  }

  private static void wrongLast(Streams streams, long actual, String subject, String... headers)
      throws Exception {
    streams.publish(subject, "x", headers).isError(400, 10071, "wrong last sequence: " + actual);
  }

  private static void stored(Streams streams, long sequence, String subject, String... headers)
      throws Exception {
    assertThat(streams.publish(subject, "x", headers).isOk().number("seq")).isEqualTo(sequence);
  }

  @Contract
  void theExpectedStreamMustBeTheStream(TestServer server) throws Exception {
    Streams streams = three(server);
    stored(streams, 4, "s.a", STREAM, "S");
    streams.publish("s.a", "x", STREAM, "T").isError(400, 10060, "expected stream does not match");
    assertThat(streams.messages("S")).isEqualTo(4);
  }

  @Contract
  void theExpectedLastSequenceMustBeTheStreams(TestServer server) throws Exception {
    Streams streams = three(server);
    wrongLast(streams, 3, "s.b", LAST, "2");
    stored(streams, 4, "s.b", LAST, "3");
    wrongLast(streams, 4, "s.b", LAST, "3");
  }

  @Contract
  void anEmptyStreamHasLastSequenceZero(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    wrongLast(streams, 0, "S", LAST, "1");
    stored(streams, 1, "S", LAST, "0");
    wrongLast(streams, 1, "S", LAST, "0");
  }

  @Contract
  void theLastSequenceCountsEvenIfItsMessageIsGone(TestServer server) throws Exception {
    Streams streams = three(server);
    streams.purge("S", "").isOk();
    wrongLast(streams, 3, "s.a", LAST, "0");
    stored(streams, 4, "s.a", LAST, "3");
  }

  @Contract
  void anExpectedSequenceThatIsNoNumberNeverMatches(TestServer server) throws Exception {
    Streams streams = three(server);
    wrongLast(streams, 3, "s.a", LAST, "three");
    wrongLast(streams, 3, "s.a", LAST, "-1");
    wrongLast(streams, 3, "s.a", LAST_OF_SUBJECT, "three");
  }

  @Contract
  void theExpectedLastSequenceOfTheSubjectMustMatch(TestServer server) throws Exception {
    Streams streams = three(server);
    wrongLast(streams, 2, "s.b", LAST_OF_SUBJECT, "3");
    stored(streams, 4, "s.b", LAST_OF_SUBJECT, "2");
    wrongLast(streams, 4, "s.b", LAST_OF_SUBJECT, "2");
  }

  @Contract
  void aNewSubjectHasLastSequenceZero(TestServer server) throws Exception {
    Streams streams = three(server);
    wrongLast(streams, 3, "s.a", LAST_OF_SUBJECT, "0");
    wrongLast(streams, 0, "s.new", LAST_OF_SUBJECT, "3");
    stored(streams, 4, "s.new", LAST_OF_SUBJECT, "0");
  }

  @Contract
  void aSubjectWhoseMessagesAreGoneIsNewAgain(TestServer server) throws Exception {
    Streams streams = three(server);
    streams.deleteMessage("S", 2).isOk();
    stored(streams, 4, "s.b", LAST_OF_SUBJECT, "0");
  }

  @Contract
  void afterADeletionTheMessageBeforeIsTheSubjectsLast(TestServer server) throws Exception {
    Streams streams = three(server);
    streams.deleteMessage("S", 3).isOk();
    wrongLast(streams, 1, "s.a", LAST_OF_SUBJECT, "3");
    stored(streams, 4, "s.a", LAST_OF_SUBJECT, "1");
  }

  @Contract
  void anotherSubjectMayBeNamed(TestServer server) throws Exception {
    Streams streams = three(server);
    wrongLast(streams, 3, "s.c", LAST_OF_SUBJECT, "2", SUBJECT, "s.a");
    stored(streams, 4, "s.c", LAST_OF_SUBJECT, "3", SUBJECT, "s.a");
    stored(streams, 5, "s.c", LAST_OF_SUBJECT, "3", SUBJECT, "s.a");
  }

  @Contract
  void aPatternOfSubjectsMayBeNamed(TestServer server) throws Exception {
    Streams streams = three(server);
    stored(streams, 4, "s.c", LAST_OF_SUBJECT, "3", SUBJECT, "s.*");
    wrongLast(streams, 4, "s.c", LAST_OF_SUBJECT, "3", SUBJECT, "s.*");
    stored(streams, 5, "s.c", LAST_OF_SUBJECT, "0", SUBJECT, "t.>");
  }

  @Contract
  void aSubjectWithoutASequenceIsRefused(TestServer server) throws Exception {
    three(server)
        .publish("s.a", "x", SUBJECT, "s.a")
        .isError(400, 10193, "missing sequence for expected last sequence per subject");
  }

  @Contract
  void theExpectedLastMessageIdMustBeTheLasts(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    stored(streams, 1, "S", ID, "one");
    streams.publish("S", "x", LAST_ID, "other").isError(400, 10070, "wrong last msg ID: one");
    stored(streams, 2, "S", LAST_ID, "one", ID, "two");
    stored(streams, 3, "S", LAST_ID, "two");
  }

  @Contract
  void aLastMessageWithoutIdHasAnEmptyOne(TestServer server) throws Exception {
    Streams streams = new Streams(server).with("S", "");
    stored(streams, 1, "S", ID, "one");
    stored(streams, 2, "S");
    streams.publish("S", "x", LAST_ID, "one").isError(400, 10070, "wrong last msg ID: ");
  }

  @Contract
  void aRefusedMessageIsNotStored(TestServer server) throws Exception {
    Streams streams = three(server);
    wrongLast(streams, 3, "s.a", LAST, "1");
    wrongLast(streams, 3, "s.a", LAST_OF_SUBJECT, "1");
    streams.publish("s.a", "x", LAST_ID, "no").isError(400, 10070, "wrong last msg ID: ");
    assertThat(streams.info("S").number("state.last_seq")).isEqualTo(3);
  }

  @Contract
  void theStreamIsCheckedBeforeTheSequences(TestServer server) throws Exception {
    three(server)
        .publish("s.a", "x", LAST, "1", STREAM, "T")
        .isError(400, 10060, "expected stream does not match");
  }

  @Contract
  void theSubjectsSequenceIsCheckedBeforeTheStreams(TestServer server) throws Exception {
    wrongLast(three(server), 2, "s.b", LAST, "1", LAST_OF_SUBJECT, "1");
  }

  @Contract
  void theHeadersAreStored(TestServer server) throws Exception {
    Streams streams = three(server);
    stored(streams, 4, "s.a", LAST, "3");
    assertThat(Streams.headerBlock(streams.get("S", "{'seq':4}")))
        .isEqualTo("NATS/1.0\r\n" + LAST + ":3\r\n\r\n");
  }
}
