package dev.jetharness.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.traffic.AckKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AckReplyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$JS.ACK.ORDERS.SHIP.2.10.20.1700000000000000000.5",
        "$JS.ACK.hub.Ab3dEf.ORDERS.SHIP.2.10.20.1700000000000000000.5",
        "$JS.ACK._.Ab3dEf.ORDERS.SHIP.2.10.20.1700000000000000000.5.x9",
      })
  void readsBothForms(String subject) {
    assertThat(AckReply.parse(subject)).isEqualTo(new AckReply("ORDERS", "SHIP", 2, 10, 20));
  }

  @ParameterizedTest
  @ValueSource(strings = {"$JS.ACK.", "$JS.ACK.A.B.1.2", "$JS.ACK.A.B.one.2.3.4.5"})
  void takesNoNoticeOfOtherSubjects(String subject) {
    assertThat(AckReply.parse(subject)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "'', ACK",
    "+ACK, ACK",
    "+OK, ACK",
    "-NAK, NAK",
    "'-NAK {\"delay\":1}', NAK",
    "+WPI, IN_PROGRESS",
    "+TERM, TERM",
    "+TERM poison, TERM",
    "+NXT, NEXT",
    "'+NXT {\"batch\":1}', NEXT",
  })
  void knowsWhatABodySays(String body, AckKind kind) {
    assertThat(AckReply.kind(body.getBytes(UTF_8))).contains(kind);
  }

  @Test
  void takesNoNoticeOfOtherBodies() {
    assertThat(AckReply.kind("thanks".getBytes(UTF_8))).isEmpty();
  }
}
