package dev.jetharness.inmemory.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SubjectMapTest {
  private final SubjectMap<Value> map = new SubjectMap<>();

  private record Value(String subject, int number) implements HasSubject {}

  @Test
  void keepsOneValueForEachSubject() {
    put("a.b", 1);
    put("a.b", 2);

    assertThat(map.get("a.b")).isEqualTo(new Value("a.b", 2));
    assertThat(passing("a.*")).containsExactly("a.b");
    assertThat(map.get("a")).isNull();
    assertThat(map.size()).isEqualTo(1);
  }

  @Test
  void visitsWhatPassesAFilter() {
    putAll("a", "a.b", "a.b.c", "a.c", "d.b", "d.b.c");

    assertThat(passing("a.b")).containsExactly("a.b");
    assertThat(passing("a.*")).containsExactlyInAnyOrder("a.b", "a.c");
    assertThat(passing("a.>")).containsExactlyInAnyOrder("a.b", "a.b.c", "a.c");
    assertThat(passing("*.b.>")).containsExactlyInAnyOrder("a.b.c", "d.b.c");
    assertThat(passing("*")).containsExactly("a");
    assertThat(passing("x.>")).isEmpty();
    assertThat(passing(">")).hasSize(6);
    assertThat(passing()).hasSize(6);
  }

  @Test
  void visitsOnceWhatPassesOverlappingPatterns() {
    putAll("a.b", "a.c", "d.b");

    assertThat(passing("a.*", "*.b", "a.b")).containsExactlyInAnyOrder("a.b", "a.c", "d.b");
  }

  @Test
  void forgetsWhatIsRemovedAndKeepsWhatIsBelow() {
    putAll("a", "a.b", "a.b.c");

    assertThat(map.remove("a.b")).isEqualTo(new Value("a.b", 1));
    assertThat(map.remove("a.b")).isNull();
    assertThat(passing("a.>")).containsExactly("a.b.c");
    assertThat(map.remove("a.b.c")).isEqualTo(new Value("a.b.c", 2));
    assertThat(passing(">")).containsExactly("a");
  }

  @Test
  void takesASubjectAgainAfterItWasRemoved() {
    putAll("a.b.c");
    map.remove("a.b.c");
    put("a.b.c", 9);

    assertThat(passing("a.*.c")).containsExactly("a.b.c");
    assertThat(map.get("a.b.c")).isEqualTo(new Value("a.b.c", 9));
  }

  @Test
  void holdsAHundredThousandSubjects() {
    for (int i = 0; i < 100_000; i++) {
      put("orders." + i % 1000 + "." + i, i);
    }

    assertThat(map.size()).isEqualTo(100_000);
    assertThat(passing("orders.7.*")).hasSize(100);
    assertThat(passing("orders.*.4711")).containsExactly("orders.711.4711");

    for (int i = 0; i < 100_000; i++) {
      map.remove("orders." + i % 1000 + "." + i);
    }
    assertThat(map.size()).isZero();
    assertThat(passing(">")).isEmpty();
  }

  @Test
  void agreesWithTheRulesUnderAnyMixOfChanges() {
    Random random = new Random(3);
    Set<String> model = new HashSet<>();
    for (int step = 0; step < 20_000; step++) {
      String subject = randomSubject(random, List.of("a", "b", "c", "d"), false);
      if (random.nextInt(100) < 45) {
        assertThat(map.remove(subject) != null).isEqualTo(model.remove(subject));
      } else {
        put(subject, step);
        model.add(subject);
      }
      if (step % 20 == 0) {
        List<String> patterns =
            List.of(randomPattern(random), randomPattern(random), randomPattern(random));
        SubjectFilter filter = SubjectFilter.of(patterns);
        assertThat(passing(patterns.toArray(String[]::new)))
            .containsExactlyInAnyOrderElementsOf(model.stream().filter(filter::matches).toList());
        assertThat(map.size()).isEqualTo(model.size());
      }
    }
  }

  @Test
  void findsPatternsThatCollide() {
    Random random = new Random(5);
    Set<String> model = new HashSet<>();
    for (int step = 0; step < 2000; step++) {
      String pattern = randomPattern(random);
      put(pattern, step);
      model.add(pattern);
      String probe = randomPattern(random);
      List<String> found = new ArrayList<>();
      assertThat(map.anyColliding(probe, value -> !found.add(value.subject()))).isFalse();

      assertThat(found)
          .containsExactlyInAnyOrderElementsOf(
              model.stream().filter(each -> Subjects.collide(each, probe)).toList());
      String removed = randomPattern(random);
      map.remove(removed);
      model.remove(removed);
    }
  }

  @Test
  void givesUpWhatTakesTooManySteps() {
    for (int i = 0; i < 1000; i++) {
      put("a." + i + ".b", i);
    }
    putAll("c.1", "c.2");

    assertThat(isWithin(2, "a.7.b", "a.8.b")).isTrue();
    assertThat(isWithin(1, "a.7.b", "a.8.b")).isFalse();
    assertThat(isWithin(3, "c.*")).isTrue();
    assertThat(isWithin(2, "c.*")).isFalse();
    assertThat(isWithin(999, "a.*.none")).isFalse();
    assertThat(isWithin(1001, "a.*.none")).isTrue();
    assertThat(isWithin(1, "none.>")).isTrue();
  }

  @Test
  void isAsCheapToVisitAfterMassRemovalAsIfItHadNeverBeenLarge() {
    for (int i = 0; i < 100_000; i++) {
      put("a." + i, i);
    }
    for (int i = 1; i < 100_000; i++) {
      map.remove("a." + i);
    }

    assertThat(isWithin(1, "a.*")).isTrue();
    assertThat(passing("a.*")).containsExactly("a.0");
  }

  @Test
  void forgetsAllWhenCleared() {
    putAll("a", "b.c");
    map.clear();

    assertThat(map.size()).isZero();
    assertThat(passing(">")).isEmpty();
  }

  private void putAll(String... subjects) {
    for (int i = 0; i < subjects.length; i++) {
      put(subjects[i], i);
    }
  }

  private void put(String subject, int number) {
    map.put(new Value(subject, number));
  }

  private boolean isWithin(long steps, String... patterns) {
    return map.forEach(SubjectFilter.of(List.of(patterns)), value -> {}, steps);
  }

  private static String randomPattern(Random random) {
    return randomSubject(random, List.of("a", "b", "c", "*"), random.nextInt(4) == 0);
  }

  private static String randomSubject(Random random, List<String> tokens, boolean open) {
    List<String> subject = new ArrayList<>();
    for (int n = random.nextInt(4) + 1; n > 0; n--) {
      subject.add(tokens.get(random.nextInt(tokens.size())));
    }
    if (open) {
      subject.add(">");
    }
    return String.join(".", subject);
  }

  private List<String> passing(String... patterns) {
    List<String> found = new ArrayList<>();
    map.forEach(SubjectFilter.of(List.of(patterns)), value -> found.add(value.subject()));
    return found;
  }
}
