package dev.jetharness.inmemory.jetstream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Copies of what a work queue holds, and copies that do not fit. */
class SourcingLimitsTest extends AbstractSourcingTest {

  @Test
  void whatAWorkQueueDeliveredIsAcknowledgedWhenItIsQuiet() {
    origin(",\"retention\":\"workqueue\"");
    source("S", "");
    publish("1", "2");
    assertThat(lastSequence("S")).isEqualTo(2);
    assertThat(info("O")).contains("\"messages\":2");

    advance(1);
    assertThat(info("O")).contains("\"messages\":0");
  }

  @Test
  void aWorkQueueDoesNotStopAtItsMostUnacknowledgedMessages() {
    origin(",\"retention\":\"workqueue\"");
    publish(2500);
    source("S", "");
    settle();

    assertThat(lastSequence("S")).isEqualTo(2500);
    assertThat(info("O")).contains("\"messages\":500");
    advance(1);
    assertThat(info("O")).contains("\"messages\":0");
  }

  @Test
  void aWorkQueueKeepsWhatDoesNotFitElsewhere() {
    origin(",\"retention\":\"workqueue\"");
    publish("1", "2", "3", "4");
    source("S", ",\"discard\":\"new\",\"max_msgs\":2");
    advance(30);
    assertThat(contents("S")).containsExactly("1:1", "2:2");
    assertThat(info("O")).contains("\"messages\":4");
    ask("STREAM.PURGE.S", "");
    advance(5);

    assertThat(contents("S")).containsExactly("3:3", "4:4");
    assertThat(info("O")).contains("\"messages\":0");
  }

  /** The new consumer begins after what was copied, whether it was acknowledged or not. */
  @Test
  void aWorkQueueIsCopiedOnceEvenIfTheConsumerWasLost() {
    origin(",\"retention\":\"workqueue\"");
    source("S", "");
    publish("1");
    advance(1);
    publish("2", "3");
    ask("CONSUMER.DELETE.O." + names("O"), "");
    advance(12);
    publish("4");

    assertThat(contents("S")).containsExactly("1:1", "2:2", "3:3", "4:4");
    advance(1);
    assertThat(contents("O")).containsExactly("2:2", "3:3");
  }

  @Test
  void aSourceTriesAgainWhatDidNotFit() {
    origin("");
    publish("1", "2", "3", "4");
    source("S", ",\"discard\":\"new\",\"max_msgs\":2");
    assertThat(info("S")).contains("\"lag\":0,\"seq\":2,");
    advance(20);
    assertThat(requests()).isEqualTo(11);
    ask("STREAM.PURGE.S", "");
    advance(2);

    assertThat(contents("S")).containsExactly("3:3", "4:4");
  }

  @Test
  void aMirrorThatWasFullOnceNeverGoesOn() {
    origin("");
    publish("1", "2", "3", "4");
    create("M", "\"mirror\":{\"name\":\"O\"},\"discard\":\"new\",\"max_msgs\":2");
    ask("STREAM.PURGE.M", "");
    advance(60);
    publish("5");
    advance(60);

    assertThat(contents("M")).isEmpty();
  }
}
