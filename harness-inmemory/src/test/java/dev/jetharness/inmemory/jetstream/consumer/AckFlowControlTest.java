package dev.jetharness.inmemory.jetstream.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.bus.RecordingAccount.Sent;
import dev.jetharness.inmemory.jetstream.config.AckPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AckFlowControlTest {
  private static final String REQUEST = "100 FlowControl Request";

  private final Bench bench = new Bench();

  @Test
  void asksAtMaxAckPendingAndGoesOnWithTheAnswer() {
    start(2);
    bench.publish("a", "a", "a", "a");
    List<Sent> sent = bench.fresh();
    assertThat(sent).extracting(Bench::inShort).containsExactly("1/1/1/0", "1/2/2/0", REQUEST);
    answer(sent.get(2), "Nats-Last-Consumer: 1\r\nNats-Last-Stream: 1\r\n");
    assertThat(bench.freshInShort()).containsExactly("1/3/3/1", REQUEST);
    assertThat(bench.info().ackFloor()).isEqualTo(new SequencePair(1, 1));
  }

  @Test
  void readsNoHeadersButNumbers() {
    start(1);
    bench.publish("a");
    answer(bench.fresh().get(1), "Nats-Last-Consumer: 1\r\nNats-Last-Stream: x\r\n");
    assertThat(bench.info().ackPending()).isEqualTo(1);
  }

  @Test
  void needsTheConsumerSequenceToMove() {
    start(1);
    bench.publish("a");
    answer(bench.fresh().get(1), "Nats-Last-Stream: 1\r\n");
    assertThat(bench.info().ackPending()).isEqualTo(1);
  }

  @Test
  void neverRedeliversOnItsOwn() {
    start(10);
    bench.publish("a");
    bench.advance(Duration.ofDays(1));
    assertThat(bench.freshInShort()).containsExactly("1/1/1/0");
    assertThat(bench.info().ackPending()).isEqualTo(1);
  }

  @Test
  void asksAfterAHeartbeatForWhatIsPending() {
    bench.listen("d");
    bench.start(config(10).heartbeat(Duration.ofSeconds(1)));
    bench.publish("a");
    bench.fresh();
    bench.advance(Duration.ofSeconds(1));
    assertThat(bench.freshInShort())
        .containsExactly("100 Idle Heartbeat|Nats-Last-Consumer: 1|Nats-Last-Stream: 1", REQUEST);
    bench.advance(Duration.ofSeconds(1));
    assertThat(bench.fresh()).hasSize(1);
  }

  /** What is delivered below a floor that is ahead stays pending until the gap above is wide. */
  @Test
  void settlesBelowAFloorThatWasAheadOnlyWithAWideGap() {
    bench.listen("d");
    bench.start(config(3).heartbeat(Duration.ofSeconds(1)));
    bench.publish("a", "a", "a");
    answer(last(), "Nats-Last-Consumer: 10\r\nNats-Last-Stream: 10\r\n");
    assertThat(bench.info().ackPending()).isZero();
    bench.publish("a", "a", "a");
    answer(last(), "Nats-Last-Consumer: 11\r\nNats-Last-Stream: 11\r\n");
    assertThat(bench.info().ackPending()).isEqualTo(3);
    bench.advance(Duration.ofSeconds(1));
    answer(last(), "Nats-Last-Consumer: 15\r\nNats-Last-Stream: 15\r\n");
    assertThat(bench.info().ackPending()).isZero();
  }

  @Test
  void acceptsNoOtherAcknowledgement() {
    start(10);
    assertThat(bench.consumer().acceptsAcks()).isFalse();
  }

  private Sent last() {
    List<Sent> sent = bench.fresh();
    return sent.get(sent.size() - 1);
  }

  private void start(int maxAckPending) {
    bench.listen("d");
    bench.start(config(maxAckPending));
  }

  private static ConfigBuilder config(int maxAckPending) {
    return ConfigBuilder.push("d")
        .acks(AckPolicy.FLOW_CONTROL)
        .ackWait(Duration.ZERO)
        .flowControl()
        .maxAckPending(maxAckPending);
  }

  private void answer(Sent request, String headers) {
    assertThat(Bench.inShort(request)).isEqualTo(REQUEST);
    byte[] block = ("NATS/1.0\r\n" + headers + "\r\n").getBytes(StandardCharsets.UTF_8);
    String subject = Objects.requireNonNull(request.message().reply());
    boolean heard = bench.account.send(new Message(subject, null, block, Message.EMPTY), null);
    assertThat(heard).isTrue();
  }
}
