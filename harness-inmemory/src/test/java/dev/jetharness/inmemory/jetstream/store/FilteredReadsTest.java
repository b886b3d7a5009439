package dev.jetharness.inmemory.jetstream.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetharness.inmemory.bus.Message;
import dev.jetharness.inmemory.jetstream.config.StorageType;
import dev.jetharness.inmemory.subject.SubjectFilter;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whichever way a question is answered, the answer is that of looking at every message. */
class FilteredReadsTest {
  private static final List<SubjectFilter> FILTERS =
      List.of(
          SubjectFilter.ALL,
          SubjectFilter.of(List.of("a.1")),
          SubjectFilter.of(List.of("a.1", "b.2")),
          SubjectFilter.of(List.of("a.*")),
          SubjectFilter.of(List.of("*.3", "b.1")),
          SubjectFilter.of(List.of("rare.>")),
          SubjectFilter.of(List.of("none")));

  private final MemoryStore store = new MemoryStore(StorageType.FILE);
  private final TreeMap<Long, String> model = new TreeMap<>();
  private final Random random = new Random(11);

  @ParameterizedTest
  @ValueSource(ints = {3, 40, 3000})
  void agreesWithLookingAtEveryMessage(int subjectsPerGroup) {
    for (int step = 0; step < 12_000; step++) {
      change(subjectsPerGroup);
      if (step % 100 == 0) {
        FILTERS.forEach(this::compare);
      }
    }
  }

  private void change(int subjectsPerGroup) {
    if (random.nextInt(10) < 7 || model.isEmpty()) {
      String group = random.nextInt(500) == 0 ? "rare" : random.nextBoolean() ? "a" : "b";
      String subject = group + "." + random.nextInt(subjectsPerGroup);
      store.append(subject, Message.EMPTY, Message.EMPTY, store.lastSequence());
      model.put(store.lastSequence(), subject);
    } else {
      Long victim = model.ceilingKey(random.nextLong(model.lastKey() + 1));
      long sequence = victim == null ? model.firstKey() : victim;
      assertThat(store.remove(sequence)).isNotNull();
      model.remove(sequence);
    }
  }

  private void compare(SubjectFilter filter) {
    long from = random.nextLong(store.lastSequence() + 2);
    List<Long> matching =
        model.entrySet().stream()
            .filter(entry -> filter.matches(entry.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    List<Long> remaining = matching.stream().filter(sequence -> sequence >= from).toList();
    StoredMessage next = store.next(from, filter);

    assertThat(next == null ? 0 : next.sequence())
        .isEqualTo(remaining.isEmpty() ? 0 : remaining.get(0));
    assertThat(store.count(from, filter)).isEqualTo(remaining.size());
    assertThat(store.lastMatching(filter))
        .isEqualTo(matching.isEmpty() ? 0 : matching.get(matching.size() - 1));
    assertThat(store.sequences(filter, from))
        .containsExactly(matching.stream().filter(each -> each < from).toArray(Long[]::new));
    assertThat(store.messages()).isEqualTo(model.size());
  }
}
