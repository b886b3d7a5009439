package dev.jetharness.inmemory.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoTextTest {

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0s",
    "PT0.000000005S, 5ns",
    "PT0.0000015S, 1.5µs",
    "PT0.25S, 250ms",
    "PT1S, 1s",
    "PT1M, 1m0s",
    "PT1M30.5S, 1m30.5s",
    "PT1H, 1h0m0s",
    "PT26H3M0.001S, 26h3m0.001s",
    "PT-1.5S, -1.5s",
  })
  void showsDurations(Duration duration, String text) {
    assertThat(GoText.duration(duration)).isEqualTo(text);
  }

  @Test
  void quotesText() {
    assertThat(GoText.quote("a\"\\ é 😀\n\t\0\u2028\u007f"))
        .isEqualTo("\"a\\\"\\\\ é 😀\\n\\t\\x00\\u2028\\x7f\"");
  }
}
