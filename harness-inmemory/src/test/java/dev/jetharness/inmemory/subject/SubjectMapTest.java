package dev.jetharness.inmemory.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubjectMapTest {
  private final SubjectMap<Integer> map = new SubjectMap<>();

  @Test
  void keepsOneValueForEachSubject() {
    assertThat(map.put("a.b", 1)).isNull();
    assertThat(map.put("a.b", 2)).isEqualTo(1);

    assertThat(map.get("a.b")).isEqualTo(2);
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

    assertThat(map.remove("a.b")).isEqualTo(1);
    assertThat(map.remove("a.b")).isNull();
    assertThat(passing("a.>")).containsExactly("a.b.c");
    assertThat(map.remove("a.b.c")).isEqualTo(2);
    assertThat(passing(">")).containsExactly("a");
  }

  @Test
  void takesASubjectAgainAfterItWasRemoved() {
    putAll("a.b.c");
    map.remove("a.b.c");
    map.put("a.b.c", 9);

    assertThat(passing("a.*.c")).containsExactly("a.b.c");
    assertThat(map.get("a.b.c")).isEqualTo(9);
  }

  @Test
  void holdsAHundredThousandSubjects() {
    for (int i = 0; i < 100_000; i++) {
      map.put("orders." + i % 1000 + "." + i, i);
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
  void forgetsAllWhenCleared() {
    putAll("a", "b.c");
    map.clear();

    assertThat(map.size()).isZero();
    assertThat(passing(">")).isEmpty();
  }

  private void putAll(String... subjects) {
    for (int i = 0; i < subjects.length; i++) {
      map.put(subjects[i], i);
    }
  }

  private List<String> passing(String... patterns) {
    List<String> found = new ArrayList<>();
    map.forEach(SubjectFilter.of(List.of(patterns)), (subject, value) -> found.add(subject));
    return found;
  }
}
