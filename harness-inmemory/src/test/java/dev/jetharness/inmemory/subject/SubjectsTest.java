package dev.jetharness.inmemory.subject;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"foo", "foo.bar", "*", ">", "foo.*.bar", "foo.>", "foo*", "a.b>.c", "$JS"})
  void acceptsSubjectsWithWholeTokens(String subject) {
    assertThat(Subjects.isValid(subject)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "foo.", ".foo", "foo..bar", "foo.>.bar", ">.a", "a b", "a.\t", "a\r\n"})
  void refusesEmptyTokensWhiteSpaceAndTailWildcardsInTheMiddle(String subject) {
    assertThat(Subjects.isValid(subject)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"foo", "foo.bar", "foo*", ">foo.a"})
  void takesPartialWildcardsForLiterals(String subject) {
    assertThat(Subjects.isValidLiteral(subject)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", ">", "foo.*", "foo.*.bar", "foo.>", "foo..bar", ""})
  void literalsHaveNoWildcardAndNoEmptyToken(String subject) {
    assertThat(Subjects.isValidLiteral(subject)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "foo, foo, true",
    "foo, bar, false",
    "foo, foo.bar, false",
    "foo.bar, foo, false",
    "foo.bar, foo.*, true",
    "foo.bar, *.bar, true",
    "foo.bar.baz, foo.*, false",
    "foo, foo.*, false",
    "foo.bar.baz, foo.>, true",
    "foo, foo.>, false",
    "foo, >, true",
    "foo.bar, >, true",
    "foo.bar, *.*, true",
    "foobar, foo*, false",
    "foo*, foo*, true",
    "foo., foo.>, false",
  })
  void matchesTokenByToken(String literal, String pattern, boolean expected) {
    assertThat(Subjects.matches(literal, pattern)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "foo.*, foo.>, true",
    "foo.>, foo.*, false",
    "foo.>, foo.>, true",
    "foo.*, foo.*, true",
    "foo.*, foo.bar, false",
    "foo.*.bar, foo.>, true",
    "foo.>, >, true",
    ">, foo.>, false",
    "*, >, true",
    "*.>, *.*, false",
  })
  void aSubsetMatchesNothingElse(String pattern, String ofPattern, boolean expected) {
    assertThat(Subjects.isSubset(pattern, ofPattern)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "foo, foo, true",
    "foo, bar, false",
    "foo.*, *.bar, true",
    "foo.*, bar.*, false",
    "foo.>, *.bar, true",
    "foo.>, foo, false",
    "foo.>, *, false",
    "foo.*, foo.*.>, false",
    "foo.*.bar, foo.baz.>, true",
    ">, foo.bar, true",
    "*.*, *.*.*, false",
  })
  void collidesWhenSomeSubjectMatchesBoth(String a, String b, boolean expected) {
    assertThat(Subjects.collide(a, b)).isEqualTo(expected);
    assertThat(Subjects.collide(b, a)).isEqualTo(expected);
  }
}
