package dev.jetharness.inmemory.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NestedMapTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "null | {}",
        " {} | {}",
        "{\"b\":{\"y\":\"2\",\"x\":\"1\"},\"a\":{}} | {\"a\":{},\"b\":{\"x\":\"1\",\"y\":\"2\"}}",
        "{\"A\":{},\"a\":{}} | {\"A\":{},\"a\":{}}",
        "{\"a\":null} | {\"a\":null}",
        "{\"a\":{\"b\":null}} | {\"a\":{\"b\":\"\"}}",
        "{\"a\":{\"b\":\"1\"},\"a\":{\"c\":\"2\"}} | {\"a\":{\"c\":\"2\"}}",
        "{\"a\":{\"<\":\"&\"}} | {\"a\":{\"\\u003c\":\"\\u0026\"}}",
        "{\"\uD83D\uDE00\":{},\"\uFF21\":{}} | {\"\uFF21\":{},\"\uD83D\uDE00\":{}}",
      })
  void isReadAndWrittenAsByGo(String json, String written) throws Exception {
    assertThat(NestedMap.parse(json).toJson()).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "junk",
        "[]",
        "\"a\"",
        "{\"a\":1}",
        "{\"a\":{\"b\":1}}",
        "{} x",
        "{\"a\":{},}"
      })
  void isNothingElse(String json) {
    assertThatThrownBy(() -> NestedMap.parse(json)).isInstanceOf(JsonException.class);
  }

  @Test
  void isChangedWithoutItsCopies() throws Exception {
    NestedMap original = NestedMap.parse("{\"a\":{\"x\":\"1\"},\"n\":null}");
    NestedMap copy = new NestedMap(original);
    copy.put("a", "x", "2");
    copy.put("n", "y", "3");

    assertThat(copy.toJson()).isEqualTo("{\"a\":{\"x\":\"2\"},\"n\":{\"y\":\"3\"}}");
    assertThat(original.toJson()).isEqualTo("{\"a\":{\"x\":\"1\"},\"n\":null}");
    assertThat(original.get("a", "x")).isEqualTo("1");
    assertThat(original.get("n", "y")).isEmpty();
    assertThat(original.get("b", "x")).isEmpty();
    assertThat(original.isEmpty()).isFalse();
    assertThat(new NestedMap().isEmpty()).isTrue();
  }
}
