package dev.jetharness.inmemory.jetstream.stream;

import static dev.jetharness.inmemory.jetstream.stream.ConfigBuilder.config;
import static dev.jetharness.inmemory.jetstream.stream.StreamFixture.duplicate;
import static dev.jetharness.inmemory.jetstream.stream.StreamFixture.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.inmemory.jetstream.config.RetentionPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeduplicationTest {
  private static final Duration WINDOW = Duration.ofSeconds(10);

  private final StreamFixture fixture = new StreamFixture(config().duplicateWindow(WINDOW));

  @Test
  void answersADuplicateWithTheFirstSequence() {
    assertThat(publish("1")).isEqualTo(stored(1));
    assertThat(publish("2")).isEqualTo(stored(2));

    assertThat(publish("1")).isEqualTo(duplicate(1));
    assertThat(fixture.stream.messages()).isEqualTo(2);
    assertThat(fixture.traffic.events).endsWith("duplicate S 1 s.a");
  }

  @Test
  void forgetsAnIdAfterTheWindow() {
    publish("1");
    fixture.advance(WINDOW.minusNanos(1));
    assertThat(publish("1")).isEqualTo(duplicate(1));

    fixture.advance(Duration.ofNanos(1));

    assertThat(publish("1")).isEqualTo(stored(2));
  }

  @Test
  void forgetsNoOftenerThanEveryFiftyMilliseconds() {
    publish("1");
    fixture.advance(Duration.ofMillis(10));
    publish("2");

    fixture.advance(WINDOW.minusMillis(1));
    assertThat(publish("2")).isEqualTo(duplicate(2));
    fixture.advance(Duration.ofMillis(40));
    assertThat(publish("2")).isEqualTo(duplicate(2));
    fixture.advance(Duration.ofMillis(1));
    assertThat(publish("2")).isEqualTo(stored(3));
  }

  @Test
  void remembersTheIdsOfRemovedMessages() {
    publish("1");
    publish("2");
    fixture.with(stream -> stream.deleteMessage(1));
    fixture.purge("", 0, 0);

    assertThat(publish("1")).isEqualTo(duplicate(1));
    assertThat(publish("2")).isEqualTo(duplicate(2));
  }

  @Test
  void isOffWithoutAWindow() {
    StreamFixture off = new StreamFixture(config().duplicateWindow(Duration.ZERO));

    off.publish("s.a", "x", "Nats-Msg-Id: 1");

    assertThat(off.publish("s.a", "x", "Nats-Msg-Id: 1")).isEqualTo(stored(2));
    assertThat(off.time.waiting()).isZero();
  }

  @Test
  void appliesAShorterWindowAtOnce() {
    publish("1");
    fixture.advance(Duration.ofSeconds(5));
    fixture.update(config().duplicateWindow(Duration.ofSeconds(4)));
    fixture.advance(Duration.ZERO);

    assertThat(publish("1")).isEqualTo(stored(2));
  }

  @Test
  void forgetsAMessageThatNobodyWantedWithTheNextRunOfTheTimer() {
    StreamFixture interest =
        new StreamFixture(config().retention(RetentionPolicy.INTEREST).duplicateWindow(WINDOW));
    interest.listen("s.wanted");
    interest.publish("s.wanted", "x", "Nats-Msg-Id: 1");
    interest.advance(WINDOW.minusSeconds(1));

    assertThat(interest.publish("s.a", "x", "Nats-Msg-Id: 2")).isEqualTo(stored(2));
    assertThat(interest.publish("s.a", "x", "Nats-Msg-Id: 2")).isEqualTo(duplicate(2));
    interest.advance(Duration.ofSeconds(1));
    assertThat(interest.publish("s.a", "x", "Nats-Msg-Id: 2")).isEqualTo(stored(3));
  }

  private String publish(String id) {
    return fixture.publish("s.a", "x", "Nats-Msg-Id: " + id);
  }
}
