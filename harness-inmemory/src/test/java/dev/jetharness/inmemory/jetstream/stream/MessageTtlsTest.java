package dev.jetharness.inmemory.jetstream.stream;

import static dev.jetharness.inmemory.jetstream.stream.ConfigBuilder.config;
import static dev.jetharness.inmemory.jetstream.stream.StreamFixture.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.config.RetentionPolicy;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MessageTtlsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration INSTANT = Duration.ofNanos(1);

  private final StreamFixture fixture = new StreamFixture(config().allowMessageTtl());

  private void publish(String subject, String ttl) {
    fixture.publish(subject, "x", "Nats-TTL: " + ttl);
  }

  @Test
  void removesAMessageAtTheEndOfItsTtl() {
    RecordingListener listener = fixture.listen(">");
    publish("s.a", "2s");
    publish("s.b", "never");
    fixture.publish("s.c", "x");

    fixture.advance(SECOND.multipliedBy(2).minus(INSTANT));
    assertThat(fixture.sequences()).containsExactly(1L, 2L, 3L);
    fixture.advance(INSTANT);

    assertThat(fixture.sequences()).containsExactly(2L, 3L);
    assertThat(listener.notices).containsExactly("stored 1", "stored 2", "stored 3", "removed 1");
    assertThat(fixture.time.waiting()).isZero();
  }

  @Test
  void looksNoOftenerThanEveryQuarterOfASecond() {
    publish("s.a", "1s");
    fixture.advance(Duration.ofMillis(100));
    publish("s.b", "1s");

    fixture.advance(Duration.ofMillis(1_149));
    assertThat(fixture.sequences()).containsExactly(2L);
    fixture.advance(Duration.ofMillis(1));
    assertThat(fixture.sequences()).isEmpty();
  }

  @Test
  void usesOneTimerAndRunsItForTheFirst() {
    publish("s.a", "1h");
    publish("s.b", "1m");
    publish("s.c", "1s");
    publish("s.d", "1m");
    assertThat(fixture.time.waiting()).isEqualTo(1);

    fixture.advance(SECOND);
    assertThat(fixture.sequences()).containsExactly(1L, 2L, 4L);
    fixture.advance(Duration.ofMinutes(1));
    assertThat(fixture.sequences()).containsExactly(1L);
    assertThat(fixture.time.waiting()).isEqualTo(1);
  }

  @Test
  void removesThoseThatAreDueTogetherInTheOrderOfTheStream() {
    RecordingListener listener = fixture.listen("s.b", "s.c");
    publish("s.a", "1s");
    fixture.advance(Duration.ofMillis(50));
    publish("s.b", "00000001");
    fixture.advance(Duration.ofMillis(50));
    publish("s.c", "1s");
    listener.notices.clear();

    fixture.advance(Duration.ofMillis(900));
    assertThat(listener.notices).isEmpty();
    fixture.advance(Duration.ofMillis(250));

    assertThat(listener.notices).containsExactly("removed 2", "removed 3");
  }

  @Test
  void passesOverWhatIsGone() {
    publish("s.a", "1s");
    publish("s.b", "1s");
    publish("s.c", "2s");
    fixture.with(stream -> stream.deleteMessage(1));
    fixture.purge("s.b", 0, 0);
    RecordingListener listener = fixture.listen(">");

    fixture.advance(SECOND.multipliedBy(2));

    assertThat(listener.notices).containsExactly("removed 3");
    assertThat(fixture.time.waiting()).isZero();
  }

  @Test
  void doesNotTakeALaterMessageForOneThatWasPurged() {
    publish("s.a", "1s");
    fixture.purge("", 0, 0);
    fixture.publish("s.b", "x");

    fixture.advance(SECOND);

    assertThat(fixture.sequences()).containsExactly(2L);
  }

  @Test
  void keepsUpWithManyMessagesOfWhichFewAreLeft() {
    StreamFixture narrow = new StreamFixture(config().allowMessageTtl().maxMessages(10));

    Message message = message("s.a", "10s");
    narrow.with(stream -> LongStream.range(0, 100_000).forEach(i -> stream.publishOwn(message)));
    narrow.advance(SECOND.multipliedBy(10));

    assertThat(narrow.sequences()).isEmpty();
    assertThat(narrow.time.waiting()).isZero();
  }

  @Test
  void countsFromWhenAMessageWasStoredOnceTtlsAreAllowed() {
    StreamFixture late = new StreamFixture(config());
    late.with(stream -> stream.publishOwn(message("s.a", "2s")));
    late.with(stream -> stream.publishOwn(message("s.b", "3s")));
    late.advance(SECOND.multipliedBy(2));
    assertThat(late.sequences()).containsExactly(1L, 2L);

    late.update(config().allowMessageTtl());

    assertThat(late.sequences()).containsExactly(2L);
    late.advance(SECOND);
    assertThat(late.sequences()).isEmpty();
  }

  @Test
  void goesOnOverAnUpdateAndEndsWithTheStream() {
    publish("s.a", "1s");
    publish("s.b", "2s");
    fixture.update(config().allowMessageTtl().sealed());
    fixture.advance(SECOND);
    assertThat(fixture.sequences()).containsExactly(2L);

    fixture.with(Stream::delete);

    assertThat(fixture.time.waiting()).isZero();
  }

  @Test
  void wrapsAroundWhatIsTooFarAway() {
    publish("s.a", "9223372037");
    publish("s.b", "9223372036854775807");
    publish("s.c", "1000000000");

    fixture.advance(Duration.ofMillis(250));

    assertThat(fixture.sequences()).containsExactly(3L);
  }

  @Test
  void isNotReadWhereNobodyIsInterested() {
    StreamFixture interest =
        new StreamFixture(config().allowMessageTtl().retention(RetentionPolicy.INTEREST));

    assertThat(interest.publish("s.a", "x", "Nats-TTL: junk")).isEqualTo(stored(1));
  }

  /** A message that is not checked for what concerns clients only. */
  private static Message message(String subject, String ttl) {
    return StreamFixture.message(subject, "", "x", "Nats-TTL: " + ttl);
  }
}
