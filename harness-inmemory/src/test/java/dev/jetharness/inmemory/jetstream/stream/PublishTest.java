package dev.jetharness.inmemory.jetstream.stream;

import static dev.jetharness.inmemory.jetstream.stream.ConfigBuilder.config;
import static dev.jetharness.inmemory.jetstream.stream.StreamFixture.NO_ANSWER;
import static dev.jetharness.inmemory.jetstream.stream.StreamFixture.block;
import static dev.jetharness.inmemory.jetstream.stream.StreamFixture.refused;
import static dev.jetharness.inmemory.jetstream.stream.StreamFixture.stored;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.config.StorageType;
import dev.jetharness.inmemory.time.ManualTime;
import org.junit.jupiter.api.Test;

class PublishTest {

  @Test
  void storesAndAcknowledges() {
    StreamFixture fixture = new StreamFixture(config());

    assertThat(fixture.publish("s.a", "hello", "A: b")).isEqualTo(stored(1));
    assertThat(fixture.publish("s.b", "")).isEqualTo(stored(2));

    assertThat(fixture.read(1).subject()).isEqualTo("s.a");
    assertThat(fixture.read(1).timestamp()).isEqualTo(ManualTime.START);
    assertThat(fixture.read(1).headers()).isEqualTo(block("A: b"));
    assertThat(fixture.read(1).payload()).isEqualTo("hello".getBytes(UTF_8));
    assertThat(fixture.traffic.events).containsExactly("stored S 1 s.a", "stored S 2 s.b");
  }

  @Test
  void doesNotAnswerWithoutReplySubject() {
    StreamFixture fixture = new StreamFixture(config());

    boolean received = fixture.account.send("s.a", null, "x");

    assertThat(received).isTrue();
    assertThat(fixture.stream.messages()).isEqualTo(1);
    assertThat(fixture.account.sent()).isEmpty();
  }

  @Test
  void answersNothingIfConfiguredSo() {
    StreamFixture fixture = new StreamFixture(config().noAck());

    assertThat(fixture.publish("s.a", "x")).isEqualTo(NO_ANSWER);
    assertThat(fixture.publish("s.a", "x", "Nats-Expected-Stream: X")).isEqualTo(NO_ANSWER);
    assertThat(fixture.stream.messages()).isEqualTo(1);
  }

  @Test
  void storesHeadersWithoutAnInlineStatusAndWithoutTheServersNotes() {
    StreamFixture fixture = new StreamFixture(config());

    fixture.publish("s.a", "x", "Nats-Request-Info: {}", "A: b");
    byte[] status = "NATS/1.0 503\r\n\r\n".getBytes(UTF_8);
    fixture.account.send(new Message("s.a", null, status, Message.EMPTY), null);

    assertThat(fixture.read(1).headers()).isEqualTo(block("A: b"));
    assertThat(fixture.read(2).headers()).isEmpty();
  }

  @Test
  void refusesEverythingWhenSealed() {
    StreamFixture fixture = new StreamFixture(config().sealed());

    assertThat(fixture.publish("s.a", "x", "Nats-Expected-Stream: X"))
        .isEqualTo(refused(400, 10109, "invalid operation on sealed stream"));
    assertThat(fixture.traffic.events)
        .containsExactly("refused S s.a 10109 invalid operation on sealed stream");
  }

  @Test
  void countsHeadersAndPayloadForTheLargestMessage() {
    StreamFixture fixture = new StreamFixture(config().maxMessageSize(30));
    String tooLarge = refused(400, 10054, "message size exceeds maximum allowed");

    assertThat(fixture.publish("s.a", "x".repeat(30))).isEqualTo(stored(1));
    assertThat(fixture.publish("s.a", "x".repeat(31))).isEqualTo(tooLarge);
    assertThat(fixture.publish("s.a", "x".repeat(12), "A: b")).isEqualTo(stored(2));
    assertThat(fixture.publish("s.a", "x".repeat(13), "A: b")).isEqualTo(tooLarge);
  }

  @Test
  void limitsTheHeaderBlock() {
    StreamFixture fixture = new StreamFixture(config());

    assertThat(fixture.publish("s.a", "x", "A: " + "b".repeat(65_535 - 17))).isEqualTo(stored(1));
    assertThat(fixture.publish("s.a", "x", "A: " + "b".repeat(65_535 - 16)))
        .isEqualTo(refused(400, 10097, "header size exceeds maximum allowed of 64k"));
  }

  @Test
  void checksSizesBeforeWhatHeadersSay() {
    StreamFixture fixture = new StreamFixture(config().maxMessageSize(60));
    fixture.publish("s.a", "x", "Nats-Msg-Id: 1");

    assertThat(fixture.publish("s.a", "x".repeat(60), "Nats-Msg-Id: 1", "Nats-TTL: 5s"))
        .isEqualTo(refused(400, 10054, "message size exceeds maximum allowed"));
  }

  @Test
  void refusesWhatTheServersFilesCannotHoldBeforeAnythingElse() {
    StreamFixture file = new StreamFixture(config().storage(StorageType.FILE).sealed());
    Message large = new Message("s.a", "answer", Message.EMPTY, new byte[32 * 1024 * 1024]);

    file.account.send(large, null);

    assertThat(file.account.sentTo("answer"))
        .singleElement()
        .satisfies(
            sent -> assertThat(sent.text()).isEqualTo(refused(503, 10077, "message too large")));
  }
}
