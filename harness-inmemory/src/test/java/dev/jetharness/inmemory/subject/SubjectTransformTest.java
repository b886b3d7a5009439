package dev.jetharness.inmemory.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectTransformTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.b | x.y | a.b | x.y",
        "a.b | x.y | a.c | ",
        "* | x.$1 | a | x.a",
        "*.* | $2.$1 | a.b | b.a",
        "*.* | {{wildcard(2)}}.{{ Wildcard( 1 ) }} | a.b | b.a",
        "*.> | x.> | a.b.c | x.b.c",
        "a.> | b.c.> | a.x | b.c.x",
        "> | all.> | a.b | all.a.b",
        "> | > | a.b | a.b",
        " | all.> | a.b | all.a.b",
        "* | {{splitfromleft(1,2)}} | abcde | ab.cde",
        "* | {{SplitFromRight(1,2)}} | abcde | abc.de",
        "* | {{splitFromLeft(1,5)}} | abcde | abcde",
        "* | {{sliceFromLeft(1,2)}} | abcde | ab.cd.e",
        "* | {{sliceFromRight(1,2)}} | abcde | a.bc.de",
        "* | {{sliceFromRight(1,2)}} | abcd | ab.cd",
        "* | {{split(1,-)}} | a-b--c | a.b.c",
        "* | {{split(1,-)}} | -a- | a",
        "* | {{split(1,-)}} | --a | .a",
        "* | {{partition(10,1)}} | foo | 3",
        "* | x.{{partition(1)}} | foo | x.0",
        "foo | x.{{partition(1,7)}} | foo | x.0",
        "* | {{random(1)}} | foo | 0",
        "* | $x.{{wildcard(0)}} | foo | $x.foo",
      })
  void makesASubjectOfAnother(String source, String destination, String subject, String expected)
      throws Exception {
    String from = source == null ? "" : source;
    assertThat(SubjectTransform.of(from, destination).apply(subject)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a | b..c | invalid mapping destination: invalid transform",
        "a | >.b | invalid mapping destination: invalid transform in b",
        "a | b c | invalid mapping destination: invalid transform",
        "a | * | invalid subject",
        "a.> | b | invalid subject",
        "* | {{left(1)}} | invalid mapping destination: not enough arguments passed to the function in {{left(1)}}",
        "* | {{wild(1)}} | invalid mapping destination: unknown function in {{wild(1)}}",
        "* | $2 | invalid mapping destination: wildcard index out of range in $2: [2]",
        "a | $1 | invalid mapping destination: wildcard index out of range in $1",
        "* | {{wildcard()}} | invalid mapping destination: not enough arguments passed to the function in {{wildcard()}}",
        "* | {{wildcard(1,2)}} | invalid mapping destination: too many arguments passed to the function in {{wildcard(1,2)}}",
        "* | {{wildcard(x)}} | invalid mapping destination: function argument is invalid or in the wrong format in {{wildcard(x)}}",
        "* | {{split(1)}} | invalid mapping destination: not enough arguments passed to the function in {{split(1)}}",
        "* | {{splitFromLeft(1,x)}} | invalid mapping destination: function argument is invalid or in the wrong format in {{splitFromLeft(1,x)}}",
      })
  void refusesAsTheServerDoes(String source, String destination, String message) {
    assertThatThrownBy(() -> SubjectTransform.validate(source, destination))
        .isInstanceOf(SubjectTransformException.class)
        .hasMessage(message);
  }

  @Test
  void lookForTheWholeSourceOnly() throws Exception {
    assertThat(SubjectTransform.of("a.*", "b.$1").apply("x.a.b")).isNull();
    assertThat(SubjectTransform.of("a.*", "b.$1").apply("a.b.c")).isNull();
  }
}
