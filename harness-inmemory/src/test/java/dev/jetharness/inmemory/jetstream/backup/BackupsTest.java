package dev.jetharness.inmemory.jetstream.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.inmemory.bus.InternalSubscription;
import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.bus.RecordingAccount;
import dev.jetharness.inmemory.bus.RecordingAccount.Sent;
import dev.jetharness.inmemory.jetstream.JetStreamEngine;
import dev.jetharness.inmemory.jetstream.account.Topology;
import dev.jetharness.inmemory.jetstream.archive.ArchiveWriter;
import dev.jetharness.inmemory.jetstream.stream.BatchQuotas;
import dev.jetharness.inmemory.jetstream.stream.EngineContext;
import dev.jetharness.inmemory.time.ManualTime;
import dev.jetharness.inmemory.time.Sequencer;
import dev.jetharness.traffic.TrafficRecorder;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BackupsTest {
  private static final String INBOX = "_INBOX.1";
  private static final String ADVISORY = "$JS.EVENT.ADVISORY.STREAM.";

  private final Sequencer sequencer = new Sequencer();
  private final RecordingAccount account = new RecordingAccount(sequencer);
  private final ManualTime time = new ManualTime(sequencer);
  private final JetStreamEngine engine =
      JetStreamEngine.start(
          new EngineContext(
              account, sequencer, time.clock(), time, new TrafficRecorder(), new BatchQuotas()),
          new Topology("one", "", 1));

  BackupsTest() {
    account.listen(ADVISORY + ">");
    ask("STREAM.CREATE.S", "{\"name\":\"S\"}");
    for (int i = 0; i < 10; i++) {
      account.send("S", null, "x".repeat(1000));
    }
  }

  private String ask(String operation, String body) {
    account.send("$JS.API." + operation, INBOX, body);
    List<Sent> answers = account.sentTo(INBOX);
    return answers.get(answers.size() - 1).text();
  }

  private void snapshot(int window) {
    String flow = ",\"chunk_size\":1024,\"window_size\":" + 1024 * window;
    assertThat(ask("STREAM.SNAPSHOT.S", "{\"deliver_subject\":\"chunks\"" + flow + "}"))
        .doesNotContain("error");
  }

  private List<Sent> chunks() {
    return account.sentTo("chunks");
  }

  private void acknowledge(Sent chunk) {
    account.send(Objects.requireNonNull(chunk.message().reply()), null, "");
  }

  private String completion() {
    return account.sentTo(ADVISORY + "SNAPSHOT_COMPLETE.S").get(0).text();
  }

  private String restore() {
    String answer = ask("STREAM.RESTORE.R", "{\"config\":{\"subjects\":[\"r\"]}}");
    String subject = answer.substring(answer.indexOf("$JS.SNAPSHOT"));
    return subject.substring(0, subject.indexOf('"'));
  }

  private String feed(String subject, byte[] chunk) {
    account.send(new Message(subject, INBOX, Message.EMPTY, chunk), null);
    List<Sent> answers = account.sentTo(INBOX);
    return answers.get(answers.size() - 1).text();
  }

  private static ArchiveWriter archive(long messages, long lastSequence) {
    ArchiveWriter archive = new ArchiveWriter();
    String state = "{\"messages\":%d,\"first_seq\":1,\"last_seq\":%d}";
    archive.entry("state.json", 1, state.formatted(messages, lastSequence).getBytes(UTF_8));
    return archive;
  }

  @Test
  void asManyChunksGoAsTheWindowHolds() {
    account.listen("chunks");
    snapshot(3);
    assertThat(chunks()).hasSize(3);
    acknowledge(chunks().get(0));
    acknowledge(chunks().get(1));
    assertThat(chunks()).hasSize(5);
  }

  @Test
  void withoutAcknowledgementsItEndsAfterFiveSeconds() {
    account.listen("chunks");
    snapshot(1);
    time.advance(Duration.ofSeconds(4));
    acknowledge(chunks().get(0));
    time.advance(Duration.ofMillis(4999));
    assertThat(chunks()).hasSize(2);
    time.advance(Duration.ofMillis(1));
    assertThat(chunks()).hasSize(3);
    assertThat(chunks().get(2).headers()).isEqualTo("NATS/1.0 408 No Flow Response\r\n\r\n");
    assertThat(completion()).endsWith(",\"error\":\"no flow response\"}");
  }

  @Test
  void whereNobodyListensItIsSentAfterTwoSeconds() {
    snapshot(2);
    time.advance(Duration.ofMillis(1999));
    assertThat(chunks()).isEmpty();
    time.advance(Duration.ofMillis(1));
    assertThat(chunks()).hasSize(2);
  }

  @Test
  void whoeverListensThenIsTakenForALoss() {
    snapshot(2);
    time.advance(Duration.ofSeconds(2));
    account.listen("chunks");
    assertThat(chunks().get(2).headers()).isEqualTo("NATS/1.0 408 No Interest\r\n\r\n");
    assertThat(completion()).endsWith(",\"error\":\"no interest\"}");
  }

  @Test
  void aSecondListenerMakesNoDifference() {
    account.listen("chunks");
    snapshot(1);
    InternalSubscription second = account.listen("chunks");
    second.close();
    acknowledge(chunks().get(0));
    assertThat(chunks()).hasSize(2);
  }

  @Test
  void itWaitsForAReceiverThatReadsSlowly() {
    account.listen("chunks");
    account.congested(true);
    snapshot(5);
    assertThat(chunks()).hasSize(1);
    account.drain();
    assertThat(chunks()).hasSize(5);
  }

  @Test
  void nothingIsHeardOfTheSnapshotOfADeletedStream() {
    account.listen("chunks");
    snapshot(1);
    ask("STREAM.DELETE.S", "");
    String reply = Objects.requireNonNull(chunks().get(0).message().reply());
    assertThat(account.send(reply, null, "")).isFalse();
    time.advance(Duration.ofSeconds(5));
    assertThat(chunks()).hasSize(1);
    assertThat(completion()).endsWith(",\"error\":\"no flow response\"}");
  }

  @Test
  void whatIsDeletedWhileASnapshotIsSentIsNotInIt() {
    for (int i = 0; i < 100; i++) {
      account.send("S", null, "x".repeat(1000));
    }
    account.listen("chunks");
    snapshot(1);
    ask("STREAM.PURGE.S", "");
    for (int i = 0; chunks().get(i).message().reply() != null; i++) {
      acknowledge(chunks().get(i));
    }
    assertThat(completion()).doesNotContain("error");
    int sent = chunks().stream().mapToInt(each -> each.message().payload().length).sum();
    assertThat(sent).isBetween(50_000, 100_000);
  }

  @Test
  void aRestorationThatStallsLeavesWhatThereIs() {
    ArchiveWriter archive = archive(2, 2);
    archive.entry("r", 1, 1, new byte[0], "x".repeat(70_000).getBytes(UTF_8));
    String subject = restore();
    feed(subject, archive.take(Integer.MAX_VALUE));
    time.advance(Duration.ofSeconds(4));
    feed(subject, new byte[] {1});
    time.advance(Duration.ofMillis(4999));
    assertThat(account.subscriptions()).contains(subject);
    time.advance(Duration.ofMillis(1));
    assertThat(account.subscriptions()).doesNotContain(subject);
    assertThat(account.sentTo(ADVISORY + "RESTORE_COMPLETE.R")).isEmpty();
    account.send("r", INBOX, "next");
    assertThat(account.sentTo(INBOX).get(account.sentTo(INBOX).size() - 1).text())
        .isEqualTo("{\"stream\":\"R\",\"seq\":1}");
  }

  @Test
  void aGapThatNobodyCouldWaitForIsRefused() {
    ArchiveWriter archive = archive(0, 1L << 40);
    archive.end();
    String subject = restore();
    feed(subject, archive.take(Integer.MAX_VALUE));
    assertThat(feed(subject, new byte[0])).contains("too long for this in-memory broker");
  }

  @Test
  void aResetEndsWhatIsUnderWay() {
    account.listen("chunks");
    snapshot(1);
    String subject = restore();
    int waiting = time.waiting();
    engine.reset();
    assertThat(account.subscriptions()).doesNotContain(subject);
    assertThat(account.subscriptions()).noneMatch(each -> each.startsWith("$JS.SNAPSHOT"));
    assertThat(time.waiting()).isEqualTo(waiting - 2);
    assertThat(account.sentTo(ADVISORY + "SNAPSHOT_COMPLETE.S")).isEmpty();
  }
}
