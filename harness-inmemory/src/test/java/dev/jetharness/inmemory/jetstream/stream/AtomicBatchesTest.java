package dev.jetharness.inmemory.jetstream.stream;

import static dev.jetharness.inmemory.jetstream.stream.ConfigBuilder.config;
import static dev.jetharness.inmemory.jetstream.stream.StreamFixture.NO_ANSWER;
import static dev.jetharness.inmemory.jetstream.stream.StreamFixture.refused;
import static dev.jetharness.inmemory.jetstream.stream.StreamFixture.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.bus.RecordingAccount;
import dev.jetharness.inmemory.jetstream.config.StorageType;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AtomicBatchesTest {
  private static final String ABANDONED = "$JS.EVENT.ADVISORY.STREAM.BATCH_ABANDONED.S";
  private static final String INCOMPLETE =
      refused(400, 10176, "atomic publish batch is incomplete");

  private final StreamFixture fixture = new StreamFixture(config().allowAtomic());

  private String add(String id, int sequence, String... headers) {
    return add(fixture, id, sequence, headers);
  }

  private static String add(StreamFixture fixture, String id, int sequence, String... headers) {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 2, headers.length);
    all[0] = "Nats-Batch-Id: " + id;
    all[1] = "Nats-Batch-Sequence: " + sequence;
    return fixture.publish("s." + sequence, "x", all);
  }

  private static String committed(long sequence, int count) {
    return "{\"stream\":\"S\",\"seq\":%d,\"batch\":\"b\",\"count\":%d}".formatted(sequence, count);
  }

  @Test
  void endTenSecondsAfterTheirLastMessage() {
    add("b", 1);
    fixture.advance(Duration.ofMillis(9_999));
    assertThat(add("b", 2)).isEqualTo(NO_ANSWER);
    fixture.advance(Duration.ofMillis(9_999));
    assertThat(add("b", 3, "Nats-Batch-Commit: 1")).isEqualTo(committed(3, 3));

    add("b", 1);
    fixture.advance(Duration.ofSeconds(10));
    assertThat(add("b", 2)).isEqualTo(INCOMPLETE);
  }

  @Test
  void tellThoseWhoListenOfATimeout() {
    add("unheard", 1);
    fixture.advance(Duration.ofSeconds(10));
    assertThat(fixture.account.sentTo(ABANDONED)).isEmpty();

    fixture.account.listen(ABANDONED);
    add("b", 1);
    fixture.advance(Duration.ofSeconds(10));
    assertThat(fixture.account.sentTo(ABANDONED))
        .extracting(RecordingAccount.Sent::text)
        .singleElement()
        .asString()
        .contains("\"timestamp\":\"2026-01-01T00:00:20Z\"")
        .endsWith(",\"stream\":\"S\",\"batch\":\"b\",\"reason\":\"timeout\"}");
  }

  @Test
  void leaveNoTimer() {
    add("b", 1);
    add("b", 2, "Nats-Batch-Commit: 1");
    add("b", 1);
    add("b", 3);
    add("b", 1);
    add("b", 2, "Nats-Batch-Commit: 1", "Nats-Expected-Stream: T");
    add("b", 1);
    fixture.update(config());
    assertThat(fixture.time.waiting()).isZero();

    fixture.update(config().allowAtomic());
    add("b", 1);
    assertThat(fixture.time.waiting()).isEqualTo(1);
    fixture.with(Stream::delete);
    assertThat(fixture.time.waiting()).isZero();
  }

  @Test
  void areRecordedWhenTheyAreCommitted() {
    add("b", 1);
    add("b", 2);
    assertThat(fixture.traffic.events).isEmpty();

    add("b", 3, "Nats-Batch-Commit: 1");
    assertThat(fixture.traffic.events)
        .containsExactly("stored S 1 s.1", "stored S 2 s.2", "stored S 3 s.3");
  }

  @Test
  void areRecordedAsRefusedByTheMessageThatIsToldSo() {
    add("b", 1, "Nats-Expected-Stream: T");
    add("b", 2, "Nats-Batch-Commit: 1");

    assertThat(fixture.traffic.events)
        .containsExactly("refused S s.2 10060 expected stream does not match");
  }

  @Test
  void areHeardOfByListenersWhenTheyAreCommitted() {
    RecordingListener listener = fixture.listen("s.>");
    add("b", 1);
    assertThat(listener.notices).isEmpty();

    add("b", 2, "Nats-Batch-Commit: 1");
    assertThat(listener.notices).containsExactly("stored 1", "stored 2");
  }

  @Test
  void keepOutWhatTheServersFilesCannotHold() {
    StreamFixture file = new StreamFixture(config().allowAtomic().storage(StorageType.FILE));
    byte[] headers = StreamFixture.block("Nats-Batch-Id: b", "Nats-Batch-Sequence: 2");
    add(file, "b", 1);

    file.account.send(new Message("s.a", "in", headers, new byte[32 * 1024 * 1024]), null);

    assertThat(file.account.sentTo("in"))
        .singleElement()
        .satisfies(answer -> assertThat(answer.text()).isEqualTo(INCOMPLETE));
    assertThat(file.time.waiting()).isZero();
  }

  @Test
  void areNoneWhereTheIdIsEmpty() {
    assertThat(add("", 1)).isEqualTo(stored(1));
  }

  @Test
  void doNotReadAnEmptyCommit() {
    assertThat(add("b", 1, "Nats-Batch-Commit:"))
        .isEqualTo(refused(400, 10200, "atomic publish batch commit is invalid"));
  }
}
