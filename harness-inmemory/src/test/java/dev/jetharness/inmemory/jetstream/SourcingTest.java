package dev.jetharness.inmemory.jetstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.traffic.TrafficEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Mirrors and sources over time: what is retried when, and what it costs. */
class SourcingTest extends AbstractSourcingTest {
  @Test
  void aMissingOriginIsAskedForAfterPausesThatGrow() {
    mirror();
    assertThat(requests()).isEqualTo(1);
    assertThat(info("M")).contains("\"active\":-1,\"error\":{\"code\":404,\"err_code\":10059");

    int failures = 1;
    for (int pause : new int[] {12, 22, 32, 42, 52, 62, 72, 82, 92, 102, 112, 122, 122, 122}) {
      advance(pause - 1);
      assertThat(requests()).isEqualTo(failures);
      advance(1);
      assertThat(requests()).isEqualTo(++failures);
    }
  }

  @Test
  void anOriginThatComesIsCopiedAtTheNextAttempt() {
    mirror();
    source("S", "");
    origin("");
    publish("1", "2");
    advance(11);
    assertThat(lastSequence("M")).isZero();

    advance(1);
    assertThat(lastSequence("M")).isEqualTo(2);
    assertThat(lastSequence("S")).isEqualTo(2);
    assertThat(info("M")).contains("\"mirror\":{\"name\":\"O\",\"lag\":0,\"active\":0}");
  }

  @Test
  void aFailureIsForgottenWithTheFirstSuccess() {
    mirror();
    origin("");
    advance(12);
    ask("STREAM.DELETE.O", "");
    advance(10);
    assertThat(requests()).isEqualTo(3);
    advance(11);
    assertThat(requests()).isEqualTo(3);
    advance(1);
    assertThat(requests()).isEqualTo(4);
  }

  @Test
  void whoeverIsHeardOfIsNotAskedForAgain() {
    origin("");
    mirror();
    source("S", "");
    advance(3600);

    assertThat(requests()).isEqualTo(2);
    assertThat(info("M")).contains("\"mirror\":{\"name\":\"O\",\"lag\":0,\"active\":0}");
  }

  @Test
  void activeIsTheTimeSinceSomethingWasHeard() {
    origin("");
    mirror();
    time.advance(Duration.ofMillis(1700));
    assertThat(info("M")).contains("\"active\":700000000}");
  }

  @Test
  void aMirrorOfAnOriginThatWasCreatedAnewGoesOnAfterWhatItHas() {
    origin("");
    publish("1", "2");
    mirror();
    ask("STREAM.DELETE.O", "");
    origin("");
    publish("A", "B", "C");
    advance(9);
    assertThat(lastSequence("M")).isEqualTo(2);

    advance(1);
    assertThat(contents("M")).containsExactly("1:1", "2:2", "3:C");
  }

  @Test
  void aSourceThatWasCreatedAnewIsCopiedFromItsBeginning() {
    origin("");
    publish("1", "2");
    source("S", "");
    ask("STREAM.DELETE.O", "");
    advance(1);
    origin("");
    publish("A");
    advance(9);
    // The first request learned that it is another stream, and the second is throttled.
    assertThat(info("S"))
        .contains("\"sources\":[{\"name\":\"O\",\"lag\":0,\"active\":10000000000}]");
    advance(2);

    assertThat(contents("S")).containsExactly("1:1", "2:2", "3:A");
    assertThat(info("S")).contains("\"lag\":0,\"seq\":1,\"active\":");
  }

  @Test
  void anOriginThatDoesNotAnswerIsAskedAgainAndNothingIsTold() {
    create("M", "\"mirror\":{\"name\":\"O\",\"external\":{\"api\":\"far.API\",\"deliver\":\"\"}}");
    assertThat(account.sentTo("far.API.CONSUMER.CREATE.O")).hasSize(1);
    advance(30);
    assertThat(info("M")).contains("\"lag\":0,\"active\":-1}");
    advance(9);
    assertThat(account.sentTo("far.API.CONSUMER.CREATE.O")).hasSize(1);
    advance(1);
    assertThat(account.sentTo("far.API.CONSUMER.CREATE.O")).hasSize(2);
  }

  @Test
  void aConsumerThatIsNotThereIsMissedSooner() {
    origin("");
    create(
        "M", "\"mirror\":{\"name\":\"O\",\"consumer\":{\"name\":\"c\",\"deliver_subject\":\"d\"}}");
    String subject = "$JS.API.CONSUMER.RESET.O.c";
    assertThat(account.sentTo(subject)).hasSize(1);
    advance(14);
    assertThat(account.sentTo(subject)).hasSize(1);
    advance(1);
    assertThat(account.sentTo(subject)).hasSize(2);
  }

  @Test
  void aLargeOriginIsCopiedInManyEvents() {
    origin("");
    publish(10_000);
    mirror();
    assertThat(lastSequence("M")).isPositive().isLessThan(2000);
    create("N", "\"mirror\":{\"name\":\"M\"}");
    settle();

    assertThat(lastSequence("M")).isEqualTo(10_000);
    assertThat(lastSequence("N")).isEqualTo(10_000);
  }

  @Test
  void whatIsCopiedIsRecordedAsStoredAndNotAsDelivered() {
    origin("");
    mirror();
    source("S", "");
    publish("1");

    assertThat(traffic.events().stream().filter(TrafficEvent.Stored.class::isInstance))
        .extracting(event -> ((TrafficEvent.Stored) event).stream())
        .containsExactlyInAnyOrder("O", "M", "S");
    assertThat(traffic.events()).noneMatch(TrafficEvent.Delivered.class::isInstance);
  }
}
