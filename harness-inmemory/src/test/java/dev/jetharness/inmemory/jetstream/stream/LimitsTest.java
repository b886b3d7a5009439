package dev.jetharness.inmemory.jetstream.stream;

import static dev.jetharness.inmemory.jetstream.stream.ConfigBuilder.config;
import static dev.jetharness.inmemory.jetstream.stream.StreamFixture.refused;
import static dev.jetharness.inmemory.jetstream.stream.StreamFixture.stored;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A message on {@code s.x} with n bytes counts n + 19 in memory storage. */
class LimitsTest {

  @Test
  void discardsTheOldestMessages() {
    StreamFixture fixture = new StreamFixture(config().maxMessages(2));

    fixture.publishEach("s.a", "s.b", "s.c");

    assertThat(fixture.sequences()).containsExactly(2L, 3L);
  }

  @Test
  void discardsTheOldestBytes() {
    StreamFixture fixture = new StreamFixture(config().maxBytes(60));

    fixture.publishEach("s.a", "s.b", "s.c", "s.d");

    assertThat(fixture.sequences()).containsExactly(2L, 3L, 4L);
    assertThat(fixture.stream.state().bytes()).isEqualTo(60);
  }

  @Test
  void acknowledgesAndDropsAMessageThatNeverFits() {
    StreamFixture fixture = new StreamFixture(config().maxBytes(60));
    RecordingListener listener = fixture.listen(">");

    assertThat(fixture.publish("s.a", "x".repeat(42))).isEqualTo(stored(1));

    assertThat(fixture.sequences()).isEmpty();
    assertThat(fixture.stream.firstSequence()).isEqualTo(2);
    assertThat(listener.notices).containsExactly("stored 1", "removed 1");
  }

  @Test
  void discardsTheOldestOfASubject() {
    StreamFixture fixture = new StreamFixture(config().maxMessagesPerSubject(2));

    fixture.publishEach("s.a", "s.b", "s.a", "s.a", "s.b", "s.a");

    assertThat(fixture.sequences()).containsExactly(2L, 4L, 5L, 6L);
  }

  @Test
  void refusesNewMessages() {
    StreamFixture fixture = new StreamFixture(config().maxMessages(1).discardNew());

    fixture.publish("s.a", "x");

    assertThat(fixture.publish("s.a", "x")).isEqualTo(full("maximum messages exceeded"));
    assertThat(fixture.stream.lastSequence()).isEqualTo(1);
  }

  @Test
  void refusesNewBytes() {
    StreamFixture fixture = new StreamFixture(config().maxBytes(40).discardNew());

    assertThat(fixture.publish("s.a", "x")).isEqualTo(stored(1));
    assertThat(fixture.publish("s.a", "xx")).isEqualTo(full("maximum bytes exceeded"));
    assertThat(fixture.publish("s.a", "x")).isEqualTo(stored(2));
  }

  @Test
  void replacesTheOldestOfASubjectInsteadOfRefusing() {
    StreamFixture fixture =
        new StreamFixture(config().maxMessages(2).maxMessagesPerSubject(1).discardNew());
    fixture.publishEach("s.a", "s.b");

    assertThat(fixture.publish("s.c", "x")).isEqualTo(full("maximum messages exceeded"));
    assertThat(fixture.publish("s.a", "x")).isEqualTo(stored(3));
    assertThat(fixture.sequences()).containsExactly(2L, 3L);
  }

  @Test
  void replacesTheOldestOfASubjectOnlyByOneThatIsNoLarger() {
    StreamFixture fixture =
        new StreamFixture(config().maxBytes(120).maxMessagesPerSubject(1).discardNew());
    fixture.publish("s.a", "x".repeat(30));
    fixture.publish("s.b", "x".repeat(30));
    fixture.publish("s.c", "x");
    fixture.publish("s.a", "x".repeat(20));

    assertThat(fixture.publish("s.a", "x".repeat(21))).isEqualTo(full("maximum bytes exceeded"));
    assertThat(fixture.publish("s.a", "x".repeat(20))).isEqualTo(stored(5));
  }

  @Test
  void refusesNewMessagesOfASubjectButNotRollups() {
    StreamFixture fixture =
        new StreamFixture(config().maxMessagesPerSubject(1).discardNewPerSubject().allowRollup());
    fixture.publish("s.a", "x");

    assertThat(fixture.publish("s.a", "x"))
        .isEqualTo(full("maximum messages per subject exceeded"));
    assertThat(fixture.publish("s.a", "x", "Nats-Rollup: sub")).isEqualTo(stored(2));
    assertThat(fixture.sequences()).containsExactly(2L);
  }

  @Test
  void lowerLimitsTrimWhatIsThereIfOldMessagesAreDiscarded() {
    StreamFixture fixture = new StreamFixture(config());
    fixture.publishEach("s.a", "s.a", "s.a", "s.b");
    RecordingListener listener = fixture.listen(">");

    fixture.update(config().maxMessages(3));
    assertThat(fixture.sequences()).containsExactly(2L, 3L, 4L);
    fixture.update(config().maxBytes(40));
    assertThat(fixture.sequences()).containsExactly(3L, 4L);
    assertThat(listener.notices)
        .containsExactly(
            "configuration changed", "removed 1", "configuration changed", "removed 2");
  }

  @Test
  void lowerLimitsLeaveWhatIsThereIfNewMessagesAreDiscarded() {
    StreamFixture fixture = new StreamFixture(config().discardNew());
    fixture.publishEach("s.a", "s.a", "s.b");

    fixture.update(config().discardNew().maxMessages(1).maxBytes(20));

    assertThat(fixture.sequences()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aLowerLimitPerSubjectTrimsWithEitherPolicy() {
    StreamFixture fixture = new StreamFixture(config().discardNew());
    fixture.publishEach("s.a", "s.b", "s.a", "s.a");

    fixture.update(config().discardNew().maxMessagesPerSubject(2));
    assertThat(fixture.sequences()).containsExactly(2L, 3L, 4L);
    fixture.update(config().discardNew().maxMessagesPerSubject(1));
    assertThat(fixture.sequences()).containsExactly(2L, 4L);
  }

  private static String full(String why) {
    return refused(503, 10077, why);
  }
}
