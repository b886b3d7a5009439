package dev.jetharness.inmemory.jetstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTtlTest {

  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "never, -1",
    "NEVER, -1",
    "5, 5",
    "00, 0",
    "1s, 1",
    "1.5s, 1",
    "+5s, 5",
    ".5m, 30",
    "1h2m3s, 3723",
    "2.m, 120",
    "1500ms, 1",
    "2000000µs, 2",
    "1000000000ns, 1",
    "9223372036854775807, 9223372036854775807",
    "18446744073709551621, 5"
  })
  void readsGoDurationsAndBareSeconds(String text, long seconds) {
    assertThat(MessageTtl.parse(text)).isEqualTo(new MessageTtl(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "500ms",
        "-1",
        "-5s",
        "+5",
        "junk",
        "1x",
        "1h2",
        "s",
        ".s",
        "5 s",
        "9999999999h",
        "9223372036854775808",
        "\u0661",
      })
  void refusesTheRest(String text) {
    assertThat(MessageTtl.parse(text)).isNull();
  }
}
