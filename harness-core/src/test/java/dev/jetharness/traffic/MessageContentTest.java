package dev.jetharness.traffic;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MessageContentTest {

  @Test
  void readsHeadersWithSeveralValues() {
    MessageContent content =
        content("NATS/1.0\r\nA: 1\r\na:2\r\nA:  3 \r\nNats-Msg-Id: o-1\r\n\r\n", "");
    assertThat(content.headers().get("A")).containsExactly("1", "3");
    assertThat(content.header("a")).isEqualTo("2");
    assertThat(content.header("b")).isNull();
    assertThat(content.messageId()).isEqualTo("o-1");
  }

  @Test
  void headersAreReadOnly() {
    assertThatThrownBy(() -> content("NATS/1.0\r\nA: 1\r\n\r\n", "").headers().add("B", "2"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void showsHeadersThatTheClientWouldRefuse() {
    assertThat(content("NATS/1.0\r\nA b: Zürich\r\n\r\n", "").header("A?b")).isEqualTo("Z?rich");
  }

  @Test
  void withoutHeadersThereIsNoMessageId() {
    assertThat(content("", "42").messageId()).isNull();
    assertThat(content("", "42").headers().isEmpty()).isTrue();
  }

  @Test
  void payloadIsACopy() {
    MessageContent content = content("", "42");
    content.payload()[0] = 'x';
    assertThat(content.text()).isEqualTo("42");
  }

  @Test
  void contentsWithEqualBytesAreEqual() {
    assertThat(content("NATS/1.0\r\nA: 1\r\n\r\n", "x"))
        .isEqualTo(content("NATS/1.0\r\nA: 1\r\n\r\n", "x"))
        .hasSameHashCodeAs(content("NATS/1.0\r\nA: 1\r\n\r\n", "x"))
        .isNotEqualTo(content("NATS/1.0\r\nA: 1\r\n\r\n", "y"));
  }

  @Test
  void printsOneShortLine() {
    assertThat(content("", "{\n  \"id\": 1\n}")).hasToString("\"{ \"id\": 1 }\"");
    assertThat(content("NATS/1.0\r\nNats-Msg-Id: o-1\r\n\r\n", "42")).hasToString("[o-1] \"42\"");
    assertThat(content("", "x".repeat(61))).hasToString('"' + "x".repeat(60) + "…\" (61 bytes)");
    assertThat(content("", "é".repeat(1001)))
        .hasToString('"' + "é".repeat(60) + "…\" (2002 bytes)");
    assertThat(content("", "x" + "é".repeat(1000)).toString()).endsWith("…\" (2001 bytes)");
    assertThat(new MessageContent(new byte[0], new byte[] {0, 1, 2})).hasToString("(3 bytes)");
    assertThat(new MessageContent(new byte[0], "é".getBytes(ISO_8859_1))).hasToString("(1 bytes)");
  }

  private static MessageContent content(String headers, String payload) {
    return new MessageContent(headers.getBytes(UTF_8), payload.getBytes(UTF_8));
  }
}
