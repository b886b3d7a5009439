package dev.jetharness.inmemory.jetstream.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeZonesTest {
  private static final Instant WINTER = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "UTC, Z",
    "GMT, Z",
    "GMT0, Z",
    "GMT+0, Z",
    "Etc/GMT+5, -05:00",
    "Europe/Berlin, +01:00",
    "Asia/Calcutta, +05:30",
    "America/Argentina/Buenos_Aires, -03:00",
    "US/Eastern, -05:00",
    "EST5EDT, -05:00",
    "EST, -05:00",
    "MST, -07:00",
    "HST, -10:00",
    "ROC, +08:00",
  })
  void haveIanaNames(String name, String offset) {
    ZoneId zone = TimeZones.find(name);
    assertThat(zone).isNotNull();
    if (zone != null) {
      assertThat(zone.getRules().getOffset(WINTER)).hasToString(offset);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "utc",
        "Z",
        "+01:00",
        "UTC+1",
        "GMT+1",
        "PST",
        "Mars",
        "europe/berlin",
        "Europe",
        "/Europe/Berlin",
        "Europe/../Europe/Berlin",
        "SystemV/EST5EDT",
        "local",
        " UTC"
      })
  void haveNoOtherNames(String name) {
    assertThat(TimeZones.find(name)).isNull();
  }

  @Test
  void theLocalOneIsThatOfTheMachine() {
    assertThat(TimeZones.find("Local")).isEqualTo(ZoneId.systemDefault());
  }
}
