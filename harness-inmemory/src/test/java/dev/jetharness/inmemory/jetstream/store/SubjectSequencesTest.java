package dev.jetharness.inmemory.jetstream.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SubjectSequencesTest {
  private final SubjectSequences sequences = new SubjectSequences("orders");

  @Test
  void isEmptyAtFirst() {
    assertThat(sequences.isEmpty()).isTrue();
    assertThat(sequences.first()).isZero();
    assertThat(sequences.last()).isZero();
    assertThat(sequences.ceiling(1)).isZero();
    assertThat(sequences.countFrom(1)).isZero();
  }

  @Test
  void behavesLikeASortedSetUnderAnyMixOfChanges() {
    TreeSet<Long> model = new TreeSet<>();
    Random random = new Random(7);
    long next = 1;
    for (int step = 0; step < 20_000; step++) {
      if (random.nextInt(100) < 52 || model.isEmpty()) {
        next += 1 + random.nextInt(5);
        sequences.add(next);
        model.add(next);
      } else {
        long victim = chooseVictim(model, random);
        sequences.remove(victim);
        model.remove(victim);
      }
      long probe = random.nextLong(next + 3);
      Long ceiling = model.ceiling(probe);
      assertThat(sequences.size()).isEqualTo(model.size());
      assertThat(sequences.first()).isEqualTo(model.isEmpty() ? 0 : model.first());
      assertThat(sequences.last()).isEqualTo(model.isEmpty() ? 0 : model.last());
      assertThat(sequences.ceiling(probe)).isEqualTo(ceiling == null ? 0 : ceiling);
      assertThat(sequences.countFrom(probe)).isEqualTo(model.tailSet(probe).size());
    }
    long[] copied = new long[model.size()];
    long before = next / 2;
    int end = sequences.copyBelow(before, copied, 0);
    assertThat(Arrays.stream(copied, 0, end).boxed().toList())
        .containsExactlyElementsOf(model.headSet(before));
  }

  private static long chooseVictim(NavigableSet<Long> model, Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> model.first();
      case 1 -> model.last();
      default -> {
        Long near = model.ceiling(random.nextLong(model.last() + 1));
        yield near == null ? model.first() : near;
      }
    };
  }
}
