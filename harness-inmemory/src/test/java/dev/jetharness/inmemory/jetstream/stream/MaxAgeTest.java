package dev.jetharness.inmemory.jetstream.stream;

import static dev.jetharness.inmemory.jetstream.stream.ConfigBuilder.config;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MaxAgeTest {
  private static final Duration AGE = Duration.ofSeconds(1);

  private final StreamFixture fixture = new StreamFixture(config().maxAge(AGE));

  @Test
  void removesAMessageAtItsAge() {
    RecordingListener listener = fixture.listen(">");
    fixture.publish("s.a", "x");

    fixture.advance(AGE.minusNanos(1));
    assertThat(fixture.stream.messages()).isEqualTo(1);
    fixture.advance(Duration.ofNanos(1));

    assertThat(fixture.stream.messages()).isZero();
    assertThat(listener.notices).containsExactly("stored 1", "removed 1");
    assertThat(fixture.time.waiting()).isZero();
  }

  @Test
  void looksNoOftenerThanEveryQuarterOfASecond() {
    fixture.publish("s.a", "x");
    fixture.advance(Duration.ofMillis(100));
    fixture.publish("s.b", "x");

    fixture.advance(Duration.ofMillis(1_149));
    assertThat(fixture.sequences()).containsExactly(2L);
    fixture.advance(Duration.ofMillis(1));
    assertThat(fixture.sequences()).isEmpty();
  }

  @Test
  void usesOneTimerHoweverManyMessages() {
    fixture.publishEach("s.a", "s.b", "s.c");

    assertThat(fixture.time.waiting()).isEqualTo(1);
  }

  @Test
  void appliesALowerAgeAtOnce() {
    fixture.publish("s.a", "x");
    fixture.advance(Duration.ofMillis(500));
    fixture.publish("s.b", "x");

    fixture.update(config().maxAge(Duration.ofMillis(400)));

    assertThat(fixture.sequences()).containsExactly(2L);
    fixture.advance(Duration.ofMillis(400));
    assertThat(fixture.sequences()).isEmpty();
  }

  @Test
  void startsAndStopsByUpdate() {
    fixture.publish("s.a", "x");
    fixture.update(config());
    fixture.advance(AGE.multipliedBy(2));
    assertThat(fixture.sequences()).containsExactly(1L);

    fixture.publish("s.b", "x");
    fixture.update(config().maxAge(AGE));
    assertThat(fixture.sequences()).containsExactly(2L);
    fixture.advance(AGE);
    assertThat(fixture.sequences()).isEmpty();
  }
}
