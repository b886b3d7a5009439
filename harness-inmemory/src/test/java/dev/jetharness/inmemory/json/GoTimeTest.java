package dev.jetharness.inmemory.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected texts were taken from nats-server 2.15.1. */
class GoTimeTest {

  @ParameterizedTest
  @CsvSource({
    "2020-01-02T03:04:05Z, 2020-01-02T03:04:05Z",
    "2020-01-02T03:04:05.120Z, 2020-01-02T03:04:05.12Z",
    "2020-01-02T03:04:05.123456789Z, 2020-01-02T03:04:05.123456789Z",
    "2020-01-02T03:04:05.000000001Z, 2020-01-02T03:04:05.000000001Z",
    "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
  })
  void writesFractionsWithoutTrailingZeros(Instant time, String text) {
    assertThat(GoTime.format(time)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2020-01-02T03:04:05Z",
        "2020-01-02T03:04:05.5+05:30",
        "2020-01-02T03:04:05-00:30",
        "2020-01-02T03:04:05-11:00"
      })
  void writesOffsets(String text) {
    assertThat(GoTime.format(OffsetDateTime.parse(text))).isEqualTo(text);
  }

  @Test
  void leavesTheSecondsOfAnOffsetOut() {
    assertThat(GoTime.format(OffsetDateTime.parse("1800-01-02T03:04:05+00:53:28")))
        .isEqualTo("1800-01-02T03:04:05+00:53");
    assertThat(GoTime.format(OffsetDateTime.parse("1800-01-02T03:04:05-00:00:20")))
        .isEqualTo("1800-01-02T03:04:05+00:00");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2020-01-02T03:04:05Z | 2020-01-02T03:04:05Z",
        "2020-01-02T3:04:05Z | 2020-01-02T03:04:05Z",
        "2020-01-02T03:04:05,5Z | 2020-01-02T03:04:05.500Z",
        "2020-01-02T03:04:05.1234567891Z | 2020-01-02T03:04:05.123456789Z",
        "2020-01-02T03:04:05+01:30 | 2020-01-02T01:34:05Z",
        "2020-01-02T03:04:05-24:00 | 2020-01-03T03:04:05Z",
      })
  void readsWhatGoReads(String text, Instant time) throws JsonException {
    assertThat(GoTime.parse(text).instant()).isEqualTo(time);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2020-01-02T03:04:05.5+01:30 | 2020-01-02T03:04:05.5+01:30",
        "2020-01-02T00:00:00-09:05 | 2020-01-02T00:00:00-09:05",
        "2020-01-02T03:04:05+00:00 | 2020-01-02T03:04:05Z",
        "2020-01-02T03:04:05.100Z | 2020-01-02T03:04:05.1Z",
      })
  void keepsTheOffset(String text, String written) throws JsonException {
    assertThat(GoTime.format(GoTime.parse(text))).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x | cannot parse \"x\" as \"2006\"",
        "2020 | cannot parse \"\" as \"-\"",
        "20x0-01-01T13:00:00Z | cannot parse \"20x0-01-01T13:00:00Z\" as \"2006\"",
        "2020-1-01T13:00:00Z | cannot parse \"1-01T13:00:00Z\" as \"01\"",
        "2020-01-01t13:00:00Z | cannot parse \"t13:00:00Z\" as \"T\"",
        "2020-01-01T23:00:00 | cannot parse \"\" as \"Z07:00\"",
        "2020-01-01T23:00:00.Z | cannot parse \".Z\" as \"Z07:00\"",
        "2020-01-01T13:00:00+0100 | cannot parse \"+0100\" as \"Z07:00\"",
      })
  void saysWhereTheLayoutIsNotMet(String text, String problem) {
    assertThatThrownBy(() -> GoTime.parse(text))
        .hasMessage("parsing time \"" + text + "\" as \"2006-01-02T15:04:05Z07:00\": " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2020-13-01T00:00:00Z | month out of range",
        "2020-00-30T00:00:00Z | month out of range",
        "2020-02-30T00:00:00Z | day out of range",
        "2020-01-00T00:00:00Z | day out of range",
        "2020-01-01T24:00:00Z | hour out of range",
        "2020-01-01T23:60:00Z | minute out of range",
        "2020-01-01T23:00:60Z | second out of range",
        "2020-01-01T13:00:00+25:00 | time zone offset hour out of range",
        "2020-01-01T13:00:00Zfoo | extra text: \"foo\"",
      })
  void saysWhatIsOutOfPlace(String text, String problem) {
    assertThatThrownBy(() -> GoTime.parse(text))
        .hasMessage("parsing time \"" + text + "\": " + problem);
  }
}
