package dev.jetharness.inmemory.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SubjectTrieTest {
  private final SubjectTrie<String> trie = new SubjectTrie<>();

  @Test
  void findsEveryPatternThatMatches() {
    for (String pattern : List.of("a.b", "a.*", "*.b", "a.>", ">", "*.*", "a", "a.b.c", "a.*.c")) {
      trie.add(pattern, pattern);
    }

    assertThat(matching("a.b")).containsExactlyInAnyOrder("a.b", "a.*", "*.b", "a.>", ">", "*.*");
    assertThat(matching("a")).containsExactlyInAnyOrder("a", ">");
    assertThat(matching("a.x.c")).containsExactlyInAnyOrder("a.*.c", "a.>", ">");
    assertThat(trie.size()).isEqualTo(9);
  }

  @Test
  void agreesWithTheRulesForRandomSubjects() {
    Random random = new Random(7);
    List<String> patterns = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      patterns.add(randomSubject(random, List.of("a", "b", "c", "*"), random.nextInt(3) == 0));
    }
    patterns.forEach(pattern -> trie.add(pattern, pattern));
    for (int i = 0; i < 150; i++) {
      trie.remove(patterns.get(i), patterns.get(i));
    }
    List<String> left = patterns.subList(150, 300);

    for (int i = 0; i < 500; i++) {
      String subject = randomSubject(random, List.of("a", "b", "c", "d"), false);
      List<String> expected = left.stream().filter(p -> Subjects.matches(subject, p)).toList();

      assertThat(matching(subject)).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(trie.matchesAny(subject)).isEqualTo(!expected.isEmpty());
    }
  }

  @Test
  void keepsValuesOfOnePatternInOrder() {
    trie.add("a.*", "first");
    trie.add("a.*", "second");
    trie.add("a.*", "third");
    trie.remove("a.*", "second");

    assertThat(matching("a.b")).containsExactly("first", "third");
  }

  @Test
  void removesOnlyWhatIsThere() {
    trie.add("a.*", "value");

    assertThat(trie.remove("a.*", "other")).isFalse();
    assertThat(trie.remove("a.>", "value")).isFalse();
    assertThat(trie.remove("a.*", "value")).isTrue();
    assertThat(trie.remove("a.*", "value")).isFalse();
    assertThat(trie.size()).isZero();
    assertThat(trie.matchesAny("a.b")).isFalse();
  }

  @Test
  void findsNothingForSubjectsWithEmptyTokens() {
    trie.add(">", "all");
    trie.add("a.>", "below");

    assertThat(matching("a..b")).isEmpty();
    assertThat(matching("a.")).isEmpty();
    assertThat(matching(".a")).isEmpty();
    assertThat(trie.matchesAny("a..b")).isFalse();
  }

  @Test
  void letsVisitorsRemoveWhatTheyAreGiven() {
    for (int i = 0; i < 5; i++) {
      trie.add("a.*", "wildcard " + i);
      trie.add("a.b", "literal " + i);
    }

    trie.match("a.b", value -> trie.remove(value.startsWith("wildcard") ? "a.*" : "a.b", value));

    assertThat(trie.size()).isZero();
    assertThat(matching("a.b")).isEmpty();
  }

  @Test
  void asksOnlyValuesThatMatch() {
    trie.add("a.*", "queue");
    trie.add("b", "plain");

    assertThat(trie.matchesAny("a.b", value -> value.equals("queue"))).isTrue();
    assertThat(trie.matchesAny("a.b", value -> value.equals("plain"))).isFalse();
    assertThat(trie.matchesAny("b", value -> value.equals("plain"))).isTrue();
  }

  @Test
  void forgetsAllWhenCleared() {
    trie.add("a", "literal");
    trie.add(">", "wildcard");
    trie.clear();

    assertThat(trie.size()).isZero();
    assertThat(trie.matchesAny("a")).isFalse();
  }

  private List<String> matching(String subject) {
    List<String> found = new ArrayList<>();
    trie.match(subject, found::add);
    return found;
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
}
