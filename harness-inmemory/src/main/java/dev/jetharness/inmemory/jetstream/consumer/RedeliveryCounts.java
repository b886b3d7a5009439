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

  /** How often a message was redelivered. */
  long of(long sequence) {
    return counts.isEmpty() ? 0 : counts.getOrDefault(sequence, 0L);
  }

  void increment(long sequence) {
    counts.merge(sequence, 1L, Long::sum);
  }

  /** Takes a redelivery back that nobody received; what was never redelivered has no entry. */
  void decrement(long sequence) {
    counts.computeIfPresent(sequence, (key, count) -> count > 1 ? count - 1 : null);
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
    return Map.copyOf(counts);
  }

  void clear() {
    counts.clear();
  }
}
