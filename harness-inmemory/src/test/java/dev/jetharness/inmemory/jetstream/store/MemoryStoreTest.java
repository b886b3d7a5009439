package dev.jetharness.inmemory.jetstream.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.config.StorageType;
import dev.jetharness.inmemory.subject.SubjectFilter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MemoryStoreTest {
  private static final byte[] HEADERS = "NATS/1.0\r\nA: b\r\n\r\n".getBytes(UTF_8);

  private final MemoryStore store = new MemoryStore(StorageType.MEMORY);

  @Test
  void startsWithoutSequencesAndTimes() {
    assertThat(store.firstSequence()).isZero();
    assertThat(store.lastSequence()).isZero();
    assertThat(store.firstTimestamp()).isZero();
    assertThat(store.lastTimestamp()).isZero();
    assertThat(store.deleted()).isEmpty();
    assertThat(store.next(0, SubjectFilter.ALL)).isNull();
    assertThat(store.sequenceAt(5)).isEqualTo(1);
  }

  @Test
  void keepsAMessageAsItWasHandedOver() {
    byte[] payload = "hello".getBytes(UTF_8);

    store.append("orders.new", HEADERS, payload, 42);

    StoredMessage message = read(1);
    assertThat(message.sequence()).isEqualTo(1);
    assertThat(message.timestamp()).isEqualTo(42);
    assertThat(message.subject()).isEqualTo("orders.new");
    assertThat(message.headers()).isEqualTo(HEADERS);
    assertThat(message.payload()).isEqualTo(payload);
  }

  @Test
  void countsSizesAsTheServersMemoryStorage() {
    store.append("abc", HEADERS, new byte[10], 1);

    assertThat(store.bytes()).isEqualTo(3 + HEADERS.length + 10 + 16);
  }

  @Test
  void countsSizesAsTheServersFileStorage() {
    MemoryStore file = new MemoryStore(StorageType.FILE);

    assertThat(file.sizeOf("abc", Message.EMPTY, new byte[10])).isEqualTo(3 + 10 + 30);
    assertThat(file.sizeOf("abc", HEADERS, new byte[10]))
        .isEqualTo(3 + HEADERS.length + 10 + 30 + 4);
    assertThat(file.sizeOf("é", Message.EMPTY, Message.EMPTY)).isEqualTo(2 + 30);
  }

  @Test
  void movesTheFirstSequenceOverGapsButNeverTheLastOneBack() {
    append("a", "b", "c", "d");

    store.remove(2);
    store.remove(3);
    assertThat(store.deleted()).containsExactly(2, 3);
    store.remove(1);
    assertThat(store.firstSequence()).isEqualTo(4);
    assertThat(store.firstTimestamp()).isEqualTo(4);
    assertThat(store.deleted()).isEmpty();
    store.remove(4);

    assertThat(store.firstSequence()).isEqualTo(5);
    assertThat(store.lastSequence()).isEqualTo(4);
    assertThat(store.firstTimestamp()).isZero();
    assertThat(store.lastTimestamp()).isEqualTo(4);
    assertThat(store.bytes()).isZero();
    assertThat(store.subjects()).isZero();
  }

  @Test
  void removesOnlyOnce() {
    append("a");

    assertThat(store.remove(1)).isNotNull();
    assertThat(store.remove(1)).isNull();
    assertThat(store.remove(0)).isNull();
    assertThat(store.remove(99)).isNull();
  }

  @Test
  void skipsSequences() {
    assertThat(store.skip(7)).isEqualTo(1);
    assertThat(store.firstSequence()).isEqualTo(2);
    assertThat(store.lastTimestamp()).isEqualTo(7);

    append("a");
    store.skip(9);
    append("b");

    assertThat(store.firstSequence()).isEqualTo(2);
    assertThat(store.lastSequence()).isEqualTo(4);
    assertThat(store.deleted()).containsExactly(3);
  }

  @Test
  void skipsManySequencesAtOnce() {
    store.skipTo(1L << 60, 7);
    assertThat(store.firstSequence()).isEqualTo((1L << 60) + 1);
    assertThat(store.lastTimestamp()).isEqualTo(7);

    append("a");
    store.skipTo((1L << 60) + 5000, 8);
    append("b");

    assertThat(store.firstSequence()).isEqualTo((1L << 60) + 1);
    assertThat(store.lastSequence()).isEqualTo((1L << 60) + 5001);
    assertThat(store.deletedCount()).isEqualTo(4999);
    assertThat(store.next((1L << 60) + 2, SubjectFilter.ALL)).isNotNull();
  }

  @Test
  void restartsAtAHigherSequenceButNotAtALowerOne() {
    append("a", "b", "c");

    store.restartAt(2);
    assertThat(store.messages()).isZero();
    assertThat(store.firstSequence()).isEqualTo(4);
    assertThat(store.lastSequence()).isEqualTo(3);

    store.restartAt(1_000_000_000_000L);
    append("d");
    assertThat(store.firstSequence()).isEqualTo(1_000_000_000_000L);
    assertThat(read(1_000_000_000_000L).subject()).isEqualTo("d");
  }

  @Test
  void knowsTheMessagesOfASubject() {
    append("a", "b", "a", "a", "b");

    store.remove(1);

    assertThat(store.countOf("a")).isEqualTo(2);
    assertThat(store.firstOf("a")).isEqualTo(3);
    assertThat(store.lastOf("a")).isEqualTo(4);
    assertThat(store.countOf("x")).isZero();
    assertThat(store.lastOf("x")).isZero();
    Map<String, Long> counts = new TreeMap<>();
    store.forEachSubject(SubjectFilter.ALL, counts::put);
    assertThat(counts).isEqualTo(Map.of("a", 2L, "b", 2L));
  }

  @Test
  void findsTheFirstSequenceOfATime() {
    append("a", "b", "c", "d", "e");
    store.remove(3);

    assertThat(store.sequenceAt(0)).isEqualTo(1);
    assertThat(store.sequenceAt(2)).isEqualTo(2);
    assertThat(store.sequenceAt(3)).isEqualTo(4);
    assertThat(store.sequenceAt(5)).isEqualTo(5);
    assertThat(store.sequenceAt(6)).isEqualTo(6);
  }

  @Test
  void passesGapsOfManySegments() {
    for (int i = 0; i < 10_000; i++) {
      append(i % 2 == 0 ? "even" : "odd");
    }
    for (long sequence = 2; sequence < 9_999; sequence++) {
      store.remove(sequence);
    }

    assertThat(sequenceOf(store.next(2, SubjectFilter.ALL))).isEqualTo(9_999);
    assertThat(store.count(2, SubjectFilter.ALL)).isEqualTo(2);
    assertThat(store.lastMatching(filter("odd"))).isEqualTo(10_000);
    assertThat(store.sequenceAt(3)).isEqualTo(9_999);
    assertThat(store.deleted()).hasSize(9_997);
    store.remove(1);
    assertThat(store.firstSequence()).isEqualTo(9_999);
  }

  @Test
  void listsSequencesAndLastOnesByFilter() {
    append("a.1", "a.2", "b.1", "a.1", "a.3");

    assertThat(store.sequences(filter("a.*"), 5)).containsExactly(1, 2, 4);
    assertThat(store.sequences(SubjectFilter.ALL, Long.MAX_VALUE)).containsExactly(1, 2, 3, 4, 5);
    assertThat(store.lastPerSubject(filter("a.*"))).containsExactly(2, 4, 5);
    assertThat(store.lastPerSubject(filter("b.1", "a.1"))).containsExactly(3, 4);
    assertThat(store.lastMatching(SubjectFilter.ALL)).isEqualTo(5);
    assertThat(store.lastMatching(filter("c.>"))).isZero();
  }

  private void append(String... subjects) {
    for (String subject : subjects) {
      store.append(subject, Message.EMPTY, Message.EMPTY, store.lastSequence() + 1);
    }
  }

  private StoredMessage read(long sequence) {
    StoredMessage message = store.get(sequence);
    assertThat(message).isNotNull();
    return Objects.requireNonNull(message);
  }

  private static long sequenceOf(@Nullable StoredMessage message) {
    return message == null ? 0 : message.sequence();
  }

  private static SubjectFilter filter(String... patterns) {
    return SubjectFilter.of(List.of(patterns));
  }
}
