package dev.jetharness.inmemory.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {

  @ParameterizedTest
  @CsvSource({
    "0s,0",
    "1ns,1",
    "1.5µs,1500",
    "250ms,250000000",
    "1.001s,1001000000",
    "1m0s,60000000000",
    "1h0m0.5s,3600500000000",
    "26h3m4s,93784000000000",
    "-2s,-2000000000"
  })
  void writesAndReads(String text, long nanos) {
    assertThat(GoDuration.format(nanos)).isEqualTo(text);
    assertThat(GoDuration.parse(text)).isEqualTo(nanos);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "1.h,3600000000000",
    ".5s,500000000",
    "+1us,1000",
    "1μs,1000",
    "1s1s,2000000000"
  })
  void readsOtherSpellings(String text, long nanos) {
    assertThat(GoDuration.parse(text)).isEqualTo(nanos);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "5", "s", "1x", "1s ", "1 s", "99999999999h", "."})
  void refusesWhatIsNoDuration(String text) {
    assertThat(GoDuration.parse(text)).isNull();
  }
}
