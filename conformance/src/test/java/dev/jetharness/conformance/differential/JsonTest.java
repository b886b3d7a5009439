package dev.jetharness.conformance.differential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void takesAwayOnePartAtATime() {
    assertThat(Json.simpler("{\"a\":1,\"b\":[2,3],\"c\":{\"d\":4}}"))
        .containsExactly(
            "{\"b\":[2,3],\"c\":{\"d\":4}}",
            "{\"a\":1,\"c\":{\"d\":4}}",
            "{\"a\":1,\"b\":[2,3]}",
            "{\"a\":1,\"b\":[3],\"c\":{\"d\":4}}",
            "{\"a\":1,\"b\":[2],\"c\":{\"d\":4}}",
            "{\"a\":1,\"b\":[2,3],\"c\":{}}");
  }

  @Test
  void doesNotMindBracketsInStringsAndWhatIsNoJson() {
    assertThat(Json.simpler("{\"a\":\"[,\\\"{\"}")).containsExactly("{}");
    assertThat(Json.simpler("x")).isEmpty();
    assertThat(Json.simpler("{\"a\":1")).isEmpty();
  }
}
