package dev.jetharness.inmemory.jetstream.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class BookkeepingTest {

  @RepeatedTest(20)
  void pendingMessagesAreFoundAndLinkedInOrder(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    AckPending pending = new AckPending();
    TreeMap<Long, PendingMessage> model = new TreeMap<>();
    long next = 1;
    for (int i = 0; i < 2000; i++) {
      long sequence = random.nextInt(10) == 0 ? 1 + random.nextInt(5000) : next++;
      if (random.nextInt(3) > 0 && !model.containsKey(sequence)) {
        model.put(sequence, pending.add(sequence, i));
      } else if (!model.isEmpty()) {
        Long near = model.floorKey((long) random.nextInt(2000));
        long victim = near == null ? model.firstKey() : near;
        assertThat(pending.remove(victim)).isSameAs(model.remove(victim));
      }
      assertThat(pending.get(sequence)).isSameAs(model.get(sequence));
      assertThat(pending.size()).isEqualTo(model.size());
    }
    List<PendingMessage> linked = new ArrayList<>();
    for (PendingMessage each = pending.first(); each != null; each = each.next) {
      linked.add(each);
    }
    assertThat(linked).containsExactlyElementsOf(model.values());
  }

  @Test
  void aRemovedMessageStillKnowsWhatCameNext() {
    AckPending pending = new AckPending();
    pending.add(1, 1);
    pending.add(2, 2);
    assertThat(Objects.requireNonNull(pending.remove(1)).next).isSameAs(pending.get(2));
  }

  @RepeatedTest(20)
  void deadlinesComeInOrder(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    AckDeadlines deadlines = new AckDeadlines();
    List<PendingMessage> model = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      int what = random.nextInt(4);
      if (what < 2 || model.isEmpty()) {
        PendingMessage message = new PendingMessage(i, i);
        deadlines.put(message, random.nextInt(100));
        model.add(message);
      } else if (what == 2) {
        deadlines.put(model.get(random.nextInt(model.size())), random.nextInt(100));
      } else {
        deadlines.remove(model.remove(random.nextInt(model.size())));
      }
      PendingMessage first =
          model.stream()
              .min(
                  Comparator.<PendingMessage>comparingLong(each -> each.deadline)
                      .thenComparingLong(each -> each.sequence))
              .orElse(null);
      assertThat(deadlines.first()).isSameAs(first);
    }
  }

  @Test
  void redeliveriesComeFirstInFirstOut() {
    RedeliveryQueue queue = new RedeliveryQueue();
    PendingMessage one = new PendingMessage(1, 1);
    PendingMessage two = new PendingMessage(2, 2);
    PendingMessage three = new PendingMessage(3, 3);
    queue.add(two);
    queue.add(one);
    queue.add(three);
    queue.remove(one);
    queue.remove(one);
    assertThat(queue.size()).isEqualTo(2);
    assertThat(queue.peek()).isSameAs(two);
    queue.remove(two);
    queue.add(one);
    assertThat(queue.peek()).isSameAs(three);
    queue.remove(three);
    queue.remove(one);
    assertThat(queue.peek()).isNull();
    assertThat(queue.size()).isZero();
  }
}
