package dev.jetharness.inmemory.jetstream.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ApiErrorsTest {

  @Test
  void knowsTheWholeTableOfTheServer() {
    assertThat(IntStream.rangeClosed(10002, 10227)).allMatch(code -> ErrorTable.find(code) != null);
    assertThat(ErrorTable.find(10001)).isNull();
    assertThat(ErrorTable.find(10228)).isNull();
  }

  @Test
  void namesErrors() {
    assertThat(ApiErrors.streamNotFound()).isEqualTo(new ApiError(404, 10059, "stream not found"));
    assertThat(ConsumerErrors.notFound()).isEqualTo(new ApiError(404, 10014, "consumer not found"));
  }

  @Test
  void fillsInPlaceholders() {
    assertThat(ApiErrors.streamWrongLastSequence(7).description())
        .isEqualTo("wrong last sequence: 7");
    assertThat(ApiErrors.streamInvalidConfig("costs $1 {err}").description())
        .isEqualTo("costs $1 {err}");
    assertThat(ApiErrors.of(10022, "a.b", "c").description())
        .isEqualTo("stream external delivery prefix a.b overlaps with stream subject c");
  }

  @Test
  void refusesCodesAndPlaceholdersThatTheTableDoesNotHave() {
    assertThatThrownBy(() -> ApiErrors.of(9999)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ApiErrors.of(10071)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ApiErrors.of(10059, "x")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void carriesTheErrorInTheException() {
    ApiException exception = new ApiException(ApiErrors.streamNotFound());

    assertThat(exception).hasMessage("10059 stream not found").hasNoCause();
    assertThat(exception.error()).isEqualTo(ApiErrors.streamNotFound());
    assertThat(exception.getStackTrace()).isEmpty();
  }
}
