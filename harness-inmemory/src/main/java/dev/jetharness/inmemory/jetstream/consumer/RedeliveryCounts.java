package dev.jetharness.inmemory.jetstream.consumer;

import java.util.HashMap;
import java.util.Map;

/**
 * How often messages were delivered again. An entry outlives the pending message when the message
 * was given up: it then keeps the message in a work-queue stream.
 */
final class RedeliveryCounts {
  private final Map<Long, Long> counts = new HashMap<>();

  /** How many entries there are: {@code num_redelivered}. */
  int size() {
    return counts.size();
  }

  boolean contains(long sequence) {
    return !counts.isEmpty() && counts.containsKey(sequence);
  }

  /**
   * How often a message was redelivered; negative after a first delivery that nobody received, so
   * that the next attempt counts as the first.
   */
  long of(long sequence) {
    return counts.isEmpty() ? 0 : counts.getOrDefault(sequence, 0L);
  }

  void add(long sequence, long difference) {
    counts.merge(sequence, difference, Long::sum);
  }

  void set(long sequence, long count) {
    counts.put(sequence, count);
  }

  void remove(long sequence) {
    if (!counts.isEmpty()) {
      counts.remove(sequence);
    }
  }

  void removeBelow(long sequence) {
    if (!counts.isEmpty()) {
      counts.keySet().removeIf(each -> each < sequence);
    }
  }

  /** The messages that were redelivered, and how often. */
  Map<Long, Long> redeliveries() {
    Map<Long, Long> redelivered = new HashMap<>(counts);
    redelivered.values().removeIf(count -> count <= 0);
    return redelivered;
  }

  void clear() {
    counts.clear();
  }
}
