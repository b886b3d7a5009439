package dev.jetharness.inmemory.jetstream.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StagedTest {
  private final Staged staged = new Staged();

  private static Publication publication(String subject, String... headers) {
    return new Publication(StreamFixture.message(subject, "in", "x", headers), subject);
  }

  @Test
  void countsBySubject() {
    Publication last = publication("a");
    staged.add(publication("a"), 10);
    staged.add(publication("b"), 20);
    staged.add(last, 30);

    assertThat(staged.isEmpty()).isFalse();
    assertThat(staged.messages()).isEqualTo(3);
    assertThat(staged.bytes()).isEqualTo(60);
    assertThat(staged.messages("a")).isEqualTo(2);
    assertThat(staged.messages("*")).isZero();
    assertThat(staged.last("a")).isSameAs(last);
    assertThat(staged.last("c")).isNull();
  }

  @Test
  void knowsIds() {
    staged.add(publication("a", "Nats-Msg-Id: 1"), 10);
    staged.add(publication("a"), 10);

    assertThat(staged.hasId("1")).isTrue();
    assertThat(staged.hasId("")).isFalse();
  }

  @Test
  void isNothingForAMessageAlone() {
    Publication alone = publication("a");

    assertThat(alone.staged().isEmpty()).isTrue();
    assertThat(alone.after(staged).staged()).isSameAs(staged);
    assertThatThrownBy(() -> alone.staged().add(alone, 1))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
