package dev.jetharness.inmemory.jetstream.stream;

import static dev.jetharness.inmemory.jetstream.stream.ConfigBuilder.config;
import static dev.jetharness.inmemory.jetstream.stream.StreamFixture.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.inmemory.jetstream.config.RetentionPolicy;
import dev.jetharness.inmemory.subject.SubjectFilter;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private final StreamFixture interest =
      new StreamFixture(config().retention(RetentionPolicy.INTEREST).allowRollup());
  private final StreamFixture workQueue =
      new StreamFixture(config().retention(RetentionPolicy.WORK_QUEUE));

  @Test
  void interestPassesOverWhatNobodyWants() {
    interest.listen("s.wanted");

    assertThat(interest.publish("s.a", "x")).isEqualTo(stored(1));
    assertThat(interest.publish("s.wanted", "x")).isEqualTo(stored(2));

    assertThat(interest.sequences()).containsExactly(2L);
    assertThat(interest.traffic.events).contains("stored S 1 s.a");
  }

  @Test
  void interestPassesOverABadTtlOrAFullStreamToo() {
    StreamFixture full =
        new StreamFixture(config().retention(RetentionPolicy.INTEREST).maxMessages(1).discardNew());
    full.listen("s.wanted");
    full.publish("s.wanted", "x");

    assertThat(full.publish("s.a", "x", "Nats-TTL: junk")).isEqualTo(stored(2));
  }

  @Test
  void aRollupThatNobodyWantsStillRollsUp() {
    interest.listen("s.wanted");
    interest.publish("s.wanted", "x");

    assertThat(interest.publish("s.a", "x", "Nats-Rollup: all")).isEqualTo(stored(2));
    assertThat(interest.sequences()).isEmpty();
  }

  @Test
  void aMessageGoesWhenTheLastConsumerIsDoneWithIt() {
    RecordingListener first = interest.listen("s.*");
    RecordingListener second = interest.listen("s.a");
    interest.publishEach("s.a", "s.b");

    release(interest, first, 1);
    assertThat(interest.sequences()).containsExactly(1L, 2L);
    release(interest, second, 1);
    assertThat(interest.sequences()).containsExactly(2L);
    release(interest, first, 2);
    assertThat(interest.sequences()).isEmpty();
    assertThat(interest.stream.firstSequence()).isEqualTo(3);
  }

  @Test
  void limitsKeepWhatIsAcknowledged() {
    StreamFixture limits = new StreamFixture(config());
    RecordingListener listener = limits.listen(">");
    limits.publish("s.a", "x");

    release(limits, listener, 1);

    assertThat(limits.sequences()).containsExactly(1L);
  }

  @Test
  void aWorkQueueStoresWithoutConsumersAndLetsGoOnAck() {
    workQueue.publishEach("s.a", "s.a");
    RecordingListener listener = workQueue.listen(">");

    release(workQueue, listener, 2);

    assertThat(workQueue.sequences()).containsExactly(1L);
  }

  @Test
  void releasingWhatIsGoneOrNotYetThereDoesNothing() {
    RecordingListener listener = workQueue.listen(">");
    workQueue.publish("s.a", "x");

    release(workQueue, listener, 7);
    release(workQueue, listener, 1);
    release(workQueue, listener, 1);

    assertThat(listener.notices).containsExactly("stored 1", "removed 1");
  }

  @Test
  void deletingAConsumerRemovesWhatOnlyItNeeded() {
    RecordingListener first = interest.listen("s.a");
    RecordingListener second = interest.listen("s.b");
    interest.publishEach("s.a", "s.b", "s.a");

    interest.with(
        stream -> {
          stream.removeListener(first);
          stream.interestChanged(2);
        });

    assertThat(interest.sequences()).as("not below the ack floor").containsExactly(1L, 2L);
    assertThat(second.notices).containsExactly("stored 2");
  }

  @Test
  void deletingTheLastConsumerEmptiesAnInterestStreamButNotAWorkQueue() {
    for (StreamFixture fixture : List.of(interest, workQueue)) {
      RecordingListener only = fixture.listen(">");
      fixture.publishEach("s.a", "s.b");
      fixture.with(
          stream -> {
            stream.removeListener(only);
            stream.interestChanged(2);
          });
    }

    assertThat(interest.sequences()).isEmpty();
    assertThat(interest.stream.firstSequence()).isEqualTo(3);
    assertThat(interest.stream.lastSequence()).isEqualTo(2);
    assertThat(workQueue.sequences()).containsExactly(1L, 2L);
  }

  @Test
  void aNarrowerFilterRemovesWhatLostInterest() {
    RecordingListener listener = interest.listen("s.*");
    interest.publishEach("s.a", "s.b");

    interest.with(
        stream -> {
          stream.addListener(listener, SubjectFilter.of(List.of("s.b")));
          stream.interestChanged(0);
        });

    assertThat(interest.sequences()).containsExactly(2L);
  }

  @Test
  void changingToInterestRemovesWhatConsumersAreDoneWith() {
    StreamFixture fixture = new StreamFixture(config());
    RecordingListener listener = fixture.listen("s.a");
    fixture.publishEach("s.a", "s.a", "s.b");
    listener.done.add(1L);

    fixture.update(config().retention(RetentionPolicy.INTEREST));

    assertThat(fixture.sequences()).as("nobody ever wanted 3").containsExactly(2L, 3L);
  }

  @Test
  void changingToInterestWithoutConsumersRemovesAll() {
    StreamFixture fixture = new StreamFixture(config());
    fixture.publishEach("s.a", "s.b");

    fixture.update(config().retention(RetentionPolicy.INTEREST));

    assertThat(fixture.sequences()).isEmpty();
  }

  private static void release(StreamFixture fixture, RecordingListener listener, long sequence) {
    listener.done.add(sequence);
    fixture.with(stream -> stream.released(sequence));
  }
}
