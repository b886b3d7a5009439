package dev.jetharness.inmemory.jetstream.stream;

import static dev.jetharness.inmemory.jetstream.stream.ConfigBuilder.config;
import static dev.jetharness.inmemory.jetstream.stream.StreamFixture.block;
import static dev.jetharness.inmemory.jetstream.stream.StreamFixture.stored;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.config.RetentionPolicy;
import dev.jetharness.inmemory.jetstream.config.StorageType;
import dev.jetharness.inmemory.jetstream.store.MemoryStore;
import dev.jetharness.inmemory.jetstream.store.StoredMessage;
import dev.jetharness.inmemory.time.BrokerClock;
import dev.jetharness.inmemory.time.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What schedules produce, and when. Time begins at midnight of 2026-01-01, a Thursday. */
class SchedulesTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration QUARTER = Duration.ofMillis(250);
  private static final String PAST = "Nats-Schedule: @at 2020-01-01T00:00:00Z";
  private static final String TARGET = "Nats-Schedule-Target: s.target";

  private final StreamFixture fixture = new StreamFixture(config().allowSchedules());

  private String schedule(String subject, String pattern, String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "Nats-Schedule: " + pattern;
    all[1] = TARGET;
    System.arraycopy(headers, 0, all, 2, headers.length);
    return fixture.publish(subject, "text of " + subject, all);
  }

  /** What is stored, as {@code sequence subject text}. */
  private List<String> contents() {
    return fixture.sequences().stream()
        .map(fixture::read)
        .map(
            message ->
                message.sequence()
                    + " "
                    + message.subject()
                    + " "
                    + new String(message.payload(), UTF_8))
        .toList();
  }

  private String headersOf(long sequence) {
    return new String(fixture.read(sequence).headers(), UTF_8);
  }

  private static String headers(String... lines) {
    return new String(block(lines), UTF_8);
  }

  private String timeOf(long sequence) {
    StoredMessage message = fixture.read(sequence);
    return BrokerClock.toInstant(message.timestamp()).toString();
  }

  @Test
  void aScheduleIsStoredWithTheRollupOfItsSubject() {
    assertThat(schedule("s.a", "@daily")).isEqualTo(stored(1));
    assertThat(headersOf(1))
        .isEqualTo(headers("Nats-Schedule: @daily", TARGET, "Nats-Rollup: sub"));
  }

  @Test
  void aScheduleThatIsOverTakesItsMessageWithIt() {
    schedule("s.a", "@at 2026-01-01T00:01:00Z");
    fixture.advance(Duration.ofSeconds(60).minusNanos(1));
    assertThat(fixture.sequences()).containsExactly(1L);

    fixture.advance(Duration.ofNanos(1));
    assertThat(contents()).containsExactly("2 s.target text of s.a");
    assertThat(headersOf(2)).isEqualTo(headers("Nats-Scheduler: s.a", "Nats-Schedule-Next: purge"));
    fixture.advance(QUARTER);
    assertThat(fixture.time.waiting()).isZero();
  }

  @Test
  void whatIsPastFiresAfterAQuarterOfASecond() {
    schedule("s.a", "@at 2020-01-01T00:00:00Z");
    fixture.advance(QUARTER.minusNanos(1));
    assertThat(fixture.sequences()).containsExactly(1L);
    fixture.advance(Duration.ofNanos(1));
    assertThat(fixture.sequences()).containsExactly(2L);
  }

  @Test
  void whatIsTooFarAwayForTheServersClockFiresLikeWhatIsPast() {
    schedule("s.a", "@at 9999-12-31T23:59:59Z");
    fixture.advance(QUARTER);
    assertThat(fixture.sequences()).containsExactly(2L);
  }

  @Test
  void aRepeatingScheduleStaysAndSaysWhenItFiresNext() {
    schedule("s.a", "@every 90s");
    fixture.advance(Duration.ofMinutes(3));

    assertThat(contents())
        .containsExactly("1 s.a text of s.a", "2 s.target text of s.a", "3 s.target text of s.a");
    assertThat(timeOf(2)).isEqualTo("2026-01-01T00:01:30Z");
    assertThat(headersOf(2))
        .isEqualTo(headers("Nats-Scheduler: s.a", "Nats-Schedule-Next: 2026-01-01T00:03:00Z"));
    assertThat(headersOf(3))
        .isEqualTo(headers("Nats-Scheduler: s.a", "Nats-Schedule-Next: 2026-01-01T00:04:30Z"));
  }

  @Test
  void cronFollowsTheClockOfItsTimeZone() {
    schedule("s.a", "0 30 2 * * *", "Nats-Schedule-Time-Zone: Europe/Berlin");
    fixture.advance(Duration.ofDays(88));

    assertThat(fixture.stream.messages()).isEqualTo(1 + 87);
    assertThat(timeOf(2)).isEqualTo("2026-01-01T01:30:00Z");
    assertThat(headersOf(2)).contains("Nats-Schedule-Next: 2026-01-02T02:30:00+01:00\r\n");
    // On 2026-03-29 the clock goes from two to three.
    assertThat(timeOf(88)).isEqualTo("2026-03-28T01:30:00Z");
    assertThat(headersOf(88)).contains("Nats-Schedule-Next: 2026-03-30T02:30:00+02:00\r\n");
  }

  @Test
  void aFiringThatNoneFollowsWithinFiveYearsIsLost() {
    schedule("s.a", "0 0 0 29 2 *");
    fixture.advance(Duration.ofDays(365 * 71));

    assertThat(timeOf(fixture.stream.lastSequence())).isEqualTo("2092-02-29T00:00:00Z");
    assertThat(headersOf(fixture.stream.lastSequence()))
        .contains("Nats-Schedule-Next: 2096-02-29T00:00:00Z\r\n");
    assertThat(fixture.read(1).subject()).isEqualTo("s.a");
    assertThat(fixture.time.waiting()).isZero();
  }

  @Test
  void whatConcernsOnlyTheScheduleIsNotCopied() {
    fixture.publish(
        "s.a",
        "x",
        "A:1",
        PAST,
        "Nats-Msg-Id: id",
        TARGET,
        "B:  2 ",
        "Nats-Schedule-Of: mine",
        "Nats-Expected-Stream: S",
        "Nats-Expected-Last-Sequence: 0",
        "nats-schedule: lower",
        "Nats-Schedule-Rollup: sub",
        "X-Nats-Schedule: other");
    fixture.advance(QUARTER);

    assertThat(headersOf(2))
        .isEqualTo(
            headers(
                "A:1",
                "B:  2 ",
                "nats-schedule: lower",
                "X-Nats-Schedule: other",
                "Nats-Scheduler: s.a",
                "Nats-Schedule-Next: purge",
                "Nats-Rollup: sub"));
  }

  @Test
  void theTimeToLiveThatIsAskedForIsGivenToTheProducedMessage() {
    StreamFixture living = new StreamFixture(config().allowSchedules().allowMessageTtl());
    living.publish("s.a", "x", PAST, TARGET, "Nats-Schedule-TTL: 5m", "Nats-Schedule-Rollup: sub");
    living.advance(QUARTER);

    assertThat(new String(living.read(2).headers(), UTF_8))
        .isEqualTo(
            headers(
                "Nats-Scheduler: s.a",
                "Nats-Schedule-Next: purge",
                "Nats-TTL: 5m",
                "Nats-Rollup: sub"));
  }

  @Test
  void theRollupThatIsAskedForIsPerformed() {
    schedule("s.a", "@every 1s", "Nats-Schedule-Rollup: sub");
    fixture.advance(SECOND.multipliedBy(3));
    assertThat(contents()).containsExactly("1 s.a text of s.a", "4 s.target text of s.a");
  }

  @Test
  void theLastMessageOfTheSourceIsCopied() {
    fixture.publish("s.source", "old", "Old: 1");
    fixture.publish("s.source", "new", "New: 1", "Nats-Msg-Id: id");
    schedule("s.a", "@every 1s", "Mine: 1", "Nats-Schedule-Source: s.source");
    fixture.advance(SECOND);
    fixture.purge("s.source", 0, 0);
    fixture.advance(SECOND);

    assertThat(contents())
        .containsExactly("3 s.a text of s.a", "4 s.target new", "5 s.target text of s.a");
    assertThat(headersOf(4)).startsWith(headers("New: 1", "Nats-Scheduler: s.a").stripTrailing());
    assertThat(headersOf(5)).startsWith(headers("Mine: 1", "Nats-Scheduler: s.a").stripTrailing());
  }

  @Test
  void whatIsDueTogetherIsProducedInTheOrderInWhichItWasStored() {
    schedule("s.a", "@at 2026-01-01T00:00:03.1Z");
    schedule("s.b", "@at 2026-01-01T00:00:03Z");
    schedule("s.c", "@at 2026-01-01T00:00:03Z");
    fixture.advance(SECOND.multipliedBy(4));
    assertThat(contents())
        .containsExactly(
            "4 s.target text of s.b", "5 s.target text of s.c", "6 s.target text of s.a");
    assertThat(timeOf(6)).isEqualTo("2026-01-01T00:00:03.250Z");

    schedule("s.a", "@at 2026-01-01T00:00:04.2Z");
    schedule("s.b", "@at 2026-01-01T00:00:04.1Z");
    fixture.advance(SECOND);
    assertThat(fixture.stream.lastSequence()).isEqualTo(10);
    assertThat(headersOf(9)).contains("Nats-Scheduler: s.a\r\n");
    assertThat(headersOf(10)).contains("Nats-Scheduler: s.b\r\n");
  }

  @Test
  void anEarlierScheduleBringsTheTimerForward() {
    schedule("s.a", "@at 2026-01-01T01:00:00Z");
    schedule("s.b", "@at 2026-01-01T00:00:05Z");
    fixture.advance(SECOND.multipliedBy(5));
    assertThat(contents()).containsExactly("1 s.a text of s.a", "3 s.target text of s.b");
  }

  @Test
  void aHundredThousandSchedulesShareOneTimer() {
    byte[] headers = block("Nats-Schedule: @at 2026-01-01T00:01:00Z", TARGET);
    for (int i = 0; i < 100_000; i++) {
      fixture.account.send(new Message("s." + i, null, headers, Message.EMPTY), null);
    }
    assertThat(fixture.time.waiting()).isEqualTo(1);
    fixture.advance(Duration.ofMinutes(1));
    assertThat(fixture.stream.messages()).isEqualTo(100_000);
    assertThat(fixture.stream.firstSequence()).isEqualTo(100_001);
  }

  @Test
  void aNewScheduleReplacesTheOneOnItsSubject() {
    schedule("s.a", "@every 1s");
    schedule("s.a", "@every 10s");
    fixture.advance(SECOND.multipliedBy(10));
    assertThat(fixture.sequences()).containsExactly(2L, 3L);
  }

  @Test
  void anotherMessageOnItsSubjectCancelsASchedule() {
    schedule("s.a", "@every 1s");
    fixture.publish("s.a", "x");
    fixture.advance(SECOND.multipliedBy(10));
    assertThat(fixture.sequences()).containsExactly(1L, 2L);
  }

  @Test
  void aMessageThatASchedulerProducedDoesNotCancelASchedule() {
    fixture.publish("s.target", "x", "Nats-Schedule: @every 10s", "Nats-Schedule-Target: s.other");
    schedule("s.a", "@every 7s");
    fixture.advance(SECOND.multipliedBy(10));
    assertThat(contents())
        .containsExactly(
            "1 s.target x", "2 s.a text of s.a", "3 s.target text of s.a", "4 s.other x");
  }

  @Test
  void aScheduleEndsWithItsMessage() {
    schedule("s.a", "@every 1s");
    schedule("s.b", "@every 1s");
    schedule("s.c", "@every 1s");
    fixture.with(stream -> stream.deleteMessage(1));
    fixture.purge("s.b", 0, 0);
    fixture.publish("s.d", "x", "Nats-Rollup: all");
    fixture.advance(SECOND.multipliedBy(10));
    assertThat(fixture.sequences()).containsExactly(4L);
    assertThat(fixture.time.waiting()).isZero();
  }

  @Test
  void aScheduleThatALimitDropsEndsToo() {
    StreamFixture small = new StreamFixture(config().allowSchedules().maxMessages(1));
    small.publish("s.a", "x", "Nats-Schedule: @every 1s", TARGET);
    small.publish("s.b", "x");
    small.advance(SECOND.multipliedBy(10));
    assertThat(small.sequences()).containsExactly(2L);
  }

  @Test
  void aMessageMayEndTheScheduleThatItNames() {
    schedule("s.a", "@every 1s");
    fixture.publish("s.b", "x", "Nats-Schedule-Next: purge", "Nats-Scheduler: s.a");
    fixture.advance(SECOND.multipliedBy(10));
    assertThat(fixture.sequences()).containsExactly(2L);
  }

  @Test
  void anEmptyRollupHeaderHidesTheOneThatTheServerAdds() {
    schedule("s.a", "@every 10s");
    schedule("s.a", "@every 10s", "Nats-Rollup:");
    assertThat(headersOf(2)).endsWith("Nats-Rollup:\r\nNats-Rollup: sub\r\n\r\n");
    assertThat(fixture.sequences()).containsExactly(1L, 2L);
    fixture.advance(SECOND.multipliedBy(10));
    assertThat(fixture.stream.messages()).isEqualTo(3);
  }

  @Test
  void whatTheStreamRefusesIsLostAndTheScheduleFiresNoMore() {
    fixture.publish("s.source", "y".repeat(200));
    schedule("s.a", "@every 1s", "Nats-Schedule-Source: s.source");
    fixture.update(config().allowSchedules().maxMessageSize(150));
    fixture.advance(SECOND);
    assertThat(fixture.traffic.events)
        .endsWith("refused S s.target 10054 message size exceeds maximum allowed");

    fixture.update(config().allowSchedules());
    fixture.advance(SECOND.multipliedBy(10));
    assertThat(fixture.sequences()).containsExactly(1L, 2L);

    schedule("s.a", "@every 1s");
    fixture.advance(SECOND);
    assertThat(fixture.sequences()).containsExactly(1L, 3L, 4L);
  }

  @Test
  void aSealedStreamProducesNothing() {
    schedule("s.a", "@every 1s");
    fixture.update(config().allowSchedules().sealed());
    fixture.advance(SECOND.multipliedBy(10));
    assertThat(fixture.sequences()).containsExactly(1L);
  }

  @Test
  void whatNobodyIsInterestedInTakesASequenceAndTheScheduleFiresNoMore() {
    StreamFixture interest =
        new StreamFixture(config().allowSchedules().retention(RetentionPolicy.INTEREST));
    interest.listen("s.a", "s.b");
    interest.publish("s.a", "x", "Nats-Schedule: @every 1s", TARGET);
    interest.publish("s.b", "x", PAST, TARGET);
    interest.advance(SECOND);
    assertThat(interest.sequences()).containsExactly(1L);
    assertThat(interest.stream.lastSequence()).isEqualTo(4);

    interest.listen(">");
    interest.advance(SECOND.multipliedBy(10));
    assertThat(interest.stream.lastSequence()).isEqualTo(4);
  }

  @Test
  void anUpdateRunsWhatIsDueAtOnce() {
    schedule("s.a", "@at 2020-01-01T00:00:00Z");
    fixture.update(config().allowSchedules().maxMessages(10));
    assertThat(contents()).containsExactly("2 s.target text of s.a");
  }

  /** As when a mirror of scheduled messages becomes a stream of its own. */
  @Test
  void schedulesThatAreThereBeginWhenTheyAreAllowed() {
    List<String> produced = new ArrayList<>();
    StreamCore core =
        new StreamCore(
            fixture.context,
            new MemoryStore(StorageType.MEMORY),
            config().allowSchedules().build());
    Schedules schedules =
        new Schedules(core, message -> produced.add(new String(message.payload(), UTF_8)));
    long weekAgo = ManualTime.START - Duration.ofDays(7).toNanos();
    for (String pattern : List.of(PAST, "Nats-Schedule: @every 24h", "A: b")) {
      core.store().append("s.a", block(pattern, TARGET), pattern.getBytes(UTF_8), weekAgo);
    }
    core.store().append("s.b", block(PAST, TARGET), PAST.getBytes(UTF_8), weekAgo);
    core.store().append("s.c", block(PAST), "without target".getBytes(UTF_8), weekAgo);

    fixture.sequencer.run(() -> schedules.configurationChanged(false));
    assertThat(produced).containsExactly(PAST);
    fixture.advance(Duration.ofHours(24));
    assertThat(produced).containsExactly(PAST, "Nats-Schedule: @every 24h");
  }

  @Test
  void theTargetNeedsNoSubjectOfTheStreamAnyMore() {
    schedule("s.a", "@every 1s");
    fixture.update(config().allowSchedules().subjects("t"));
    fixture.advance(SECOND);
    assertThat(contents()).containsExactly("1 s.a text of s.a", "2 s.target text of s.a");
  }

  @Test
  void aStreamThatIsDeletedFiresNoMore() {
    schedule("s.a", "@every 1s");
    fixture.with(Stream::delete);
    assertThat(fixture.time.waiting()).isZero();
  }

  @Test
  void whatIsProducedIsRecordedAsStoredAndToldToConsumers() {
    RecordingListener listener = fixture.listen(">");
    schedule("s.a", "@at 2020-01-01T00:00:00Z");
    fixture.advance(QUARTER);
    assertThat(fixture.traffic.events).containsExactly("stored S 1 s.a", "stored S 2 s.target");
    assertThat(listener.notices).startsWith("stored 1").contains("stored 2");
  }

  @Test
  void goGivesTheZeroTimeToWhatIsNoSchedule() {
    assertThat(fixture.publish("s.a", "x", "Nats-Schedule: @at 0001-01-01T00:00:00Z"))
        .isEqualTo(stored(1));
    assertThat(fixture.publish("s.a", "x", "Nats-Schedule:")).isEqualTo(stored(2));
    assertThat(fixture.time.waiting()).isZero();
    assertThat(headersOf(1)).isEqualTo(headers("Nats-Schedule: @at 0001-01-01T00:00:00Z"));
  }
}
