package dev.jetharness.inmemory.jetstream.schedule;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulePatternTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long NOW = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond() * SECOND;

  private static Firing next(String pattern, long after, long now) {
    SchedulePattern parsed = requireNonNull(SchedulePattern.parse(pattern, null), pattern);
    return requireNonNull(parsed.next(after, now), pattern);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T12:00:00Z, 2026-03-01T12:00:00Z",
    "2020-03-01T12:00:00.25+01:00, 2020-03-01T11:00:00.25Z",
    "2026-03-01T1:00:00Z, 2026-03-01T01:00:00Z",
  })
  void atFiresOnceWhetherTheTimeIsPastOrNot(String time, String due) {
    Firing firing = next("@at " + time, NOW, NOW);
    assertThat(firing.text()).isEqualTo(due);
    assertThat(firing.repeats()).isFalse();
    assertThat(firing.isNever()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "@at 0001-01-01T00:00:00Z", "@at 0001-01-01T02:00:00+02:00"})
  void anEmptyPatternAndGosZeroTimeAreNoSchedule(String pattern) {
    assertThat(next(pattern, NOW, NOW).isNever()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@at",
        "@at ",
        "@at  2026-03-01T12:00:00Z",
        "@at 2026-03-01T12:00:00Z ",
        "@at 2026-03-01 12:00:00Z",
        "@at 2026-03-01T12:00:00",
        "@at 2026-02-29T12:00:00Z",
        "@at 2026-03-01T24:00:00Z",
        "@at now",
        "@AT 2026-03-01T12:00:00Z",
        "@every",
        "@every ",
        "@every  1s",
        "@every 1s ",
        "@every 1",
        "@every 0",
        "@every 999ms",
        "@every 999.999999ms",
        "@every -1m",
        "@every 1d",
        "@every 9999999999s",
        "@Every 1s",
      })
  void refusesWhatIsNoPattern(String pattern) {
    assertThat(SchedulePattern.parse(pattern, null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"@at 2026-03-01T12:00:00Z", "@every 1m"})
  void onlyCronMayHaveATimeZone(String pattern) {
    assertThat(SchedulePattern.parse(pattern, ZoneOffset.UTC)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "@every 1s, 0, 2026-01-01T00:00:01Z",
    "@every 1s, 499999999, 2026-01-01T00:00:01Z",
    "@every 1s, 500000000, 2026-01-01T00:00:02Z",
    "@every 1500ms, 0, 2026-01-01T00:00:01.5Z",
    "@every +1h0.5m, 0, 2026-01-01T01:00:30Z",
    "@every 2562047h, 0, 2318-04-12T23:00:00Z",
  })
  void everyCountsFromTheNearestWholeSecond(String pattern, long nanos, String due) {
    Firing firing = next(pattern, NOW + nanos, NOW + nanos);
    assertThat(firing.text()).isEqualTo(due);
    assertThat(firing.repeats()).isTrue();
  }

  @Test
  void intervalsThatWereMissedCollapseIntoOne() {
    assertThat(next("@every 10s", NOW, NOW + 10 * SECOND).text()).isEqualTo("2026-01-01T00:00:10Z");
    assertThat(next("@every 10s", NOW, NOW + 10 * SECOND + 1).text())
        .isEqualTo("2026-01-01T00:00:20Z");
    assertThat(next("@every 10s", NOW, NOW + 95 * SECOND + SECOND / 2).text())
        .isEqualTo("2026-01-01T00:01:46Z");
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 0",
    "2026-01-01T00:00:00.000000001Z, 1767225600000000001",
    "1969-12-31T23:59:59.5Z, -500000000",
    "1600-01-01T00:00:00Z, 6770648073709551616",
    "2300-01-01T00:00:00Z, -8032952073709551616",
    "9999-12-31T23:59:59Z, -4852116232933722624",
  })
  void timesThatAreFarAwayWrapAround(String time, long nanos) {
    assertThat(next("@at " + time, NOW, NOW).epochNanos()).isEqualTo(nanos);
  }

  @Test
  void theNextTimeIsReadAsItWasWritten() {
    Firing written = next("@every 1500ms", NOW, NOW);
    assertThat(Firing.parse(written.text())).isEqualTo(written);
    assertThat(Firing.parse("purge")).isNull();
    assertThat(Firing.parse("")).isNull();
  }
}
