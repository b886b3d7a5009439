package dev.jetharness.inmemory.jetstream.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All times were computed by the server's own code. */
class CronTest {

  private static @Nullable String next(String pattern, String zone, String after) {
    SchedulePattern cron = SchedulePattern.parse(pattern, ZoneId.of(zone));
    assertThat(cron).as(pattern).isNotNull();
    Firing next = cron == null ? null : cron.next(nanos(after), nanos(after));
    return next == null ? null : next.text();
  }

  private static long nanos(String time) {
    Instant instant = Instant.parse(time);
    return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* * * * * *          | 2026-01-01T00:00:00Z | 2026-01-01T00:00:01Z",
        "* * * * * *          | 2026-01-01T00:00:00.999999999Z | 2026-01-01T00:00:01Z",
        "0 0 0 * * *          | 2025-12-31T23:59:59Z | 2026-01-01T00:00:00Z",
        "0 0 0 * * *          | 2026-01-01T00:00:00Z | 2026-01-02T00:00:00Z",
        "0 0 0 ? ? ?          | 2026-01-01T00:00:00Z | 2026-01-02T00:00:00Z",
        "*/15 * * * * *       | 2026-01-01T00:00:00Z | 2026-01-01T00:00:15Z",
        "7/20 * * * * *       | 2026-01-01T00:00:27Z | 2026-01-01T00:00:47Z",
        "10-30/10 * * * * *   | 2026-01-01T00:00:30Z | 2026-01-01T00:01:10Z",
        "5,10,,20, * * * * *  | 2026-01-01T00:00:11Z | 2026-01-01T00:00:20Z",
        "+5 * * * * *         | 2026-01-01T00:00:00Z | 2026-01-01T00:00:05Z",
        "0 0 0 *-5-x * *      | 2026-01-01T00:00:00Z | 2026-01-02T00:00:00Z",
        "0 0 12 * jan-mar *   | 2026-03-31T12:00:00Z | 2027-01-01T12:00:00Z",
        "0 0 0 1 JAN,Jul *    | 2026-01-01T00:00:00Z | 2026-07-01T00:00:00Z",
        "0 0 9 * * mon-fri    | 2026-01-02T09:00:00Z | 2026-01-05T09:00:00Z",
        "0 0 9 * * 0          | 2026-01-01T00:00:00Z | 2026-01-04T09:00:00Z",
        "0 0 9 * * Sun        | 2026-01-01T00:00:00Z | 2026-01-04T09:00:00Z",
        "0 0 9 * * mon/2      | 2026-01-01T00:00:00Z | 2026-01-02T09:00:00Z",
        "0 0 0 31 * *         | 2026-01-31T00:00:00Z | 2026-03-31T00:00:00Z",
      })
  void findsTheNextTimeThatAllFieldsMatch(String pattern, String after, String next) {
    assertThat(next(pattern, "UTC", after)).isEqualTo(next);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0 9 13 * fri    | 2026-01-01T00:00:00Z | 2026-01-02T09:00:00Z",
        "0 0 9 13 * *      | 2026-01-01T00:00:00Z | 2026-01-13T09:00:00Z",
        "0 0 9 ? * fri     | 2026-01-01T00:00:00Z | 2026-01-02T09:00:00Z",
        "0 0 9 */1 * fri   | 2026-01-03T00:00:00Z | 2026-01-09T09:00:00Z",
        "0 0 9 */2 * fri   | 2026-01-03T09:00:00Z | 2026-01-05T09:00:00Z",
        "0 0 9 1-31 * fri  | 2026-01-02T09:00:00Z | 2026-01-03T09:00:00Z",
        "0 0 9 , * fri     | 2026-01-01T00:00:00Z | 2026-01-02T09:00:00Z",
        "0 0 0 29 2 mon    | 2026-01-01T00:00:00Z | 2026-02-02T00:00:00Z",
      })
  void oneKindOfDayIsEnoughUnlessOneIsLeftOpen(String pattern, String after, String next) {
    assertThat(next(pattern, "UTC", after)).isEqualTo(next);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-01-01T00:00:00Z | 2028-02-29T00:00:00Z",
        "2028-02-29T00:00:00Z | 2032-02-29T00:00:00Z",
        "2096-02-28T23:59:59Z | 2096-02-29T00:00:00Z",
        "2099-01-01T00:00:00Z | 2104-02-29T00:00:00Z",
      })
  void knowsLeapYears(String after, String next) {
    assertThat(next("0 0 0 29 2 *", "UTC", after)).isEqualTo(next);
  }

  @Test
  void looksNoFurtherThanFiveYears() {
    assertThat(next("0 0 0 29 2 *", "UTC", "2096-02-29T00:00:00Z")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 0 0 30 2 *",
        "0 0 0 31 4,6,9,11 *",
        ", * * * * *",
        "0 , * * * *",
        "0 0 , * * *",
        "0 0 0 , * *",
        "0 0 0 * , *",
        "0 0 0 * * ,",
        "0 0 0 , * ,",
      })
  void findsNothingWhereNoTimeMatches(String pattern) {
    assertThat(next(pattern, "UTC", "2026-01-01T00:00:00Z")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0 0 1 1 *   | Asia/Kolkata     | 2025-12-31T18:29:59Z | 2026-01-01T00:00:00+05:30",
        "0 0 0 1 1 *   | Asia/Kolkata     | 2025-12-31T18:30:00Z | 2027-01-01T00:00:00+05:30",
        "0 0 9 * * *   | America/New_York | 2026-03-07T14:00:00Z | 2026-03-08T09:00:00-04:00",
        "0 0 12 1 1 *  | Europe/London    | 2025-12-31T18:29:59Z | 2026-01-01T12:00:00Z",
        "0 0 12 1 7 *  | Europe/London    | 2026-06-30T18:29:59Z | 2026-07-01T12:00:00+01:00",
      })
  void readsTheClockOfATimeZone(String pattern, String zone, String after, String next) {
    assertThat(next(pattern, zone, after)).isEqualTo(next);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 30 2 * * *  | Europe/Berlin       | 2026-03-28T01:30:00Z | 2026-03-30T02:30:00+02:00",
        "0 0 * * * *   | Europe/Berlin       | 2026-03-29T00:00:00Z | 2026-03-29T03:00:00+02:00",
        "0 15 2 * * *  | Australia/Lord_Howe | 2026-10-02T15:45:00Z | 2026-10-05T02:15:00+11:00",
      })
  void aTimeThatIsLeftOutIsSkipped(String pattern, String zone, String after, String next) {
    assertThat(next(pattern, zone, after)).isEqualTo(next);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 30 2 * * * | Europe/Berlin | 2026-10-24T22:00:00Z | 2026-10-25T02:30:00+02:00",
        "0 30 2 * * * | Europe/Berlin | 2026-10-25T00:30:00Z | 2026-10-25T02:30:00+01:00",
        "0 30 2 * * * | Europe/Berlin | 2026-10-25T01:30:00Z | 2026-10-26T02:30:00+01:00",
        "0 45 1 * * * | Australia/Lord_Howe | 2026-04-04T12:00:00Z | 2026-04-05T01:45:00+11:00",
        "0 45 1 * * * | Australia/Lord_Howe | 2026-04-04T14:45:00Z | 2026-04-05T01:45:00+10:30",
      })
  void aTimeThatComesTwiceFiresTwice(String pattern, String zone, String after, String next) {
    assertThat(next(pattern, zone, after)).isEqualTo(next);
  }

  /** What the server does where there is no midnight is not what anybody would expect. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0 0 * * *   | Africa/Cairo   | 2026-04-22T22:00:00Z | 2026-04-25T00:00:00+03:00",
        "0 0 5 23 4 *  | Africa/Cairo   | 2026-04-23T10:00:00Z | 2026-04-24T05:00:00+03:00",
        "0 0 12 25 4 * | Africa/Cairo   | 2026-04-20T00:00:00Z | 2026-04-25T12:00:00+03:00",
        "0 0 0 1 * *   | America/Havana | 2012-03-30T00:00:00Z | 2012-05-01T00:00:00-04:00",
        "0 0 6 * 5 *   | America/Havana | 2012-03-31T23:00:00Z | 2012-05-02T06:00:00-04:00",
        "0 0 12 1 4 *  | America/Havana | 2012-01-01T00:00:00Z | 2014-04-01T12:00:00-04:00",
      })
  void aDayWithoutMidnightIsSearchedAsTheServerDoes(
      String pattern, String zone, String after, String next) {
    assertThat(next(pattern, zone, after)).isEqualTo(next);
  }

  @Test
  void missedFiringsCollapseIntoTheFirstOneToCome() {
    SchedulePattern cron = SchedulePattern.parse("0 0 0 * * *", null);
    assertThat(cron).isNotNull();
    if (cron != null) {
      assertThat(cron.next(nanos("2026-01-01T00:00:00Z"), nanos("2026-01-09T10:00:00.6Z")))
          .extracting(Firing::text)
          .isEqualTo("2026-01-10T00:00:00Z");
    }
  }

  @Test
  void nowIsRoundedWhenFiringsWereMissed() {
    SchedulePattern cron = SchedulePattern.parse("* * * * * *", null);
    assertThat(cron).isNotNull();
    if (cron != null) {
      assertThat(cron.next(nanos("2026-01-01T00:00:00Z"), nanos("2026-01-01T00:00:10.5Z")))
          .extracting(Firing::text)
          .isEqualTo("2026-01-01T00:00:12Z");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "* * * * *",
        "* * * * * * *",
        "60 * * * * *",
        "* 60 * * * *",
        "* * 24 * * *",
        "* * * 0 * *",
        "* * * 32 * *",
        "* * * * 0 *",
        "* * * * 13 *",
        "* * * * * 7",
        "* * * * * sunday",
        "* * * * mai *",
        "jan * * * * *",
        "* * * * mon *",
        "x * * * * *",
        "- * * * * *",
        "-5 * * * * *",
        "5- * * * * *",
        "1-2-3 * * * * *",
        "30-10 * * * * *",
        "* * * * * fri-mon",
        "*/0 * * * * *",
        "*/-2 * * * * *",
        "*/x * * * * *",
        "*/ * * * * *",
        "/5 * * * * *",
        "1/2/3 * * * * *",
        "60/5 * * * * *",
        "0-60/5 * * * * *",
        "* * * * jan/feb *",
        "0x1 * * * * *",
        "1_0 * * * * *",
        "1.5 * * * * *",
        "\u0661 * * * * *",
        "* * * * * \u017fun",
        "99999999999999999999 * * * * *",
        "*/99999999999999999999 * * * * *",
        "@reboot",
        "@Daily",
        "@daily ",
      })
  void refusesWhatIsNoPattern(String pattern) {
    assertThat(SchedulePattern.parse(pattern, null)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0\t0\u000b0 *\u00a0\u2003* *",
        "*/99999999999 0 0 * * *",
        "\u3000 0 0 0 * * * \t",
      })
  void fieldsAreSetApartByWhatUnicodeCallsWhiteSpace(String pattern) {
    assertThat(next(pattern, "UTC", "2026-01-01T00:00:00Z")).isEqualTo("2026-01-02T00:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "@hourly, 2026-01-01T01:00:00Z",
    "@daily, 2026-01-02T00:00:00Z",
    "@midnight, 2026-01-02T00:00:00Z",
    "@weekly, 2026-01-04T00:00:00Z",
    "@monthly, 2026-02-01T00:00:00Z",
    "@yearly, 2027-01-01T00:00:00Z",
    "@annually, 2027-01-01T00:00:00Z",
  })
  void somePatternsHaveNames(String name, String next) {
    assertThat(next(name, "UTC", "2026-01-01T00:00:00Z")).isEqualTo(next);
  }

  @Test
  void aNamedPatternMayHaveATimeZone() {
    assertThat(next("@daily", "Asia/Kolkata", "2026-01-01T00:00:00Z"))
        .isEqualTo("2026-01-02T00:00:00+05:30");
  }
}
