package dev.jetharness.inmemory.jetstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is left of streams that copy others when they are deleted, or changed. */
class SourcingEndTest extends AbstractSourcingTest {

  @Test
  void itsConsumerOutlivesAMirrorForAWhile() {
    origin("");
    mirror();
    account.listen("$JS.EVENT.ADVISORY.CONSUMER.DELETED.>");
    ask("STREAM.DELETE.M", "");
    assertThat(ask("INFO", "")).contains("\"consumers\":1,");
    advance(10);

    assertThat(ask("INFO", "")).contains("\"consumers\":0,");
    assertThat(account.sent())
        .anyMatch(
            each ->
                each.destination().startsWith("$JS.EVENT.ADVISORY.CONSUMER.DELETED.O.JS_MIRROR_"));
  }

  @Test
  void nothingIsLeftOfStreamsThatAreDeleted() {
    int timers = time.waiting();
    List<String> subscriptions = account.subscriptions();
    origin("");
    mirror();
    source("S", "");
    create("T", "\"sources\":[{\"name\":\"none\"},{\"name\":\"O\"}]");
    publish("1");
    for (String stream : List.of("M", "S", "T", "O")) {
      ask("STREAM.DELETE." + stream, "");
    }

    assertThat(account.subscriptions()).isEqualTo(subscriptions);
    assertThat(time.waiting()).isEqualTo(timers);
  }

  @Test
  void nothingIsLeftAfterAReset() {
    int timers = time.waiting();
    List<String> subscriptions = account.subscriptions();
    origin(",\"retention\":\"interest\"");
    mirror();
    create("T", "\"sources\":[{\"name\":\"none\"},{\"name\":\"O\"}]");
    engine.reset();

    assertThat(account.subscriptions()).isEqualTo(subscriptions);
    assertThat(time.waiting()).isEqualTo(timers);
  }

  @Test
  void aMirrorThatBecomesAStreamOfItsOwnAsksNoMore() {
    mirror();
    ask("STREAM.UPDATE.M", "{\"name\":\"M\",\"subjects\":[\"m\"]}");
    advance(3600);

    assertThat(requests()).isEqualTo(1);
  }
}
