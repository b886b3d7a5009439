package dev.jetharness.inmemory.jetstream.stream;

import static dev.jetharness.inmemory.jetstream.stream.ConfigBuilder.config;
import static dev.jetharness.inmemory.jetstream.stream.StreamFixture.refused;
import static dev.jetharness.inmemory.jetstream.stream.StreamFixture.stored;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused in the headers of a schedule, and what first. */
class ScheduleChecksTest {
  private static final String SCHEDULE = "Nats-Schedule: @daily";
  private static final String TARGET = "Nats-Schedule-Target: s.target";

  private final StreamFixture fixture = new StreamFixture(config().allowSchedules());

  /** From the last error to the first: each header brings one that hides all above it. */
  @Test
  void theErrorsComeInTheServersOrder() {
    assertThat(all(10)).isEqualTo(stored(1));
    assertThat(all(9)).isEqualTo(refused(400, 10192, "message schedules invalid rollup"));
    assertThat(all(8)).isEqualTo(refused(400, 10203, "message schedules source is invalid"));
    assertThat(all(7)).isEqualTo(refused(400, 10190, "message schedules target is invalid"));
    assertThat(all(6)).isEqualTo(refused(400, 10203, "message schedules source is invalid"));
    assertThat(all(5)).isEqualTo(refused(400, 10190, "message schedules target is invalid"));
    assertThat(all(4)).isEqualTo(refused(400, 10166, "per-message TTL is disabled"));
    assertThat(all(3)).isEqualTo(refused(400, 10192, "message schedules invalid rollup"));
    assertThat(all(2)).isEqualTo(refused(400, 10191, "message schedules invalid per-message TTL"));
    assertThat(all(1)).isEqualTo(refused(400, 10189, "message schedules pattern is invalid"));
    assertThat(all(0)).isEqualTo(refused(400, 10223, "message schedules time zone is invalid"));
  }

  /** Publishes a schedule in which only the first few things are right. */
  private String all(int right) {
    String target = right > 5 ? right > 7 ? "s.target" : "other" : "s.*";
    String source = right > 6 ? right > 8 ? "s.source" : "another" : "s.a";
    return fixture.publish(
        "s.a",
        "x",
        "Nats-Schedule-Time-Zone: " + (right > 0 ? "UTC" : "Mars"),
        "Nats-Schedule: " + (right > 1 ? "@daily" : "daily"),
        "Nats-Schedule-TTL: " + (right > 2 ? right > 4 ? "" : "5s" : "soon"),
        "Nats-Schedule-Rollup: " + (right > 3 ? "sub" : "all"),
        "Nats-Schedule-Target: " + target,
        "Nats-Schedule-Source: " + source,
        "Nats-Rollup: " + (right > 9 ? "Sub" : "all"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s.a", "s.*", "s.>", "s..b", "other", "S.b"})
  void theTargetMustBeAnotherLiteralSubjectOfTheStream(String target) {
    assertThat(fixture.publish("s.a", "x", SCHEDULE, "Nats-Schedule-Target: " + target))
        .isEqualTo(refused(400, 10190, "message schedules target is invalid"));
    assertThat(fixture.publish("s.a", "x", SCHEDULE))
        .isEqualTo(refused(400, 10190, "message schedules target is invalid"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"s.a", "s.target", "s.*", "s.>", "s..b", "other"})
  void theSourceMustBeAThirdLiteralSubjectOfTheStream(String source) {
    assertThat(fixture.publish("s.a", "x", SCHEDULE, TARGET, "Nats-Schedule-Source: " + source))
        .isEqualTo(refused(400, 10203, "message schedules source is invalid"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Nats-Schedule-TTL: 1s | 10166 | per-message TTL is disabled",
        "Nats-Schedule-TTL: 00 | 10166 | per-message TTL is disabled",
        "Nats-Schedule-TTL: 0 | 10191 | message schedules invalid per-message TTL",
        "Nats-Schedule-Rollup: SUB | 10192 | message schedules invalid rollup",
      })
  void whatIsAskedForTheProducedMessageIsChecked(String header, int code, String description) {
    assertThat(fixture.publish("s.a", "x", SCHEDULE, TARGET, header))
        .isEqualTo(refused(400, code, description));
  }

  @Test
  void aTimeToLiveNeedsAStreamThatAllowsThem() {
    StreamFixture living = new StreamFixture(config().allowSchedules().allowMessageTtl());
    assertThat(living.publish("s.a", "x", SCHEDULE, TARGET, "Nats-Schedule-TTL: never"))
        .isEqualTo(stored(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Mars", "europe/berlin"})
  void aTimeZoneMustExistEvenWithoutASchedule(String zone) {
    assertThat(fixture.publish("s.a", "x", "Nats-Schedule-Time-Zone: " + zone))
        .isEqualTo(refused(400, 10223, "message schedules time zone is invalid"));
    assertThat(fixture.publish("s.a", "x", "Nats-Schedule-Time-Zone: UTC")).isEqualTo(stored(1));
  }

  @Test
  void theAddedRollupCountsForTheSizeOfTheMessage() {
    int schedule = StreamFixture.block(SCHEDULE, TARGET).length;
    int added = "Nats-Rollup: sub\r\n".length();
    StreamFixture small =
        new StreamFixture(config().allowSchedules().maxMessageSize(schedule + added + 1));
    assertThat(small.publish("s.a", "xx", SCHEDULE, TARGET))
        .isEqualTo(refused(400, 10054, "message size exceeds maximum allowed"));
    assertThat(small.publish("s.a", "x", SCHEDULE, TARGET)).isEqualTo(stored(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"s.b", "", "s.*", "s.other"})
  void onlyAScheduleOnAnotherSubjectMayBeEnded(String scheduler) {
    fixture.publish("s.other", "x");
    assertThat(end("s.b", scheduler)).isEqualTo(schedulerInvalid());
  }

  @Test
  void aScheduleThatIsNotThereMayBeEndedToo() {
    assertThat(end("s.b", "s.gone")).isEqualTo(stored(1));
    assertThat(end("s.b", "nowhere")).isEqualTo(stored(2));
    fixture.publish("s.a", "x", SCHEDULE, TARGET);
    assertThat(end("s.b", "s.a")).isEqualTo(stored(4));
    assertThat(fixture.sequences()).containsExactly(1L, 2L, 4L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Purge", "2026-01-01T00:00:00Z", "x"})
  void whenAScheduleFiresNextOnlyTheServerSays(String next) {
    fixture.publish("s.a", "x", SCHEDULE, TARGET);
    assertThat(fixture.publish("s.b", "x", "Nats-Schedule-Next: " + next, "Nats-Scheduler: s.a"))
        .isEqualTo(schedulerInvalid());
    assertThat(fixture.publish("s.b", "x", "Nats-Schedule-Next: " + next))
        .isEqualTo(schedulerInvalid());
  }

  @Test
  void whichScheduleProducedAMessageOnlyTheServerSays() {
    assertThat(fixture.publish("s.b", "x", "Nats-Scheduler: s.a")).isEqualTo(schedulerInvalid());
    assertThat(fixture.publish("s.b", "x", "Nats-Scheduler:")).isEqualTo(stored(1));
    assertThat(fixture.publish("s.b", "x", "Nats-Schedule-Next:")).isEqualTo(stored(2));
  }

  private String end(String subject, String scheduler) {
    return fixture.publish(
        subject, "x", "Nats-Schedule-Next: purge", "Nats-Scheduler: " + scheduler);
  }

  private static String schedulerInvalid() {
    return refused(400, 10212, "message schedules invalid scheduler");
  }
}
