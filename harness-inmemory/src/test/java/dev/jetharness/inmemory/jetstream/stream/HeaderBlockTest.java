package dev.jetharness.inmemory.jetstream.stream;

import static dev.jetharness.inmemory.jetstream.stream.StreamFixture.block;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeaderBlockTest {

  @Test
  void findsTheFirstOfANameWithoutItsLeadingBlanks() {
    HeaderBlock headers = HeaderBlock.of(block("One:  one ", "Two:two", "One: three"));

    assertThat(headers.get("One")).isEqualTo("one ");
    assertThat(headers.get("Two")).isEqualTo("two");
  }

  @Test
  void tellsNoHeaderFromAnEmptyOne() {
    HeaderBlock headers = HeaderBlock.of(block("One:"));

    assertThat(headers.get("One")).isEmpty();
    assertThat(headers.get("Two")).isNull();
    assertThat(headers.value("Two")).isEmpty();
  }

  @Test
  void comparesNamesExactly() {
    HeaderBlock headers = HeaderBlock.of(block("nats-msg-id: 1", "X-Nats-Msg-Id: 2"));

    assertThat(headers.get("Nats-Msg-Id")).isNull();
  }

  @Test
  void passesALongerNameAndANameInsideAValue() {
    HeaderBlock headers = HeaderBlock.of(block("Other: Name: 1", "Name-Long: 2", "Name: 3"));

    assertThat(headers.get("Name")).isEqualTo("3");
  }

  @Test
  void readsUtf8() {
    assertThat(HeaderBlock.of(block("One: zürich")).get("One")).isEqualTo("zürich");
  }

  @Test
  void removesAllOfAName() {
    HeaderBlock headers = HeaderBlock.of(block("One: 1", "Two: 2", "One: 3"));

    assertThat(headers.without("One").bytes()).isEqualTo(block("Two: 2"));
    assertThat(headers.without("Three")).isSameAs(headers);
    assertThat(headers.without("One").without("Two").isEmpty()).isTrue();
  }

  @Test
  void removesAnInlineStatus() {
    assertThat(withoutStatus("NATS/1.0 503\r\n\r\n")).isEmpty();
    assertThat(withoutStatus("NATS/1.0 503 No\r\nA: b\r\n\r\n"))
        .isEqualTo("NATS/1.0\r\nA: b\r\n\r\n");
    assertThat(withoutStatus("NATS/1.0\r\n\r\n")).isEqualTo("NATS/1.0\r\n\r\n");
  }

  @Test
  void endsAValueThatHasNoLineEndWithTheBlock() {
    HeaderBlock headers = HeaderBlock.of("NATS/1.0\r\nOne: cut off".getBytes(UTF_8));

    assertThat(headers.get("One")).isEqualTo("cut off");
  }

  private static String withoutStatus(String block) {
    return new String(HeaderBlock.of(block.getBytes(UTF_8)).withoutStatus().bytes(), UTF_8);
  }

  @Test
  void addsAHeaderAtTheEnd() {
    assertThat(text(HeaderBlock.of(block()).with("One", "1")))
        .isEqualTo("NATS/1.0\r\nOne: 1\r\n\r\n");
    assertThat(text(HeaderBlock.of(block("One: 1")).with("One", "2")))
        .isEqualTo("NATS/1.0\r\nOne: 1\r\nOne: 2\r\n\r\n");
  }

  @Test
  void replacesTheValueOfTheFirstOfANameAndKeepsOneBlank() {
    HeaderBlock headers = HeaderBlock.of(block("One:1", "Two: 2", "Three:  3", "Two: 4"));

    assertThat(text(headers.withValue("One", "first"))).contains("\r\nOne:first\r\nTwo: 2\r\n");
    assertThat(text(headers.withValue("Two", ""))).contains("\r\nTwo: \r\nThree:  3\r\nTwo: 4\r\n");
    assertThat(text(headers.withValue("Three", "third"))).contains("\r\nThree: third\r\n");
    assertThat(text(headers.withValue("Four", "4"))).endsWith("\r\nTwo: 4\r\nFour: 4\r\n\r\n");
  }

  private static String text(HeaderBlock headers) {
    return new String(headers.bytes(), UTF_8);
  }
}
