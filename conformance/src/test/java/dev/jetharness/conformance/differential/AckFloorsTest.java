package dev.jetharness.conformance.differential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AckFloorsTest {
  private static final String INFO =
      "{\"stream_name\":\"S\",\"name\":\"%s\",\"ack_floor\":{\"consumer_seq\":1,\"stream_seq\":2}}";
  private final Normaliser normaliser = new Normaliser(true);

  private String normalise(String subject, String payload) {
    return normaliser.normalise(new Frame(subject, "", "", payload));
  }

  @Test
  void showUntilAPendingMessageIsRemoved() {
    String info = INFO.formatted("c");
    assertThat(normalise("in", info)).isEqualTo("in: " + info);
    String advisory = "{\"reason\":\"Unacknowledged message was deleted\"}";
    normalise("$JS.EVENT.ADVISORY.CONSUMER.MSG_TERMINATED.S.c", advisory);
    assertThat(normalise("in", info)).endsWith("\"stream_seq\":<floor>}}");
    String quoted = info.replace("\"", "\\\"");
    assertThat(normalise("in", quoted)).endsWith("\\\"stream_seq\\\":<floor>}}");
  }

  @Test
  void ofOtherConsumersShow() {
    normalise(
        "$JS.EVENT.ADVISORY.CONSUMER.MSG_TERMINATED.S.c",
        "{\"reason\":\"Unacknowledged message was deleted\"}");
    String both = "[" + INFO.formatted("d") + "," + INFO.formatted("c") + "]";
    assertThat(normalise("in", both))
        .contains("\"d\",\"ack_floor\":{\"consumer_seq\":1,\"stream_seq\":2}");
    assertThat(normalise("in", both)).endsWith("\"stream_seq\":<floor>}}]");
  }
}
