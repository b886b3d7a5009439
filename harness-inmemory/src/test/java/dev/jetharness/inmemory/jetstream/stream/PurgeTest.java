package dev.jetharness.inmemory.jetstream.stream;

import static dev.jetharness.inmemory.jetstream.stream.ConfigBuilder.config;
import static dev.jetharness.inmemory.jetstream.stream.StreamFixture.refused;
import static dev.jetharness.inmemory.jetstream.stream.StreamFixture.stored;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PurgeTest {
  private final StreamFixture fixture = new StreamFixture(config().allowRollup());

  @Test
  void takesEverything() {
    fixture.publishEach("s.a", "s.b");
    RecordingListener listener = fixture.listen("s.a");

    assertThat(fixture.purge("", 0, 0)).isEqualTo(2);

    assertThat(fixture.stream.firstSequence()).isEqualTo(3);
    assertThat(fixture.stream.lastSequence()).isEqualTo(2);
    assertThat(listener.notices).containsExactly("purged [] whole");
  }

  @Test
  void takesWhatIsBelowASequence() {
    fixture.publishEach("s.a", "s.b", "s.a", "s.b");
    fixture.with(stream -> stream.deleteMessage(3));
    RecordingListener listener = fixture.listen(">");

    assertThat(fixture.purge("", 3, 0)).isEqualTo(2);

    assertThat(fixture.stream.firstSequence()).isEqualTo(4);
    assertThat(listener.notices).containsExactly("purged [] below 3");
  }

  @Test
  void takesNothingBelowTheFirstSequence() {
    fixture.publishEach("s.a", "s.b");

    assertThat(fixture.purge("", 1, 0)).isZero();
    assertThat(fixture.purge("s.a", 1, 0)).isZero();
    assertThat(fixture.sequences()).containsExactly(1L, 2L);
  }

  @Test
  void movesTheNextSequenceUpIfTheBoundIsBeyondTheEnd() {
    fixture.publishEach("s.a", "s.b");

    assertThat(fixture.purge(">", 100, 0)).isEqualTo(2);
    assertThat(fixture.stream.state().firstSequence()).isEqualTo(100);
    assertThat(fixture.stream.state().lastSequence()).isEqualTo(99);
    assertThat(fixture.purge("", 50, 0)).isZero();
    assertThat(fixture.stream.state().firstSequence()).isEqualTo(100);
    assertThat(fixture.publish("s.a", "x")).isEqualTo(stored(100));
  }

  @Test
  void keepsTheNewest() {
    fixture.publishEach("s.a", "s.b", "s.a", "s.b");

    assertThat(fixture.purge("", 0, 9)).isZero();
    assertThat(fixture.purge("", 0, 2)).isEqualTo(2);
    assertThat(fixture.sequences()).containsExactly(3L, 4L);
  }

  @Test
  void takesWhatMatchesAFilter() {
    fixture.publishEach("s.a", "s.b", "s.a");
    RecordingListener listener = fixture.listen("s.b");

    assertThat(fixture.purge("s.a", 0, 0)).isEqualTo(2);
    assertThat(fixture.purge("s.none", 0, 0)).isZero();

    assertThat(fixture.sequences()).containsExactly(2L);
    assertThat(listener.notices).containsExactly("purged [s.a]", "purged [s.none]");
  }

  @Test
  void combinesAFilterWithABound() {
    fixture.publishEach("s.a", "s.b", "s.a", "s.a");

    assertThat(fixture.purge("s.a", 4, 0)).isEqualTo(2);
    assertThat(fixture.sequences()).containsExactly(2L, 4L);
  }

  @Test
  void keepsTheNewestOverAllSubjectsThatMatchTogether() {
    fixture.publishEach("s.a.1", "s.a.2", "s.b", "s.a.1", "s.a.2");

    assertThat(fixture.purge("s.a.*", 0, 3)).isEqualTo(1);
    assertThat(fixture.sequences()).containsExactly(2L, 3L, 4L, 5L);
  }

  @Test
  void tellsOfASingleFilteredMessageAsIfItWasDeleted() {
    fixture.publishEach("s.a", "s.b");
    RecordingListener listener = fixture.listen(">");

    fixture.purge("s.a", 0, 0);

    assertThat(listener.notices).containsExactly("removed 1", "purged [s.a]");
  }

  @Test
  void givesAnUntouchedStreamItsFirstSequence() {
    assertThat(fixture.stream.state().firstSequence()).isZero();

    fixture.purge("", 0, 0);

    assertThat(fixture.stream.state().firstSequence()).isEqualTo(1);
    assertThat(fixture.stream.state().lastSequence()).isZero();
  }

  @Test
  void aRollupLeavesOnlyItselfOnItsSubject() {
    fixture.publishEach("s.a", "s.b", "s.a");
    RecordingListener listener = fixture.listen(">");

    assertThat(fixture.publish("s.a", "x", "Nats-Rollup: SUB")).isEqualTo(stored(4));

    assertThat(fixture.sequences()).containsExactly(2L, 4L);
    assertThat(listener.notices).containsExactly("stored 4", "purged [s.a]");
  }

  @Test
  void aRollupOfAllLeavesOnlyItself() {
    fixture.publishEach("s.a", "s.b");

    fixture.publish("s.a", "x", "Nats-Rollup: all");

    assertThat(fixture.sequences()).containsExactly(3L);
  }

  @Test
  void aRollupNeedsPermissionAndAKnownValue() {
    StreamFixture plain = new StreamFixture(config());
    StreamFixture denied = new StreamFixture(config().allowRollup().denyPurge());
    String notPermitted = refused(500, 10111, "rollup not permitted");

    assertThat(plain.publish("s.a", "x", "Nats-Rollup: sub")).isEqualTo(notPermitted);
    assertThat(denied.publish("s.a", "x", "Nats-Rollup: what")).isEqualTo(notPermitted);
    assertThat(fixture.publish("s.a", "x", "Nats-Rollup: What\"s"))
        .isEqualTo(refused(500, 10111, "rollup value invalid: \\\"what\\\\\\\"s\\\""));
  }
}
