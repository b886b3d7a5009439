package dev.jetharness.inmemory.jetstream.stream;

import static dev.jetharness.inmemory.jetstream.stream.ConfigBuilder.config;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.inmemory.jetstream.config.RetentionPolicy;
import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.subject.SubjectFilter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeleteMarkersTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration QUARTER = Duration.ofMillis(250);

  private static StreamFixture marking(ConfigBuilder config) {
    return new StreamFixture(config.deleteMarkerTtl(SECOND));
  }

  private static void publish(StreamFixture fixture, String... subjects) {
    for (String subject : subjects) {
      fixture.publish(subject, "x", "Nats-TTL: 1s");
    }
  }

  @Test
  void replaceTheLastMessageOfASubject() {
    StreamFixture fixture = marking(config());
    RecordingListener listener = fixture.listen(">");
    publish(fixture, "s.a", "s.a", "s.b");
    listener.notices.clear();

    fixture.advance(SECOND);

    assertThat(fixture.sequences()).containsExactly(4L, 5L);
    StoredMessage marker = fixture.read(4);
    assertThat(marker.subject()).isEqualTo("s.a");
    assertThat(marker.payload()).isEmpty();
    assertThat(new String(marker.headers(), UTF_8))
        .isEqualTo(
            "NATS/1.0\r\nNats-Marker-Reason: MaxAge\r\nNats-TTL: 1s\r\nNats-Rollup: sub\r\n\r\n");
    assertThat(marker.timestamp()).isEqualTo(fixture.time.clock().now());
    assertThat(listener.notices)
        .containsExactly(
            "removed 1",
            "stored 4",
            "removed 2",
            "purged [s.a]",
            "stored 5",
            "removed 3",
            "purged [s.b]");
    assertThat(fixture.traffic.events).endsWith("stored S 4 s.a", "stored S 5 s.b");
  }

  @Test
  void expireThemselvesWithoutATrace() {
    StreamFixture fixture = marking(config());
    publish(fixture, "s.a");

    fixture.advance(SECOND.multipliedBy(2));

    assertThat(fixture.sequences()).isEmpty();
    assertThat(fixture.stream.lastSequence()).isEqualTo(2);
    assertThat(fixture.time.waiting()).isZero();
  }

  @Test
  void areLeftAtTheMaximumAgeBesideWhatNeverExpires() {
    StreamFixture fixture = marking(config().maxAge(SECOND));
    fixture.publish("s.a", "x", "Nats-TTL: never");
    fixture.publish("s.a", "x");
    fixture.publish("s.b", "x");
    fixture.advance(SECOND);
    assertThat(fixture.sequences()).containsExactly(1L, 4L);

    fixture.publish("s.c", "x");
    fixture.advance(SECOND);

    assertThat(fixture.sequences()).containsExactly(1L, 6L);
    assertThat(fixture.read(6).subject()).isEqualTo("s.c");
  }

  @Test
  void areTriedAgainAfterTwoSecondsWhereTheStreamIsFull() {
    StreamFixture fixture = marking(config().maxMessages(1).discardNew());
    publish(fixture, "s.a");
    fixture.advance(SECOND);
    assertThat(fixture.sequences()).containsExactly(1L);

    fixture.update(config().maxMessages(2).discardNew().deleteMarkerTtl(SECOND));
    fixture.advance(SECOND.multipliedBy(2).minusNanos(1));
    assertThat(fixture.sequences()).containsExactly(1L);
    fixture.advance(QUARTER);

    assertThat(fixture.sequences()).containsExactly(2L);
    assertThat(fixture.traffic.events).noneMatch(event -> event.startsWith("refused"));
  }

  @Test
  void areTriedAgainForAMessageThatIsTooOld() {
    StreamFixture fixture = marking(config().maxAge(SECOND).maxMessages(2).discardNew());
    fixture.publishEach("s.a", "s.b");
    fixture.advance(SECOND);
    assertThat(fixture.sequences()).containsExactly(1L, 2L);

    fixture.with(stream -> stream.deleteMessage(1));
    fixture.advance(SECOND.multipliedBy(2));

    assertThat(fixture.sequences()).containsExactly(3L);
    assertThat(fixture.read(3).subject()).isEqualTo("s.b");
  }

  @Test
  void areNotNeededOnceTheMessageIsNotTheLast() {
    StreamFixture fixture = marking(config().maxMessageSize(40));
    publish(fixture, "s.a");
    fixture.advance(SECOND);
    fixture.publish("s.a", "x");
    assertThat(fixture.sequences()).containsExactly(1L, 2L);

    fixture.advance(SECOND.multipliedBy(2));

    assertThat(fixture.sequences()).containsExactly(2L);
  }

  @Test
  void areStillNeededIfAllOthersOfTheSubjectExpiredToo() {
    StreamFixture fixture = marking(config().maxMessageSize(40));
    publish(fixture, "s.a");
    fixture.advance(SECOND);
    publish(fixture, "s.a");
    fixture.advance(SECOND);
    assertThat(fixture.sequences()).containsExactly(1L, 2L);

    fixture.update(config().deleteMarkerTtl(SECOND));
    fixture.advance(SECOND.multipliedBy(3));

    assertThat(fixture.sequences()).isEmpty();
    assertThat(fixture.traffic.events).contains("stored S 3 s.a");
  }

  @Test
  void areNotPossibleOnASealedStreamWhichKeepsItsMessages() {
    StreamFixture fixture = marking(config());
    publish(fixture, "s.a");
    fixture.update(config().sealed().deleteMarkerTtl(SECOND));

    fixture.advance(Duration.ofMinutes(1));

    assertThat(fixture.sequences()).containsExactly(1L);
    assertThat(fixture.time.waiting()).isEqualTo(1);
    fixture.with(Stream::delete);
    assertThat(fixture.time.waiting()).isZero();
  }

  @Test
  void endWithAnUpdateAndSoDoesTheWaitForThem() {
    StreamFixture fixture = marking(config().maxMessages(1).discardNew());
    publish(fixture, "s.a");
    fixture.advance(SECOND);
    assertThat(fixture.sequences()).containsExactly(1L);

    fixture.update(config().allowMessageTtl());

    assertThat(fixture.sequences()).isEmpty();
  }

  @Test
  void passOverAStreamWithoutInterestButTakeASequence() {
    StreamFixture fixture = marking(config().retention(RetentionPolicy.INTEREST));
    RecordingListener listener = fixture.listen(">");
    publish(fixture, "s.a");
    fixture.with(stream -> stream.addListener(listener, SubjectFilter.of(List.of("s.b"))));

    fixture.advance(SECOND);

    assertThat(fixture.sequences()).isEmpty();
    assertThat(fixture.stream.lastSequence()).isEqualTo(2);
  }

  @Test
  void haveATtlInWholeSecondsWhichOthersAreRaisedTo() {
    StreamFixture fixture = new StreamFixture(config().deleteMarkerTtl(Duration.ofMillis(61_999)));
    fixture.publish("s.a", "x", "Nats-TTL: 1s", "Other: x", "Nats-TTL: 2s");
    assertThat(new String(fixture.read(1).headers(), UTF_8))
        .isEqualTo("NATS/1.0\r\nOther: x\r\nNats-TTL: 61\r\n\r\n");

    fixture.advance(Duration.ofSeconds(61));

    assertThat(new String(fixture.read(2).headers(), UTF_8)).contains("\r\nNats-TTL: 1m1s\r\n");
  }
}
