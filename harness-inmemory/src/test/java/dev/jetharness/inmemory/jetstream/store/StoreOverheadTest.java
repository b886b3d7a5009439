package dev.jetharness.inmemory.jetstream.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.inmemory.jetstream.config.StorageType;
import dev.jetharness.inmemory.subject.SubjectFilter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a store takes up besides headers, payloads and the distinct subjects: measured as what the
 * heap holds more after a collection. The bound is twice what is measured, so that whatever else
 * lives in this JVM does not matter.
 */
class StoreOverheadTest {
  private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();
  private static final int MESSAGES = 1_000_000;
  private static final int SUBJECTS = 100_000;

  private final Random random = new Random(1);

  @ParameterizedTest
  @CsvSource({"0, 64, 64", "0, 1, 127", "48, 64, 64", "40, 0, 100"})
  void aMessageCostsNoMoreThanEightyBytesBesidesWhatIsInIt(
      int headers, int smallestPayload, int largestPayload) {
    long[] content = {0};

    long taken =
        taken(
            () -> {
              MemoryStore store = new MemoryStore(StorageType.MEMORY);
              for (int i = 0; i < MESSAGES; i++) {
                byte[] payload = new byte[between(smallestPayload, largestPayload)];
                content[0] += headers + payload.length;
                store.append(subject(i % SUBJECTS), new byte[headers], payload, time(i));
              }
              content[0] += subjectBytes(store);
              return store;
            });

    assertThat((taken - content[0]) / MESSAGES).isLessThanOrEqualTo(80);
  }

  /** Of a million messages a fourth is left, anywhere in the stream. */
  @Test
  void aMessageCostsNoMoreThanEightyBytesBetweenGaps() {
    long[] content = {0};
    int left = MESSAGES / 4;

    long taken =
        taken(
            () -> {
              MemoryStore store = new MemoryStore(StorageType.MEMORY);
              for (int i = 0; i < MESSAGES; i++) {
                store.append(subject(i % (SUBJECTS / 4)), new byte[0], new byte[64], time(i));
              }
              while (store.messages() > left) {
                store.remove(between(1, MESSAGES));
              }
              content[0] += left * 64L + subjectBytes(store);
              return store;
            });

    assertThat((taken - content[0]) / left).isLessThanOrEqualTo(80);
  }

  @Test
  void aStoreThatWasEmptiedCostsNextToNothing() {
    long taken =
        taken(
            () -> {
              MemoryStore store = new MemoryStore(StorageType.MEMORY);
              for (int i = 0; i < MESSAGES; i++) {
                store.append(subject(i % SUBJECTS), new byte[0], new byte[64], time(i));
              }
              for (int i = MESSAGES; i > 0; i--) {
                store.remove(i);
              }
              return store;
            });

    assertThat(taken / MESSAGES).isLessThanOrEqualTo(8);
  }

  /** What is added to the heap by an object and all that it holds. */
  private static long taken(Supplier<MemoryStore> created) {
    long before = used();
    MemoryStore store = created.get();
    long after = used();
    assertThat(store.lastSequence()).isEqualTo(MESSAGES);
    return after - before;
  }

  private static long used() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      MEMORY.gc();
      least = Math.min(least, MEMORY.getHeapMemoryUsage().getUsed());
    }
    return least;
  }

  private static long subjectBytes(MemoryStore store) {
    long[] bytes = {0};
    store.forEachSubject(
        SubjectFilter.ALL, (subject, count) -> bytes[0] += subject.getBytes(UTF_8).length);
    return bytes[0];
  }

  private static String subject(int number) {
    return "orders.eu." + number;
  }

  private static long time(int number) {
    return 1_700_000_000_000_000_000L + number * 1000L;
  }

  private int between(int smallest, int largest) {
    return smallest + random.nextInt(largest - smallest + 1);
  }
}
