package dev.jetharness.inmemory.jetstream.stream;

import static dev.jetharness.inmemory.jetstream.stream.ConfigBuilder.config;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.inmemory.subject.SubjectFilter;
import dev.jetharness.inmemory.time.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamTest {

  @Test
  void startsEmpty() {
    StreamFixture fixture = new StreamFixture(config());

    assertThat(fixture.stream.state()).isEqualTo(new StreamState(0, 0, 0, 0, 0, 0, 0, 0, 0));
    assertThat(fixture.stream.firstSequence()).isEqualTo(1);
    assertThat(fixture.stream.created()).isEqualTo(ManualTime.START);
    assertThat(fixture.stream.name()).isEqualTo("S");
  }

  @Test
  void startsBeforeItsFirstSequence() {
    StreamFixture fixture = new StreamFixture(config().firstSequence(100));

    assertThat(fixture.stream.state()).isEqualTo(new StreamState(0, 0, 100, 0, 99, 0, 0, 0, 0));
    assertThat(fixture.publish("s.a", "x")).isEqualTo(StreamFixture.stored(100));
    assertThat(fixture.sequences()).containsExactly(100L);
  }

  @Test
  void reportsItsState() {
    StreamFixture fixture = new StreamFixture(config());
    fixture.publish("s.a", "x");
    fixture.advance(Duration.ofNanos(5));
    fixture.publishEach("s.b", "s.a", "s.a");
    fixture.listen("s.a");
    fixture.listen(">").direct = true;

    fixture.with(stream -> stream.deleteMessage(3));

    assertThat(fixture.stream.state())
        .isEqualTo(new StreamState(3, 60, 1, ManualTime.START, 4, ManualTime.START + 5, 2, 1, 1));
    assertThat(fixture.stream.deleted()).containsExactly(3);
    assertThat(fixture.stream.subjects(SubjectFilter.ALL))
        .containsExactly(Map.entry("s.a", 2L), Map.entry("s.b", 1L));
    assertThat(fixture.stream.subjects(SubjectFilter.of(List.of("s.b")))).containsOnlyKeys("s.b");
  }

  @Test
  void deletesAMessageOnce() {
    StreamFixture fixture = new StreamFixture(config());
    RecordingListener listener = fixture.listen("s.a");
    fixture.publishEach("s.a", "s.b");

    assertThat(fixture.sequencer.call(() -> fixture.stream.deleteMessage(1))).isTrue();
    assertThat(fixture.sequencer.call(() -> fixture.stream.deleteMessage(1))).isFalse();
    fixture.with(stream -> stream.deleteMessage(2));

    assertThat(listener.notices).containsExactly("stored 1", "removed 1");
    assertThat(fixture.stream.lastSequence()).isEqualTo(2);
  }

  @Test
  void acknowledgesBeforeAConsumerCanDeliver() {
    StreamFixture fixture = new StreamFixture(config());
    StreamListener consumer =
        new DeliveringListener(
            fixture.sequencer,
            () -> fixture.account.publish(StreamFixture.message("delivery", "", "x")));
    fixture.with(stream -> stream.addListener(consumer, SubjectFilter.ALL));

    fixture.publish("s.a", "x");

    assertThat(fixture.account.sent())
        .extracting(sent -> sent.destination())
        .containsExactly("answer.0", "delivery");
  }

  @Test
  void tellsListenersOnlyOfWhatPassesTheirFilter() {
    StreamFixture fixture = new StreamFixture(config());
    RecordingListener narrow = fixture.listen("s.a", "s.c.*");
    RecordingListener wide = fixture.listen(">");

    fixture.publishEach("s.a", "s.b", "s.c.1");
    fixture.with(stream -> stream.removeListener(wide));
    fixture.publish("s.a", "x");

    assertThat(narrow.notices).containsExactly("stored 1", "stored 3", "stored 4");
    assertThat(wide.notices).containsExactly("stored 1", "stored 2", "stored 3");
  }

  @Test
  void followsItsSubjects() {
    StreamFixture fixture = new StreamFixture(config().subjects("s.a", "s.b"));

    fixture.update(config().subjects("s.b", "s.c"));
    assertThat(fixture.account.subscriptions()).containsExactly("s.b", "s.c");
    assertThat(fixture.account.send("s.a", null, "x")).isFalse();
    assertThat(fixture.account.send("s.c", null, "x")).isTrue();
  }

  @Test
  void leavesNothingBehindWhenDeleted() {
    StreamFixture fixture = new StreamFixture(config().maxAge(Duration.ofMinutes(1)));
    RecordingListener listener = fixture.listen(">");
    fixture.publish("s.a", "x", "Nats-Msg-Id: 1");

    fixture.with(Stream::delete);

    assertThat(fixture.account.subscriptions()).isEmpty();
    assertThat(fixture.time.waiting()).isZero();
    assertThat(listener.notices).containsExactly("stored 1", "stream deleted");
  }

  @Test
  void findsTheLastMessageOfASubjectOrPattern() {
    StreamFixture fixture = new StreamFixture(config());
    fixture.publishEach("s.a", "s.b", "s.a");
    fixture.with(stream -> stream.deleteMessage(3));

    assertThat(fixture.stream.last("s.a")).extracting(each -> each.sequence()).isEqualTo(1L);
    assertThat(fixture.stream.last("s.*")).extracting(each -> each.sequence()).isEqualTo(2L);
    assertThat(fixture.stream.last(">")).isNull();
    assertThat(fixture.stream.last("s.x")).isNull();
  }
}
