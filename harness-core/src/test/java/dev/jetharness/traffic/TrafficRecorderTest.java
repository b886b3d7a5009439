package dev.jetharness.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetharness.traffic.TrafficEvent.Acknowledged;
import dev.jetharness.traffic.TrafficEvent.Delivered;
import dev.jetharness.traffic.TrafficEvent.MaxDeliveriesReached;
import dev.jetharness.traffic.TrafficEvent.Published;
import dev.jetharness.traffic.TrafficEvent.Refused;
import dev.jetharness.traffic.TrafficEvent.Stored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TrafficRecorderTest {
  private static final byte[] NONE = {};

  private final TrafficRecorder recorder = new TrafficRecorder();

  @Test
  void keepsEveryKindOfEventInOrder() {
    recorder.published("app", "orders.created", "_INBOX.1", NONE, bytes("42"));
    recorder.stored("ORDERS", 7, "orders.created", NONE, bytes("42"), false);
    recorder.refused("ORDERS", "orders.created", 10071, "wrong last sequence: 7");
    recorder.delivered("app", "ORDERS", "billing", 7, 3, 1, "orders.created", NONE, bytes("42"));
    recorder.acknowledged("app", "ORDERS", "billing", 7, 3, 1, AckKind.NAK, bytes("-NAK"));
    recorder.maxDeliveriesReached("ORDERS", "billing", 7, 5);

    assertThat(recorder.events())
        .hasExactlyElementsOfTypes(
            Published.class,
            Stored.class,
            Refused.class,
            Delivered.class,
            Acknowledged.class,
            MaxDeliveriesReached.class)
        .extracting(TrafficEvent::position)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(recorder.events()).extracting(TrafficEvent::time).isSorted();
    assertThat(recorder.events(Published.class))
        .singleElement()
        .satisfies(e -> assertThat(e.content().text()).isEqualTo("42"));
    assertThat(recorder.events(Acknowledged.class))
        .singleElement()
        .satisfies(e -> assertThat(e.body()).isEqualTo("-NAK"));
  }

  @Test
  void forgetsTheOldestBeyondTheNumberOfEvents() {
    TrafficRecorder small = new TrafficRecorder(3, 1 << 20);
    for (int i = 0; i < 5; i++) {
      small.published("app", "a." + i, null, NONE, NONE);
    }
    assertThat(small.events(Published.class))
        .extracting(Published::subject)
        .containsExactly("a.2", "a.3", "a.4");
    assertThat(small.forgotten()).isEqualTo(2);
  }

  @Test
  void forgetsTheOldestBeyondTheNumberOfBytesButKeepsTheLatest() {
    TrafficRecorder small = new TrafficRecorder(1000, 1000);
    small.published("app", "a.1", null, NONE, new byte[400]);
    small.published("app", "a.2", null, NONE, new byte[400]);
    assertThat(small.events()).hasSize(2);
    small.published("app", "a.3", null, NONE, new byte[5000]);
    assertThat(small.events(Published.class)).extracting(Published::subject).containsExactly("a.3");
    small.published("app", "a.4", null, NONE, NONE);
    assertThat(small.events(Published.class)).extracting(Published::subject).containsExactly("a.4");
    assertThat(small.forgotten()).isEqualTo(3);
  }

  @Test
  void refusesLimitsThatKeepNothing() {
    assertThatThrownBy(() -> new TrafficRecorder(0, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maxEvents=0");
  }

  @Test
  void clearForgetsWithoutCountingAndPositionsGoOn() {
    recorder.published("app", "a", null, NONE, NONE);
    recorder.clear();
    assertThat(recorder.events()).isEmpty();
    assertThat(recorder.forgotten()).isZero();
    recorder.published("app", "b", null, NONE, NONE);
    assertThat(recorder.events()).extracting(TrafficEvent::position).containsExactly(2L);
  }

  @Test
  void awaitReturnsAtOnceIfTheConditionHolds() throws InterruptedException {
    recorder.published("app", "a", null, NONE, NONE);
    assertThat(recorder.await(events -> events.size() == 1, Duration.ZERO)).isTrue();
    assertThat(recorder.await(events -> events.size() == 1, Duration.ofSeconds(-1))).isTrue();
  }

  @Test
  void awaitGivesUpAtTheLimit() throws InterruptedException {
    assertThat(recorder.await(events -> !events.isEmpty(), Duration.ZERO)).isFalse();
    assertThat(recorder.await(events -> !events.isEmpty(), Duration.ofMillis(5))).isFalse();
  }

  @Test
  void awaitGivesUpAtTheLimitEvenIfEventsNeverCease() throws InterruptedException {
    boolean fulfilled =
        recorder.await(
            events -> {
              recorder.published("app", "a", null, NONE, NONE);
              return false;
            },
            Duration.ofMillis(20));
    assertThat(fulfilled).isFalse();
  }

  @Test
  void awaitIsWokenByEachEvent() throws Exception {
    CountDownLatch tested = new CountDownLatch(1);
    CompletableFuture<Boolean> waiter =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return recorder.await(
                    events -> {
                      tested.countDown();
                      return events.size() == 2;
                    },
                    Duration.ofSeconds(Long.MAX_VALUE));
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    assertThat(tested.await(30, TimeUnit.SECONDS)).isTrue();
    recorder.published("app", "a", null, NONE, NONE);
    recorder.published("app", "b", null, NONE, NONE);
    assertThat(waiter.get(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void recordsFromManyThreadsWithoutLosingOne() throws Exception {
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    for (int writer = 0; writer < 4; writer++) {
      String connection = "app-" + writer;
      writers.add(
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < 1000; i++) {
                  recorder.published(connection, "a", null, NONE, NONE);
                }
              }));
    }
    assertThat(recorder.await(events -> events.size() == 4000, Duration.ofSeconds(30))).isTrue();
    CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
    assertThat(recorder.events())
        .extracting(TrafficEvent::position)
        .isSorted()
        .doesNotHaveDuplicates();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
