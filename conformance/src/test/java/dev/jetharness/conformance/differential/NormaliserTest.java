package dev.jetharness.conformance.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class NormaliserTest {
  private final Normaliser normaliser = new Normaliser(true);
  private final Instant now = Instant.now();

  private String normalise(String payload) {
    return normaliser.normalise(new Frame("in", "", "", payload)).substring("in: ".length());
  }

  @Test
  void takesOutIdsAndNamesAndThePresent() {
    assertThat(normalise("{\"id\":\"x\",\"server\":\"s\",\"ts\":\"%s\",\"seq\":1}".formatted(now)))
        .isEqualTo("{\"id\":<name>,\"server\":<name>,\"ts\":<now>,\"seq\":1}");
    assertThat(normalise("{\"client\":{\"acc\":\"A\",\"id\":7},\"subject\":\"x\"}"))
        .isEqualTo("{\"client\":<client>,\"subject\":\"x\"}");
  }

  @Test
  void seesThroughJsonInStrings() {
    assertThat(normalise("{\"response\":\"{\\\"ts\\\":\\\"%s\\\"}\"}".formatted(now)))
        .isEqualTo("{\"response\":\"{\\\"ts\\\":<now>}\"}");
  }

  @Test
  void numbersTimesSoThatEqualOnesShow() {
    Instant later = now.plusNanos(1000);
    assertThat(normalise(now + " " + later + " " + now)).isEqualTo("<time 0> <time 1> <time 0>");
    assertThat(normaliser.copy().normalise(new Frame("in", "", "", later.toString())))
        .isEqualTo("in: <time 1>");
  }

  @Test
  void leavesTimesThatComeFromTheScript() {
    String text = "0001-01-01T00:00:00Z 2090-01-01T00:00:00Z 2024-99-99T00:00:00Z";
    assertThat(normalise(text)).isEqualTo(text);
  }

  @Test
  void findsTheTimeInTheReplySubjectOfADelivery() {
    Instant time = Instant.ofEpochSecond(now.getEpochSecond(), 5000);
    String reply = "$JS.ACK.S.c.1.5.2.%d%09d.3".formatted(time.getEpochSecond(), time.getNano());
    normalise(time.toString());
    assertThat(normaliser.normalise(new Frame("in", reply, "", "")))
        .isEqualTo("in (reply $JS.ACK.S.c.1.5.2.<time 0>.3): ");
  }

  @Test
  void countsCallsFromTheFirstAnswerOn() {
    assertThat(normalise("\"api\":{\"level\":5,\"total\":40,\"errors\":2}"))
        .isEqualTo("\"api\":{\"level\":5,\"total\":+0,\"errors\":+0}");
    assertThat(normalise("\"api\":{\"level\":5,\"total\":43,\"errors\":3,\"inflight\":1}"))
        .isEqualTo("\"api\":{\"level\":5,\"total\":+3,\"errors\":+1}");
  }
}
