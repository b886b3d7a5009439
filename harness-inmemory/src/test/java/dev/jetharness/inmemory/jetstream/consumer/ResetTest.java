package dev.jetharness.inmemory.jetstream.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetharness.inmemory.bus.RecordingAccount.Sent;
import dev.jetharness.inmemory.jetstream.config.AckPolicy;
import dev.jetharness.inmemory.jetstream.config.DeliverPolicy;
import dev.jetharness.inmemory.jetstream.config.RetentionPolicy;
import dev.jetharness.inmemory.jetstream.error.ApiException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResetTest {
  private final Bench bench = new Bench();

  @Test
  void forgetsWhatWasPendingRedeliveredAndCounted() throws ApiException {
    bench.listen("in");
    bench.start(ConfigBuilder.pull());
    bench.publish("a", "a", "a", "a");
    bench.pull("in", "3");
    List<Sent> sent = bench.fresh();
    bench.ack(sent.get(0), "+ACK");
    bench.ack(sent.get(1), "-NAK");

    assertThat(reset(0)).isEqualTo(2);

    ConsumerInfo info = bench.info();
    assertThat(info.delivered()).isEqualTo(new SequencePair(0, 1));
    assertThat(info.ackFloor()).isEqualTo(new SequencePair(0, 1));
    assertThat(info.lastDelivered()).isZero();
    assertThat(info.lastAcknowledged()).isZero();
    assertThat(info.ackPending()).isZero();
    assertThat(info.pending()).isEqualTo(3);
    bench.advance(Duration.ofMinutes(5));
    bench.pull("in", "3");
    assertThat(bench.freshInShort()).containsExactly("1/2/1/2", "1/3/2/1", "1/4/3/0");
  }

  @Test
  void wakesWhoWaits() throws ApiException {
    bench.listen("in");
    bench.start(ConfigBuilder.pull());
    bench.publish("a");
    bench.pull("in", "1");
    bench.pull("in", "1");
    bench.fresh();
    reset(1);
    assertThat(bench.freshInShort()).containsExactly("1/1/1/0");
  }

  @Test
  void goesNowhereBelowTheStart() throws ApiException {
    bench.publish("a", "a", "a");
    bench.start(ConfigBuilder.pull().startAt(2));
    assertThatThrownBy(() -> reset(1)).hasMessage("10204 invalid reset: below start seq");
    assertThat(reset(2)).isEqualTo(2);
    assertThat(reset(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    assertThat(bench.info().pending()).isZero();
    assertThatThrownBy(() -> reset(-1))
        .hasMessage(
            "10204 invalid reset: above 9223372036854775807 is not supported by this in-memory broker");
  }

  @Test
  void isNotForConsumersOfTheLastMessages() {
    bench.publish("a");
    bench.start(ConfigBuilder.pull().deliver(DeliverPolicy.LAST));
    assertThatThrownBy(() -> reset(1)).hasMessage("10204 invalid reset: not allowed");
  }

  @Test
  void letsAnInterestStreamDropWhatIsJumpedOver() throws ApiException {
    Bench interest = new Bench(RetentionPolicy.INTEREST);
    interest.start(ConfigBuilder.pull().filter("a"));
    interest.publish("a", "b", "a", "a");
    interest.sequencer.run(() -> resetTo(interest, 4));
    assertThat(interest.stream.released()).containsExactly(1L, 3L);
    interest.sequencer.run(() -> resetTo(interest, 9));
    assertThat(interest.stream.released()).containsExactly(1L, 3L);
  }

  @Test
  void happensWithEachUpdateOfASourcesConsumer() {
    bench.listen("d");
    ConfigBuilder source = ConfigBuilder.push("d").acks(AckPolicy.FLOW_CONTROL).flowControl();
    bench.start(source.sourcing());
    bench.publish("a", "a");
    assertThat(bench.freshInShort()).containsExactly("1/1/1/0", "1/2/2/0");
    bench.sequencer.run(() -> bench.consumer().update(source.maxAckPending(7).build()));
    assertThat(bench.freshInShort()).containsExactly("1/1/1/1", "1/2/2/0");
  }

  private long reset(long sequence) throws ApiException {
    long[] result = new long[1];
    ApiException[] refused = new ApiException[1];
    bench.sequencer.run(
        () -> {
          try {
            result[0] = bench.consumer().reset(sequence);
          } catch (ApiException e) {
            refused[0] = e;
          }
        });
    if (refused[0] != null) {
      throw refused[0];
    }
    return result[0];
  }

  private static void resetTo(Bench bench, long sequence) {
    try {
      long unused = bench.consumer().reset(sequence);
    } catch (ApiException e) {
      throw new AssertionError(e);
    }
  }
}
