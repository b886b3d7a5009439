package dev.jetharness.inmemory.jetstream.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.inmemory.bus.RecordingAccount.Sent;
import dev.jetharness.inmemory.jetstream.config.AckPolicy;
import dev.jetharness.inmemory.jetstream.config.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcknowledgementTest {
  private Bench bench = new Bench();

  @ParameterizedTest
  @ValueSource(strings = {"", "+ACK", "+OK"})
  void acknowledges(String body) {
    Sent sent = deliver(ConfigBuilder.pull(), 1).get(0);
    bench.ack(sent, body);
    assertThat(bench.info().ackPending()).isZero();
    assertThat(bench.info().ackFloor()).isEqualTo(new SequencePair(1, 1));
    assertThat(bench.traffic).endsWith("ACK S>C 1/1/1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+ACK", "-NAK", "+WPI", "+TERM", "what?"})
  void answersWhenAskedTo(String body) {
    Sent sent = deliver(ConfigBuilder.pull(), 1).get(0);
    bench.ack(sent, body, "reply");
    assertThat(bench.freshInShort()).contains("reply");
  }

  @Test
  void answersTheAckOfWhatIsAcknowledgedAlready() {
    Sent sent = deliver(ConfigBuilder.pull(), 1).get(0);
    bench.ack(sent, "+ACK");
    bench.ack(sent, "+ACK", "reply");
    assertThat(bench.freshInShort()).containsExactly("reply");
  }

  @Test
  void ignoresTheAckOfWhatWasNeverDelivered() {
    deliver(ConfigBuilder.pull(), 1);
    bench.ack("$JS.ACK.S.C.1.2.2.0.0", "+ACK", "reply");
    bench.ack("$JS.ACK.S.C.1.0.0.0.0", "+WPI", "reply");
    bench.ack("$JS.ACK.S.C.1.x.1.0.0", "+ACK", "reply");
    assertThat(bench.freshInShort()).isEmpty();
    assertThat(bench.info().ackPending()).isEqualTo(1);
  }

  @Test
  void confirmsTheAckOfWhatCannotExist() {
    deliver(ConfigBuilder.pull(), 1);
    bench.ack("$JS.ACK.S.C.1.0.0.0.0", "+ACK", "reply");
    assertThat(bench.fresh()).hasSize(1);
    assertThat(bench.info().ackPending()).isEqualTo(1);
  }

  @Test
  void movesTheFloorWhenTheLowestIsAcknowledged() {
    List<Sent> sent = deliver(ConfigBuilder.pull(), 4);
    bench.ack(sent.get(1), "+ACK");
    assertThat(bench.info().ackFloor()).isEqualTo(new SequencePair(0, 0));
    bench.ack(sent.get(0), "+ACK");
    assertThat(bench.info().ackFloor()).isEqualTo(new SequencePair(2, 2));
    bench.ack(sent.get(3), "+ACK");
    bench.ack(sent.get(2), "+ACK");
    assertThat(bench.info().ackFloor()).isEqualTo(new SequencePair(4, 4));
  }

  @Test
  void movesTheFloorByOriginalDeliveriesOverRedeliveries() {
    List<Sent> sent = deliver(ConfigBuilder.pull(), 2);
    bench.ack(sent.get(0), "-NAK");
    bench.publish("a");
    bench.pull("in", "2");
    assertThat(bench.freshInShort()).containsExactly("2/1/3/1", "1/3/4/0");

    bench.ack(sent.get(1), "+ACK");
    assertThat(bench.info().ackFloor()).isEqualTo(new SequencePair(0, 0));
    bench.ack(sent.get(0), "+ACK");
    assertThat(bench.info().ackFloor()).isEqualTo(new SequencePair(3, 2));
  }

  @Test
  void movesTheFloorToTheLastDeliveryWhenNothingIsPending() {
    bench.publish("a", "b", "a", "b");
    bench.start(ConfigBuilder.pull().filter("a"));
    bench.listen("in");
    bench.pull("in", "{\"batch\":5,\"no_wait\":true}");
    List<Sent> sent = bench.fresh();
    bench.ack(sent.get(0), "+ACK");
    assertThat(bench.info().ackFloor()).isEqualTo(new SequencePair(1, 2));
    bench.ack(sent.get(1), "+ACK");
    assertThat(bench.info().ackFloor()).isEqualTo(new SequencePair(2, 3));
    assertThat(bench.info().delivered()).isEqualTo(new SequencePair(2, 3));
  }

  @Test
  void acknowledgesAllBeforeWithPolicyAll() {
    bench = new Bench(RetentionPolicy.INTEREST);
    List<Sent> sent = deliver(ConfigBuilder.pull().acks(AckPolicy.ALL), 4);
    bench.ack(sent.get(2), "+ACK", "reply");
    assertThat(bench.info().ackPending()).isEqualTo(1);
    assertThat(bench.info().ackFloor()).isEqualTo(new SequencePair(3, 3));
    assertThat(bench.stream.released()).containsExactlyInAnyOrder(1L, 2L, 3L);
    bench.ack(sent.get(0), "+ACK", "again");
    assertThat(bench.freshInShort()).containsExactly("reply", "again");
  }

  @Test
  void needsNoAcknowledgementsWithPolicyNone() {
    bench = new Bench(RetentionPolicy.INTEREST);
    deliver(ConfigBuilder.pull().acks(AckPolicy.NONE), 2);
    assertThat(bench.info().ackPending()).isZero();
    assertThat(bench.info().ackFloor()).isEqualTo(new SequencePair(2, 2));
    assertThat(bench.stream.released()).containsExactly(1L, 2L);
    assertThat(bench.consumer().acceptsAcks()).isFalse();
  }

  @Test
  void letsAWorkQueueGoWhatIsAcknowledged() {
    bench = new Bench(RetentionPolicy.WORK_QUEUE);
    List<Sent> sent = deliver(ConfigBuilder.pull(), 2);
    bench.ack(sent.get(1), "+ACK");
    assertThat(bench.stream.get(1)).isNotNull();
    assertThat(bench.stream.get(2)).isNull();
  }

  @Test
  void deliversAtOnceAfterANak() {
    Sent sent = deliver(ConfigBuilder.pull(), 1).get(0);
    bench.pull("in", "1");
    bench.listen("$JS.EVENT.ADVISORY.>");

    bench.ack(sent, "-NAK");

    List<Sent> fresh = bench.fresh();
    assertThat(fresh).hasSize(2);
    assertThat(fresh.get(0).destination()).isEqualTo("$JS.EVENT.ADVISORY.CONSUMER.MSG_NAKED.S.C");
    assertThat(fresh.get(0).text())
        .matches(
            "\\{\"type\":\"io.nats.jetstream.advisory.v1.nak\",\"id\":\"\\w{22}\","
                + "\"timestamp\":\"2026-01-01T00:00:00Z\",\"stream\":\"S\",\"consumer\":\"C\","
                + "\"consumer_seq\":1,\"stream_seq\":1,\"deliveries\":1}");
    assertThat(Bench.inShort(fresh.get(1))).isEqualTo("2/1/2/0");
    assertThat(bench.info().redelivered()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-NAK 2s", "-NAK {\"delay\":2000000000}", "-NAK 1s1000ms"})
  void deliversAfterTheDelayOfANak(String body) {
    Sent sent = deliver(ConfigBuilder.pull(), 1).get(0);
    bench.pull("in", "1");
    bench.ack(sent, body);
    bench.advance(Duration.ofMillis(1999));
    assertThat(bench.fresh()).isEmpty();
    bench.advance(Duration.ofMillis(1));
    assertThat(bench.freshInShort()).containsExactly("2/1/2/0");
  }

  @Test
  void waitsAtLeastTenMillisecondsForADelayedNak() {
    Sent sent = deliver(ConfigBuilder.pull(), 1).get(0);
    bench.pull("in", "1");
    bench.ack(sent, "-NAK 1ms");
    bench.advance(Duration.ofMillis(9));
    assertThat(bench.fresh()).isEmpty();
    bench.advance(Duration.ofMillis(1));
    assertThat(bench.freshInShort()).containsExactly("2/1/2/0");
  }

  @Test
  void measuresTheDelayOfANakByTheBackOff() {
    Sent sent =
        deliver(ConfigBuilder.pull().backoff(Duration.ofSeconds(1), Duration.ofSeconds(10)), 1)
            .get(0);
    bench.ack(sent, "-NAK");
    bench.pull("in", "1");
    Sent second = bench.fresh().get(0);
    bench.pull("in", "1");

    bench.ack(second, "-NAK 5s");

    bench.advance(Duration.ofSeconds(13));
    assertThat(bench.fresh()).isEmpty();
    bench.advance(Duration.ofSeconds(1));
    assertThat(bench.freshInShort()).containsExactly("3/1/3/0");
  }

  @Test
  void takesANakWithABadDelayAsAPlainOne() {
    Sent sent = deliver(ConfigBuilder.pull(), 1).get(0);
    bench.pull("in", "1");
    bench.ack(sent, "-NAK soon");
    assertThat(bench.freshInShort()).containsExactly("2/1/2/0");
  }

  @Test
  void ignoresANakOfWhatIsNotPending() {
    List<Sent> sent = deliver(ConfigBuilder.pull(), 2);
    bench.ack(sent.get(0), "+ACK");
    bench.listen("$JS.EVENT.ADVISORY.>");
    bench.ack(sent.get(0), "-NAK", "reply");
    assertThat(bench.freshInShort()).containsExactly("reply");
  }

  @Test
  void queuesNaksInTheOrderInWhichTheyCome() {
    List<Sent> sent = deliver(ConfigBuilder.pull(), 3);
    bench.ack(sent.get(2), "-NAK");
    bench.ack(sent.get(0), "-NAK");
    bench.ack(sent.get(0), "-NAK");
    bench.ack(sent.get(1), "-NAK");
    bench.pull("in", "{\"batch\":9,\"no_wait\":true}");
    assertThat(bench.freshInShort())
        .containsExactly("2/3/4/0", "2/1/5/0", "2/2/6/0", "404 No Messages");
  }

  @Test
  void restartsTheAckWaitForWorkInProgress() {
    Sent sent = deliver(ConfigBuilder.pull().ackWait(Duration.ofSeconds(10)), 1).get(0);
    bench.pull("in", "1");
    bench.advance(Duration.ofSeconds(9));
    bench.ack(sent, "+WPI");
    bench.advance(Duration.ofSeconds(9));
    assertThat(bench.fresh()).isEmpty();
    bench.advance(Duration.ofSeconds(1));
    assertThat(bench.freshInShort()).containsExactly("2/1/2/0");
  }

  @Test
  void neverDeliversAgainWhatWasTerminated() {
    List<Sent> sent = deliver(ConfigBuilder.pull(), 1);
    bench.pull("in", "1");
    bench.listen("$JS.EVENT.ADVISORY.>");

    bench.ack(sent.get(0), "+TERM  no good ");
    bench.advance(Duration.ofMinutes(1));

    List<Sent> fresh = bench.fresh();
    assertThat(fresh).hasSize(1);
    assertThat(fresh.get(0).destination())
        .isEqualTo("$JS.EVENT.ADVISORY.CONSUMER.MSG_TERMINATED.S.C");
    assertThat(fresh.get(0).text())
        .endsWith("\"consumer_seq\":1,\"stream_seq\":1,\"deliveries\":1,\"reason\":\"no good\"}")
        .contains("\"type\":\"io.nats.jetstream.advisory.v1.terminated\"");
    assertThat(bench.info().ackFloor()).isEqualTo(new SequencePair(1, 1));
  }

  @Test
  void announcesATermOfWhatIsAcknowledgedAlready() {
    Sent sent = deliver(ConfigBuilder.pull(), 1).get(0);
    bench.ack(sent, "+ACK");
    bench.listen("$JS.EVENT.ADVISORY.>");
    bench.ack(sent, "+TERM");
    assertThat(bench.fresh())
        .singleElement()
        .satisfies(each -> assertThat(each.text()).endsWith("\"deliveries\":1}"));
  }

  @Test
  void sendsTheNextMessageToTheReplyOfTheAck() {
    List<Sent> sent = deliver(ConfigBuilder.pull(), 1);
    bench.publish("a", "a", "a");
    bench.ack(sent.get(0), "+NXT", "in");
    assertThat(bench.freshInShort()).containsExactly("1/2/2/2");
    bench.ack("$JS.ACK.S.C.1.2.2.0.0", "+NXT 2", "in");
    assertThat(bench.freshInShort()).containsExactly("1/3/3/1", "1/4/4/0");
    bench.ack("$JS.ACK.S.C.1.3.3.0.0", "+NXT {\"no_wait\":true}", "in");
    assertThat(bench.freshInShort()).containsExactly("404 No Messages");
    assertThat(bench.info().ackPending()).isEqualTo(1);
  }

  @Test
  void stopsAtMaxAckPendingAndGoesOnAfterAnAck() {
    bench.publish("a", "a", "a");
    bench.start(ConfigBuilder.pull().maxAckPending(2));
    bench.listen("in");
    bench.pull("in", "3");
    List<Sent> sent = bench.fresh();
    assertThat(sent).hasSize(2);
    bench.ack(sent.get(1), "+ACK");
    assertThat(bench.freshInShort()).containsExactly("1/3/3/0");
  }

  @Test
  void recordsEachKindOfAcknowledgement() {
    List<Sent> sent = deliver(ConfigBuilder.pull(), 1);
    bench.traffic.clear();
    for (String body : List.of("+WPI", "-NAK", "+TERM", "+NXT", "")) {
      bench.ack(sent.get(0), body);
    }
    assertThat(bench.traffic)
        .containsExactly(
            "IN_PROGRESS S>C 1/1/1",
            "NAK S>C 1/1/1",
            "TERM S>C 1/1/1",
            "NEXT S>C 1/1/1",
            "ACK S>C 1/1/1");
  }

  /** Delivers so many messages. */
  private List<Sent> deliver(ConfigBuilder config, int messages) {
    for (int i = 0; i < messages; i++) {
      bench.publish("a");
    }
    bench.start(config);
    bench.listen("in");
    bench.pull("in", String.valueOf(messages));
    return bench.fresh();
  }
}
