package dev.jetharness.inmemory.jetstream.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AckSubjectTest {

  @Test
  void parsesWhatAConsumerBuilds() {
    String subject = new AckReplySubject("S", "C").of(2, 30, 4, 1_767_225_600_000_000_000L, 5);
    assertThat(subject).isEqualTo("$JS.ACK.S.C.2.30.4.1767225600000000000.5");
    assertThat(AckSubject.parse(subject, "$G"))
        .isEqualTo(new AckSubject("S", "C", 2, 30, 4, 1_767_225_600_000_000_000L, 5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$JS.ACK._.NUmM6cRx.S.C.2.30.4.100.5",
        "$JS.ACK._.NUmM6cRx.S.C.2.30.4.100.5.more",
        "$JS.ACK._.NUmM6cRx.S.C.2.30.4.100.5.even.more"
      })
  void parsesTheFormWithDomainAndAccount(String subject) {
    assertThat(AckSubject.parse(subject, "A"))
        .isEqualTo(new AckSubject("S", "C", 2, 30, 4, 100, 5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$JS.ACK.S.C.1.2.3.4",
        "$JS.ACK.S.C.1.2.3.4.5.6",
        "$JS.ACK._.xxxxxxxx.S.C.1.2.3.4.5",
        "$JS.ACK.hub.NUmM6cRx.S.C.1.2.3.4.5",
        "$JS.API.S.C.1.2.3.4.5",
        "$JS.ACK."
      })
  void knowsSubjectsThatNoConsumerListensTo(String subject) {
    assertThat(AckSubject.parse(subject, "A")).isNull();
  }

  @Test
  void takesWhatIsNoNumberForALargeOne() {
    AckSubject parsed = AckSubject.parse("$JS.ACK.S.C.x.-1..4.5", "$G");
    assertThat(parsed)
        .isEqualTo(
            new AckSubject(
                "S", "C", AckSubject.NO_NUMBER, AckSubject.NO_NUMBER, AckSubject.NO_NUMBER, 4, 5));
  }
}
