package dev.jetharness.inmemory.jetstream.stream;

import static dev.jetharness.inmemory.jetstream.stream.ConfigBuilder.config;
import static dev.jetharness.inmemory.jetstream.stream.StreamFixture.duplicate;
import static dev.jetharness.inmemory.jetstream.stream.StreamFixture.refused;
import static dev.jetharness.inmemory.jetstream.stream.StreamFixture.stored;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PublishExpectationsTest {
  private final StreamFixture fixture = new StreamFixture(config());

  @Test
  void expectsTheStream() {
    assertThat(fixture.publish("s.a", "x", "Nats-Expected-Stream: T"))
        .isEqualTo(refused(400, 10060, "expected stream does not match"));
    assertThat(fixture.publish("s.a", "x", "Nats-Expected-Stream: S")).isEqualTo(stored(1));
  }

  @Test
  void expectsTheLastSequence() {
    assertThat(fixture.publish("s.a", "x", "Nats-Expected-Last-Sequence: 0")).isEqualTo(stored(1));
    assertThat(fixture.publish("s.a", "x", "Nats-Expected-Last-Sequence: 0"))
        .isEqualTo(wrongLastSequence(1));
    assertThat(fixture.publish("s.a", "x", "Nats-Expected-Last-Sequence: one"))
        .isEqualTo(wrongLastSequence(1));
  }

  @Test
  void expectsTheLastSequenceOfTheSubject() {
    fixture.publishEach("s.a", "s.b", "s.b");

    assertThat(fixture.publish("s.a", "x", "Nats-Expected-Last-Subject-Sequence: 3"))
        .isEqualTo(wrongLastSequence(1));
    assertThat(fixture.publish("s.a", "x", "Nats-Expected-Last-Subject-Sequence: 1"))
        .isEqualTo(stored(4));
    assertThat(fixture.publish("s.new", "x", "Nats-Expected-Last-Subject-Sequence: 1"))
        .isEqualTo(wrongLastSequence(0));
    assertThat(fixture.publish("s.new", "x", "Nats-Expected-Last-Subject-Sequence: 0"))
        .isEqualTo(stored(5));
  }

  @Test
  void expectsTheLastSequenceOfAnotherSubjectOrPattern() {
    fixture.publishEach("s.a.1", "s.a.2", "s.b.1");
    String other = "Nats-Expected-Last-Subject-Sequence-Subject: ";

    assertThat(publishExpecting("s.b.1", 1, other + "s.a.1")).isEqualTo(stored(4));
    assertThat(publishExpecting("s.b.1", 2, other + "s.a.*")).isEqualTo(stored(5));
    assertThat(publishExpecting("s.b.1", 9, other + "s.b.>")).isEqualTo(wrongLastSequence(5));
    assertThat(fixture.publish("s.a.1", "x", other + "s.a.1"))
        .isEqualTo(refused(400, 10193, "missing sequence for expected last sequence per subject"));
  }

  @Test
  void takesTheWidestPatternForTheVeryLastSequence() {
    fixture.publishEach("s.a", "s.a");
    fixture.with(stream -> stream.deleteMessage(2));

    assertThat(publishExpecting("s.a", 0, "Nats-Expected-Last-Subject-Sequence-Subject: >"))
        .isEqualTo(stored(3));
  }

  @Test
  void expectsTheIdOfTheLastMessageEvenIfItHadNone() {
    fixture.publish("s.a", "x", "Nats-Msg-Id: <1>");

    assertThat(fixture.publish("s.a", "x", "Nats-Expected-Last-Msg-Id: 2"))
        .isEqualTo(refused(400, 10070, "wrong last msg ID: \\u003c1\\u003e"));
    assertThat(fixture.publish("s.a", "x", "Nats-Expected-Last-Msg-Id: <1>")).isEqualTo(stored(2));
    assertThat(fixture.publish("s.a", "x", "Nats-Expected-Last-Msg-Id: <1>"))
        .isEqualTo(refused(400, 10070, "wrong last msg ID: "));
  }

  @Test
  void checksSequencesBeforeAndTheLastIdAfterDuplicates() {
    fixture.publish("s.a", "x", "Nats-Msg-Id: 1");

    assertThat(fixture.publish("s.a", "x", "Nats-Msg-Id: 1", "Nats-Expected-Last-Sequence: 0"))
        .isEqualTo(wrongLastSequence(1));
    assertThat(fixture.publish("s.a", "x", "Nats-Msg-Id: 1", "Nats-Expected-Last-Msg-Id: 7"))
        .isEqualTo(duplicate(1));
  }

  private String publishExpecting(String subject, long sequence, String other) {
    return fixture.publish(subject, "x", "Nats-Expected-Last-Subject-Sequence: " + sequence, other);
  }

  private static String wrongLastSequence(long actual) {
    return refused(400, 10071, "wrong last sequence: " + actual);
  }
}
