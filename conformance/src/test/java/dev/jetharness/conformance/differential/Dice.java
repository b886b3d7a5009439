package dev.jetharness.conformance.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Chance that comes out the same again from the same seed. */
final class Dice {
  private final Random random;

  Dice(long seed) {
    random = new Random(seed);
  }

  /** True that often. */
  boolean percent(int often) {
    return random.nextInt(100) < often;
  }

  /** A number of this range, both ends included. */
  int between(int from, int to) {
    return from + random.nextInt(to - from + 1);
  }

  /** One of the values, each as likely; a value given twice is twice as likely. */
  @SafeVarargs
  final <T> T of(T... values) {
    return values[random.nextInt(values.length)];
  }

  /** One of the values, each as likely. */
  <T> T of(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  /** Some of the values, in an order of chance. */
  <T> List<T> some(List<T> values, int count) {
    List<T> shuffled = new ArrayList<>(values);
    Collections.shuffle(shuffled, random);
    return shuffled.subList(0, Math.min(count, shuffled.size()));
  }

  /** A JSON object of a few of these members; now and then no text at all. */
  String object(Map<String, Supplier<String>> members) {
    int count = of(0, 1, 1, 1, 2, 2, 3);
    if (count == 0 && percent(60)) {
      return "";
    }
    List<Map.Entry<String, Supplier<String>>> inOrder =
        members.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    Map<String, String> chosen = new LinkedHashMap<>();
    some(inOrder, count).forEach(each -> chosen.put(each.getKey(), each.getValue().get()));
    return Json.object(chosen);
  }

  /** Something to choose, and how often it is, compared with the others. */
  record Chance<T>(int weight, Supplier<? extends T> choice) {}

  /** Makes one of the choices. */
  <T> T choose(List<Chance<T>> chances) {
    int left = random.nextInt(chances.stream().mapToInt(Chance::weight).sum());
    for (Chance<T> chance : chances) {
      left -= chance.weight();
      if (left < 0) {
        return chance.choice().get();
      }
    }
    throw new AssertionError("weights are positive");
  }
}
