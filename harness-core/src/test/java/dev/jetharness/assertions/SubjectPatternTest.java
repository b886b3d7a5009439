package dev.jetharness.assertions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectPatternTest {

  @ParameterizedTest
  @CsvSource({
    "orders,orders",
    "orders.created,orders.created",
    "orders.*,orders.created",
    "*.created,orders.created",
    "orders.>,orders.created",
    "orders.>,orders.eu.created",
    ">,orders",
    "*.*.>,a.b.c.d",
  })
  void matches(String pattern, String subject) {
    assertThat(SubjectPattern.of(pattern).matches(subject)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "orders,order",
    "orders,orders.created",
    "orders.created,orders",
    "orders.*,orders",
    "orders.*,orders.eu.created",
    "orders.>,orders",
    "orders.>,order.created",
    "*.*.>,a.b",
  })
  void doesNotMatch(String pattern, String subject) {
    assertThat(SubjectPattern.of(pattern).matches(subject)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "a b", ">.a", "a\tb"})
  void refusesWhatIsNoSubject(String text) {
    assertThatThrownBy(() -> SubjectPattern.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no subject");
  }

  @ParameterizedTest
  @CsvSource({"orders.created,orders.created", "orders.*,orders.x", "*.a.>,x.a.x"})
  void hasALiteral(String pattern, String literal) {
    assertThat(SubjectPattern.of(pattern).literal("x")).isEqualTo(literal);
  }
}
