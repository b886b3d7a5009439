package dev.jetharness.inmemory.jetstream.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.inmemory.bus.InternalSubscription;
import dev.jetharness.inmemory.bus.RecordingAccount.Sent;
import dev.jetharness.inmemory.jetstream.config.AckPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PullConsumerTest {
  private final Bench bench = new Bench();

  @Test
  void deliversWhatIsAskedForWithTheStoredSubjectAndAnAckReply() {
    bench.publish("a.1");
    bench.start(ConfigBuilder.pull());
    bench.listen("in");

    bench.pull("in", "");

    Sent sent = bench.fresh().get(0);
    assertThat(sent.destination()).isEqualTo("in");
    assertThat(sent.message().subject()).isEqualTo("a.1");
    assertThat(sent.message().reply()).isEqualTo("$JS.ACK.S.C.1.1.1.1767225600000000000.0");
    assertThat(bench.traffic).containsExactly("delivered S>C 1/1/1 to client");
  }

  @Test
  void waitsForMessagesThatAreYetToCome() {
    bench.start(ConfigBuilder.pull());
    bench.listen("in");
    bench.pull("in", "2");
    assertThat(bench.info().waiting()).isEqualTo(1);

    bench.publish("a", "b", "c");

    assertThat(bench.freshInShort()).containsExactly("1/1/1/0", "1/2/2/0");
    assertThat(bench.info().waiting()).isZero();
    assertThat(bench.info().pending()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|1",
        "-3|1",
        "2|2",
        "nonsense|1",
        "''|1",
        "{\"batch\":2}|2",
        "{}|1",
        "{\"batch\":0}|1"
      })
  void readsBatchSizesAsTheServerDoes(String body, int delivered) {
    bench.publish("a", "a", "a");
    bench.start(ConfigBuilder.pull());
    bench.listen("in");

    bench.pull("in", body);

    assertThat(bench.freshInShort()).hasSize(delivered);
    assertThat(bench.info().waiting()).isZero();
  }

  @Test
  void ignoresARequestWithoutReply() {
    bench.start(ConfigBuilder.pull());
    bench.sequencer.run(
        () ->
            bench
                .consumer()
                .pull(
                    new dev.jetharness.inmemory.bus.Message("next", null, new byte[0], new byte[0]),
                    null));
    assertThat(bench.fresh()).isEmpty();
  }

  @Test
  void servesRequestsInTurnsAfterEachMessage() {
    bench.start(ConfigBuilder.pull());
    bench.listen("in.*");
    bench.pull("in.1", "3");
    bench.pull("in.2", "1");
    bench.pull("in.3", "2");

    bench.publish("a", "a", "a", "a", "a", "a");

    assertThat(bench.fresh().stream().map(Sent::destination))
        .containsExactly("in.1", "in.2", "in.3", "in.1", "in.3", "in.1");
  }

  @Test
  void expiresARequestAndTellsWhatWasLeft() {
    bench.publish("a");
    bench.start(ConfigBuilder.pull());
    bench.listen("in");
    bench.pull("in", "{\"batch\":5,\"max_bytes\":1000,\"expires\":1000000000}");

    bench.advance(Duration.ofMillis(999));
    assertThat(bench.freshInShort()).containsExactly("1/1/1/0");
    bench.advance(Duration.ofMillis(1));

    int size = "a".length() + "$JS.ACK.S.C.1.1.1.1767225600000000000.0".length() + 1;
    assertThat(bench.freshInShort())
        .containsExactly(
            "408 Request Timeout|Nats-Pending-Messages: 4|Nats-Pending-Bytes: " + (1000 - size));
    assertThat(bench.info().waiting()).isZero();
  }

  @Test
  void answersNoWaitWithoutMessages() {
    bench.start(ConfigBuilder.pull());
    bench.listen("in");
    bench.pull("in", "{\"batch\":1,\"no_wait\":true}");
    assertThat(bench.freshInShort()).containsExactly("404 No Messages");
  }

  @Test
  void endsNoWaitWithWhatIsThere() {
    bench.publish("a", "a");
    bench.start(ConfigBuilder.pull());
    bench.listen("in");
    bench.pull("in", "{\"batch\":3,\"no_wait\":true}");
    assertThat(bench.freshInShort()).containsExactly("1/1/1/1", "1/2/2/0", "404 No Messages");
  }

  @Test
  void letsNoWaitWithExpiryWaitForTheFirstMessage() {
    bench.start(ConfigBuilder.pull());
    bench.listen("in");
    bench.pull("in", "{\"batch\":3,\"no_wait\":true,\"expires\":1000000000}");
    assertThat(bench.fresh()).isEmpty();
    bench.publish("a");
    assertThat(bench.freshInShort()).containsExactly("1/1/1/0", "404 No Messages");
  }

  @Test
  void refusesNoWaitWhenOthersAskedForMore() {
    bench.start(ConfigBuilder.pull().maxAckPending(1));
    bench.publish("a", "a");
    bench.listen("in.*");
    bench.pull("in.1", "5");
    bench.pull("in.2", "{\"no_wait\":true}");
    assertThat(bench.freshInShort()).containsExactly("1/1/1/1", "408 Requests Pending");
  }

  @Test
  void doesNotEndNoWaitForReachingMaxAckPending() {
    bench.start(ConfigBuilder.pull().maxAckPending(1));
    bench.publish("a", "a");
    bench.listen("in");
    bench.pull("in", "{\"batch\":2,\"no_wait\":true,\"expires\":1000000000}");
    Sent first = bench.fresh().get(0);
    bench.ack(first, "+ACK");
    assertThat(bench.freshInShort()).containsExactly("1/2/2/0");
  }

  @Test
  void endsARequestWhoseBytesAreUsedUpExactly() {
    bench.publish("a", "a");
    bench.start(ConfigBuilder.pull());
    bench.listen("in");
    int size = "a".length() + "$JS.ACK.S.C.1.1.1.1767225600000000000.1".length() + 1;

    bench.pull("in", "{\"batch\":10,\"max_bytes\":" + size + "}");

    assertThat(bench.freshInShort()).containsExactly("1/1/1/1");
    assertThat(bench.info().waiting()).isZero();
  }

  @Test
  void tellsOfBytesLeftWhenTheBatchIsComplete() {
    bench.publish("a", "a");
    bench.start(ConfigBuilder.pull());
    bench.listen("in");
    int size = "a".length() + "$JS.ACK.S.C.1.1.1.1767225600000000000.1".length() + 1;

    bench.pull("in", "{\"batch\":1,\"max_bytes\":" + (size + 7) + "}");

    assertThat(bench.freshInShort())
        .containsExactly(
            "1/1/1/1", "409 Batch Completed|Nats-Pending-Messages: 0|Nats-Pending-Bytes: 7");
  }

  @Test
  void givesAMessageThatIsTooLargeToTheNextRequest() {
    bench.start(ConfigBuilder.pull());
    bench.listen("in.*");
    bench.pull("in.1", "{\"batch\":2,\"max_bytes\":10}");
    bench.pull("in.2", "1");

    bench.publish("a");

    assertThat(bench.freshInShort())
        .containsExactly(
            "409 Message Size Exceeds MaxBytes|Nats-Pending-Messages: 2|Nats-Pending-Bytes: 10",
            "1/1/1/0");
  }

  @Test
  void keepsAMessageThatNobodyCouldTake() {
    bench.publish("a", "b");
    bench.start(ConfigBuilder.pull());
    bench.listen("in.*");
    bench.pull("in.1", "{\"batch\":2,\"max_bytes\":10}");
    bench.fresh();

    bench.pull("in.2", "2");

    assertThat(bench.freshInShort()).containsExactly("1/1/1/1", "1/2/2/0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"batch\":6}|409 Exceeded MaxRequestBatch of 5",
        "{\"expires\":2000000001}|409 Exceeded MaxRequestExpires of 2s",
        "{\"max_bytes\":1001}|409 Exceeded MaxRequestMaxBytes of 1000",
        "{\"expires\":19,\"idle_heartbeat\":10}|400 Bad Request - heartbeat value too large",
        "{\"idle_heartbeat\":1}|400 Bad Request - heartbeat value too large",
        "{\"min_pending\":1}|400 Bad Request - Not a Overflow Priority consumer",
        "{\"min_ack_pending\":1}|400 Bad Request - Not a Overflow Priority consumer",
        "{\"id\":\"x\"}|400 Bad Request - Not a Pinned Client Priority consumer",
        "{\"priority\":10}|400 Bad Request - Priority must be between 0 and 9",
        "{\"batch\":\"x\"}|400 Bad Request - json: cannot unmarshal string into Go struct field"
            + " .batch of type int",
        "{bad|400 Bad Request - invalid character 'b' looking for beginning of object key string",
      })
  void refusesWithTheStatusOfTheServer(String body, String status) {
    bench.start(ConfigBuilder.pull().limits(5, Duration.ofSeconds(2), 1000));
    bench.listen("in");
    bench.pull("in", body);
    assertThat(bench.freshInShort()).containsExactly(status);
    assertThat(bench.info().waiting()).isZero();
  }

  @Test
  void refusesMoreThanMaxWaitingButSilentlyWithAHeartbeat() {
    bench.start(ConfigBuilder.pull().maxWaiting(1));
    bench.listen("in.*");
    bench.pull("in.1", "1");
    bench.pull("in.2", "1");
    assertThat(bench.fresh())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.destination()).isEqualTo("in.2");
              assertThat(Bench.inShort(each)).isEqualTo("409 Exceeded MaxWaiting");
            });
    bench.pull("in.3", "{\"expires\":1000000000,\"idle_heartbeat\":1000000}");
    assertThat(bench.fresh()).isEmpty();
  }

  @Test
  void looksForLostRequestsInAFullQueueOnceASecond() {
    bench.start(ConfigBuilder.pull().maxWaiting(1));
    InternalSubscription first = bench.listen("in.1");
    bench.listen("in.2");
    bench.pull("in.1", "1");
    bench.pull("in.2", "1");
    assertThat(bench.freshInShort()).containsExactly("409 Exceeded MaxWaiting");
    bench.close(first);

    bench.advance(Duration.ofMillis(900));
    bench.pull("in.2", "1");
    assertThat(bench.freshInShort()).containsExactly("409 Exceeded MaxWaiting");

    bench.advance(Duration.ofMillis(101));
    bench.pull("in.2", "1");
    bench.publish("a");
    assertThat(bench.freshInShort()).containsExactly("1/1/1/0");
  }

  @Test
  void dropsRequestsThatNobodyListensToWithoutAWord() {
    bench.start(ConfigBuilder.pull());
    InternalSubscription listener = bench.listen("in.1");
    bench.listen("in.2");
    bench.pull("in.1", "1");
    bench.pull("in.2", "1");
    bench.close(listener);

    bench.publish("a");

    assertThat(bench.fresh()).singleElement().extracting(Sent::destination).isEqualTo("in.2");
    assertThat(bench.info().waiting()).isZero();
  }

  @Test
  void beatsWhenNothingWasSentToARequest() {
    bench.start(ConfigBuilder.pull());
    bench.listen("in");
    bench.pull("in", "{\"batch\":10,\"expires\":1000000000,\"idle_heartbeat\":100000000}");

    bench.advance(Duration.ofMillis(99));
    assertThat(bench.fresh()).isEmpty();
    bench.advance(Duration.ofMillis(1));
    assertThat(bench.freshInShort())
        .containsExactly("100 Idle Heartbeat|Nats-Last-Consumer: 0|Nats-Last-Stream: 0");

    bench.advance(Duration.ofMillis(50));
    bench.publish("a");
    bench.advance(Duration.ofMillis(99));
    assertThat(bench.freshInShort()).containsExactly("1/1/1/0");
    bench.advance(Duration.ofMillis(1));
    assertThat(bench.freshInShort())
        .containsExactly("100 Idle Heartbeat|Nats-Last-Consumer: 1|Nats-Last-Stream: 1");
  }

  @Test
  void tellsThoseWhoWaitThatItWasDeleted() {
    bench.start(ConfigBuilder.pull());
    bench.listen("in");
    bench.pull("in", "{\"expires\":1000000000,\"idle_heartbeat\":100000000}");
    bench.sequencer.run(() -> bench.consumer().delete());
    assertThat(bench.freshInShort()).containsExactly("409 Consumer Deleted");
    assertThat(bench.stream.listeners()).isZero();
    assertThat(bench.time.waiting()).isZero();
  }

  @Test
  void tellsThoseWhoWaitThatTheStreamWasDeleted() {
    bench.start(ConfigBuilder.pull());
    bench.listen("in");
    bench.pull("in", "");
    bench.sequencer.run(bench.stream::delete);
    assertThat(bench.freshInShort()).containsExactly("409 Consumer Deleted");
  }

  @Test
  void tellsThoseWhoWaitThatTheServerGoesDown() {
    bench.start(ConfigBuilder.pull());
    bench.listen("in");
    bench.pull("in", "3");
    bench.sequencer.run(() -> bench.consumer().serverShutdown());
    assertThat(bench.freshInShort())
        .containsExactly("409 Server Shutdown|Nats-Pending-Messages: 3|Nats-Pending-Bytes: 0");
  }

  @Test
  void refusesToBePulledFromWhenItPushes() {
    bench.start(ConfigBuilder.push("deliver"));
    bench.pull("in", "1");
    assertThat(bench.freshInShort()).containsExactly("409 Consumer is push based");
  }

  @ParameterizedTest
  @CsvSource({"5,1/1/1/0", "6,412 Required Api Level", "x,412 Required Api Level"})
  void checksTheApiLevelThatARequestNeeds(String level, String answer) {
    bench.publish("a");
    bench.start(ConfigBuilder.pull());
    bench.listen("in");
    byte[] headers =
        ("NATS/1.0\r\nNats-Required-Api-Level: " + level + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8);
    bench.pull("in", "1", headers);
    assertThat(bench.freshInShort()).containsExactly(answer);
  }

  @Test
  void sendsHeadersOnlyWithTheSizeOfThePayload() {
    bench.publishText("a", "hello");
    bench.start(ConfigBuilder.pull().headersOnly());
    bench.listen("in");
    bench.pull("in", "");
    Sent sent = bench.fresh().get(0);
    assertThat(sent.headers()).isEqualTo("NATS/1.0\r\nNats-Msg-Size: 5\r\n\r\n");
    assertThat(sent.text()).isEmpty();
  }

  @Test
  void addsThePayloadSizeBehindTheHeadersOfAMessage() {
    bench.sequencer.run(
        () ->
            bench.stream.publish(
                "a", "hi", "NATS/1.0\r\nK: v\r\n\r\n".getBytes(StandardCharsets.UTF_8)));
    bench.start(ConfigBuilder.pull().headersOnly());
    bench.listen("in");
    bench.pull("in", "");
    assertThat(bench.fresh().get(0).headers())
        .isEqualTo("NATS/1.0\r\nK: v\r\nNats-Msg-Size: 2\r\n\r\n");
  }

  @Test
  void passesOverACongestedReceiverUntilItHasRead() {
    bench.publish("a", "a", "a");
    bench.start(ConfigBuilder.pull().acks(AckPolicy.NONE));
    bench.listen("in.*");
    bench.account.congested(true);
    bench.pull("in.1", "2");
    assertThat(bench.freshInShort()).containsExactly("1/1/1/2");

    bench.account.congested(false);
    bench.pull("in.2", "1");
    assertThat(bench.fresh()).singleElement().extracting(Sent::destination).isEqualTo("in.2");

    bench.account.drain();
    assertThat(bench.freshInShort()).containsExactly("1/3/3/0");
  }

  @Test
  void deliversALargeBacklogInSlices() {
    for (int i = 0; i < 1000; i++) {
      bench.publish("a");
    }
    bench.start(ConfigBuilder.pull().maxAckPending(-1));
    bench.listen("in");
    bench.pull("in", "1000");
    assertThat(bench.fresh()).hasSize(1000);
    assertThat(bench.info().pending()).isZero();
  }
}
