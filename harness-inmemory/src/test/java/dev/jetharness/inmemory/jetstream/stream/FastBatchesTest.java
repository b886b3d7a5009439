package dev.jetharness.inmemory.jetstream.stream;

import static dev.jetharness.inmemory.jetstream.stream.ConfigBuilder.config;
import static dev.jetharness.inmemory.jetstream.stream.StreamFixture.message;
import static dev.jetharness.inmemory.jetstream.stream.StreamFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FastBatchesTest {
  private static final String ACK = "{\"type\":\"ack\",\"seq\":0,\"msgs\":10}";
  private static final String UNKNOWN = refused(400, 10208, "batch publish ID unknown");
  private static final String SILENCE = "";

  private final StreamFixture fixture = new StreamFixture(config().allowBatched());

  /** Publishes, and returns the last answer. */
  private String send(int sequence, int operation, String... headers) {
    String reply = "in.b.10.ok." + sequence + "." + operation + ".$FI";
    fixture.account.sent().clear();
    fixture.account.send(message("s.a", reply, "x", headers), null);
    return fixture.account.sentTo(reply).stream()
        .reduce((first, second) -> second)
        .map(answer -> answer.text())
        .orElse(SILENCE);
  }

  @Test
  void endInSilenceTenSecondsAfterTheirLastMessage() {
    send(1, 0);
    fixture.advance(Duration.ofMillis(9_999));
    assertThat(send(2, 1)).isEqualTo(SILENCE);
    fixture.advance(Duration.ofMillis(9_999));
    assertThat(send(2, 4)).isEqualTo(ACK);
    fixture.advance(Duration.ofSeconds(10));
    assertThat(send(3, 1)).isEqualTo(UNKNOWN);
    assertThat(fixture.stream.messages()).isEqualTo(2);
    assertThat(fixture.time.waiting()).isZero();
  }

  @Test
  void waitForAsLongAsItTakesOnceTheyCommit() {
    send(1, 0, "Nats-Expected-Last-Msg-Id: other");
    send(2, 3);
    fixture.advance(Duration.ofHours(1));
    assertThat(send(1, 4)).isEqualTo(ACK);
    assertThat(fixture.time.waiting()).isZero();
  }

  @Test
  void leaveNoTimer() {
    send(1, 0);
    send(2, 2);
    send(1, 0);
    send(1, 0);
    assertThat(fixture.time.waiting()).isZero();

    send(1, 0);
    fixture.update(config());
    assertThat(fixture.time.waiting()).isZero();

    fixture.update(config().allowBatched());
    send(1, 0);
    assertThat(fixture.time.waiting()).isEqualTo(1);
    fixture.with(Stream::delete);
    assertThat(fixture.time.waiting()).isZero();
  }

  @Test
  void areRecordedAsTheyAreStored() {
    send(1, 0, "Nats-Expected-Stream: T");
    send(2, 1);
    fixture.publish("s.b", "x", "Nats-Msg-Id: 1");
    send(3, 1, "Nats-Msg-Id: 1");
    send(4, 1, "Nats-Expected-Last-Msg-Id: other");

    assertThat(fixture.traffic.events)
        .containsExactly(
            "refused S s.a 10060 expected stream does not match",
            "stored S 1 s.a",
            "stored S 2 s.b",
            "duplicate S 2 s.a",
            "refused S s.a 10070 wrong last msg ID: 1");
  }

  @Test
  void mayBeNamedByAnEmptyToken() {
    fixture.account.send(message("s.a", "in..10.ok.1.2.$FI", "x"), null);

    assertThat(fixture.account.sent())
        .singleElement()
        .satisfies(
            answer ->
                assertThat(answer.text())
                    .isEqualTo("{\"stream\":\"S\",\"seq\":1,\"batch\":\"\",\"count\":1}"));
  }
}
