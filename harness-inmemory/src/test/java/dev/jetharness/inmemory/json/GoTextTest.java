package dev.jetharness.inmemory.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GoTextTest {

  @Test
  void quotesText() {
    assertThat(GoText.quote("a\"\\ é 😀\n\t\0\u2028\u007f"))
        .isEqualTo("\"a\\\"\\\\ é 😀\\n\\t\\x00\\u2028\\x7f\"");
  }
}
